// A bare origin with a clone of it, and what others do to the origin meanwhile. Real git throughout.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FixPlace } from '../../src/actions/git.ts'

export interface Origin {
  readonly root: string
  readonly bare: string
  readonly clone: string
  readonly place: FixPlace
  /** git in the clone, or in another folder. */
  git(...args: readonly string[]): string
  gitIn(folder: string, ...args: readonly string[]): string
  /** Commits files in the clone; its full id. */
  commit(message: string, files: Readonly<Record<string, string>>): string
  /** Somebody else pushes a commit of these files to main. */
  pushByOthers(message: string, files: Readonly<Record<string, string>>): string
  /** A hook of the origin. */
  hook(name: string, script: string): void
  /** What main says now, newest first. */
  subjects(branch?: string): string[]
  remove(): void
}

export function makeOrigin(): Origin {
  const root = mkdtempSync(join(tmpdir(), 'incident-tui-origin-'))
  const [bare, clone, other] = ['origin.git', 'clone', 'other'].map(name => join(root, name)) as [
    string,
    string,
    string,
  ]
  const gitIn = (folder: string, ...args: readonly string[]): string => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
    return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim()
  }
  const named = (folder: string) => {
    gitIn(folder, 'config', 'user.name', 'Lee')
    gitIn(folder, 'config', 'user.email', 'lee@shop.example')
  }
  const commitIn = (folder: string, message: string, files: Readonly<Record<string, string>>): string => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    gitIn(folder, 'add', '--all')
    gitIn(folder, 'commit', '--quiet', '--allow-empty', '--message', message)
    return gitIn(folder, 'rev-parse', 'HEAD')
  }
  gitIn(root, 'init', '--quiet', '--bare', '--initial-branch=main', bare)
  gitIn(root, 'clone', '--quiet', bare, clone)
  gitIn(clone, 'checkout', '--quiet', '-B', 'main')
  named(clone)
  return {
    root,
    bare,
    clone,
    place: { repo: clone, remote: 'origin', branch: 'main', deploy: null },
    git: (...args) => gitIn(clone, ...args),
    gitIn,
    commit: (message, files) => commitIn(clone, message, files),
    pushByOthers: (message, files) => {
      if (!existsSync(other)) {
        gitIn(root, 'clone', '--quiet', bare, other)
        named(other)
      }
      gitIn(other, 'pull', '--quiet', '--rebase', 'origin', 'main')
      const sha = commitIn(other, message, files)
      gitIn(other, 'push', '--quiet', 'origin', 'HEAD:main')
      return sha
    },
    hook: (name, script) => {
      writeFileSync(join(bare, 'hooks', name), `#!/bin/sh\n${script}\n`)
      chmodSync(join(bare, 'hooks', name), 0o755)
    },
    subjects: (branch = 'main') => gitIn(bare, 'log', '--format=%s', branch).split('\n'),
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  }
}
