// git for fixes: hardened, never asking, never touching the person's own working tree.
import { execa } from 'execa'
import type { CommandSpec } from '../incident/command.ts'
import type { EventHeader, EventOf } from '../incident/events.ts'
import { cleanLines } from '../incident/redact.ts'
import { askNothing } from './run-command.ts'

export type Rehearsal = Omit<EventOf<'fix.rehearsed'>, keyof EventHeader | 'type' | 'fixId'>

/** How it is seen that a change is live: an address that names the version, the list of deploys, or only the signals. */
type LiveBy = 'endpoint' | 'deploys' | 'signals'

/** Where a fix is made. */
export interface FixPlace {
  readonly repo: string
  /** The production branch on its remote. */
  readonly remote: string
  readonly branch: string
  /** What brings a push to production, where pushing alone does not. */
  readonly deploy: CommandSpec | null
  /** Commands that say whether a change is sound; run in the worktree. */
  readonly tests?: readonly (readonly string[])[]
  /** A revert goes straight to the production branch, or to a branch of its own with a pull request. */
  readonly revertTo?: 'target' | 'branch'
  readonly liveBy?: LiveBy
  /** Answers with the version that is live, somewhere in its body. */
  readonly versionUrl?: string
}

// Signing would ask for a passphrase: what is made here can be signed by whoever merges it.
const settings = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'gc.auto=0', 'commit.gpgSign=false']
const hardened = ['--no-pager', ...settings.flatMap(setting => ['-c', setting])]
const environment = {
  ...askNothing,
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_EDITOR: 'true',
  LC_ALL: 'C',
  // A hook or an alias that started us must not choose another repository than the one that was named.
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_EXTERNAL_DIFF: undefined,
}

export function git(cwd: string, args: readonly string[], input?: string) {
  return execa('git', [...hardened, ...args], {
    cwd,
    env: environment,
    reject: false,
    timeout: 60_000,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    detached: true,
  })
}

/** What git printed, line by line; nothing where it failed. */
export async function gitLines(cwd: string, args: readonly string[]): Promise<string[]> {
  const { exitCode, stdout } = await git(cwd, args)
  return exitCode === 0 ? stdout.split('\n').filter(line => line !== '') : []
}

/** The full id of a commit, or null. A name that could be an option is no name. */
export async function commitOf(repo: string, name: string): Promise<string | null> {
  if (name.startsWith('-')) return null
  const { exitCode, stdout } = await git(repo, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`])
  return exitCode === 0 ? stdout.trim() : null
}

export async function isAncestor(repo: string, older: string, newer: string): Promise<boolean> {
  return (await git(repo, ['merge-base', '--is-ancestor', older, newer])).exitCode === 0
}

/** The remote's newest commit of the branch, and whether it could be read anew. Writes nothing but what a fetch writes. */
export async function newestOf({ repo, remote, branch }: FixPlace) {
  const quiet = ['--quiet', '--no-write-fetch-head', '--no-recurse-submodules', '--no-tags']
  const fetched = await git(repo, [
    'fetch',
    ...quiet,
    '--',
    remote,
    `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`,
  ])
  const tip = await commitOf(repo, `refs/remotes/${remote}/${branch}`)
  return { tip, isFresh: fetched.exitCode === 0, why: fetched.exitCode === 0 ? '' : gitWords(fetched) }
}

export function failed(summary: string): Rehearsal {
  const nothing = { worktree: null, revertSha: null, lastGood: null, conflicts: [], checks: [], steps: [] }
  return { outcome: 'failed', summary: cleanLines(summary), ...nothing }
}

/** What git said that tells most: the line that calls itself an error, else the last. */
export function gitWords(result: { readonly stderr: string; readonly stdout: string }): string {
  const lines = cleanLines(result.stderr || result.stdout)
    .trim()
    .split('\n')
  const telling = lines.find(line => /^(fatal|error): /.test(line)) ?? lines.at(-1)
  return telling?.replace(/^(fatal|error): /, '') || 'git failed without a word'
}

export const short = (sha: string): string => sha.slice(0, 7)
