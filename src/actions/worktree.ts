// Scratch worktrees: every fix has one of its own, at a place that follows from its id, so that what a crash left is
// found again and made anew. The person's working tree, index and stash are never part of it.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { git, gitWords } from './git.ts'

export interface WorktreeAt {
  readonly repo: string
  readonly path: string
  /** The commit it begins at. */
  readonly tip: string
  /** A branch of its own; detached without one. */
  readonly branch?: string
}

/** Null where it was made, else why not. What lies at the place from before is removed first. */
export async function makeWorktree({ repo, path, tip, branch }: WorktreeAt): Promise<string | null> {
  if (existsSync(path)) await discardWorktree(repo, path)
  await git(repo, ['worktree', 'prune'])
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const how = branch === undefined ? ['--detach'] : ['--no-track', '-B', branch]
  const added = await git(repo, ['worktree', 'add', '--quiet', '--force', ...how, path, tip])
  return added.exitCode === 0 ? null : gitWords(added)
}

export async function discardWorktree(repo: string, path: string): Promise<void> {
  await git(repo, ['worktree', 'remove', '--force', '--force', path])
  rmSync(path, { recursive: true, force: true })
  await git(repo, ['worktree', 'prune'])
}

/** Removes one that holds nothing but commits; what was not committed stays where it is. */
export async function retireWorktree(repo: string, path: string): Promise<void> {
  if (existsSync(path)) await git(repo, ['worktree', 'remove', path])
}
