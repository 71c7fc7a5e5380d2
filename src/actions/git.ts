// git for fixes: hardened, never asking, never touching the person's own working tree.
import { execa } from 'execa'
import type { CommandSpec } from '../incident/command.ts'
import type { EventHeader, EventOf } from '../incident/events.ts'
import { cleanLines } from '../incident/redact.ts'
import { askNothing } from './run-command.ts'

export type Rehearsal = Omit<EventOf<'fix.rehearsed'>, keyof EventHeader | 'type' | 'fixId'>

/** Where a fix is made. */
export interface FixPlace {
  readonly repo: string
  /** The production branch on its remote. */
  readonly remote: string
  readonly branch: string
  /** What brings a push to production, where pushing alone does not. */
  readonly deploy: CommandSpec | null
}

const hardened = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager']
const environment = { ...askNothing, GIT_OPTIONAL_LOCKS: '0', GIT_EDITOR: 'true', LC_ALL: 'C' }

export function git(cwd: string, args: readonly string[]) {
  return execa('git', [...hardened, ...args], {
    cwd,
    env: environment,
    reject: false,
    timeout: 60_000,
    stdin: 'ignore',
    detached: true,
  })
}

/** The full id of a commit, or null. A name that could be an option is no name. */
export async function commitOf(repo: string, name: string): Promise<string | null> {
  if (name.startsWith('-')) return null
  const { exitCode, stdout } = await git(repo, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`])
  return exitCode === 0 ? stdout.trim() : null
}

export function failed(summary: string): Rehearsal {
  const nothing = { worktree: null, revertSha: null, lastGood: null, conflicts: [], checks: [], steps: [] }
  return { outcome: 'failed', summary: cleanLines(summary), ...nothing }
}

/** What git said last. */
export function gitWords(result: { readonly stderr: string; readonly stdout: string }): string {
  return (
    cleanLines(result.stderr || result.stdout)
      .trim()
      .split('\n')
      .at(-1) || 'git failed without a word'
  )
}

export const short = (sha: string): string => sha.slice(0, 7)
