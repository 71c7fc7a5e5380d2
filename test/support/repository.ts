// Real repositories for tests: commits with the dates, files and messages that a test names.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Repository {
  readonly path: string
  readonly git: (...args: readonly string[]) => string
  /** Sets the time (ISO) of what git does next. */
  readonly at: (when: string) => void
  /** Writes the files and commits them at a time (ISO); answers with the commit's id. */
  readonly commit: (when: string, message: string, files?: Readonly<Record<string, string>>) => string
  readonly remove: () => void
}

export function makeRepository(): Repository {
  const path = mkdtempSync(join(tmpdir(), 'incident-tui-repository-'))
  let now = '2025-03-25T08:00:00Z'
  const git = (...args: readonly string[]): string => {
    const dates = { GIT_AUTHOR_DATE: now, GIT_COMMITTER_DATE: now }
    const env = { ...process.env, ...dates, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
    const who = ['-c', 'user.name=Lee', '-c', 'user.email=lee@example.com']
    return execFileSync('git', [...who, ...args], { cwd: path, env, encoding: 'utf8', stdio: 'pipe' }).trim()
  }
  git('init', '-q', '-b', 'main')
  return {
    path,
    git,
    at: when => {
      now = when
    },
    commit: (when, message, files = {}) => {
      now = when
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true })
        writeFileSync(join(path, name), text)
      }
      git('add', '-A')
      git('commit', '-q', '--allow-empty', '--cleanup=verbatim', '-m', message)
      return git('rev-parse', 'HEAD')
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
