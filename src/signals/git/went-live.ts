// When each commit went live: with the oldest known deploy whose version contains it.
import { type Instant, minute } from '../../incident/time.ts'
import { GitTrouble, git } from './git.ts'
import type { LandedChange } from './history.ts'

/** A version that was put live; the ref is a commit id, a tag, or a name git does not know. */
export interface Deploy {
  readonly ref: string
  readonly at: Instant
}

const mostDeploys = 20
/** A deploy is often noted when it is over, and breaks things while it is under way. */
const rollout = 5 * minute

/** Commit id to its instant, null for those that no deploy before the onset carried; empty where no deploy is known. */
export async function wentLive(
  repo: string,
  changes: readonly LandedChange[],
  { deploys, onsetAt }: { readonly deploys: readonly Deploy[]; readonly onsetAt: Instant },
): Promise<Map<string, Instant | null>> {
  const live = new Map<string, Instant | null>()
  const oldestFirst = deploys
    .filter(deploy => deploy.at <= onsetAt + rollout)
    .map(({ ref, at }) => ({ ref, at: Math.min(at, onsetAt) }))
    .sort((a, b) => a.at - b.at)
    .slice(-mostDeploys)
  let before: string | null = null
  for (const { ref, at } of oldestFirst) {
    const sha = await commitOf(repo, ref)
    if (sha === null) continue
    for (const carried of await carriedBy(repo, sha, before)) {
      const landedAt = changes.find(change => change.sha === carried)?.at
      // What the oldest known deploy carried may have been live for longer, but not before it landed.
      if (!live.has(carried) && landedAt !== undefined)
        live.set(carried, before === null && carried !== sha ? landedAt : at)
    }
    before = sha
  }
  if (before !== null) for (const { sha } of changes) if (!live.has(sha)) live.set(sha, null)
  return live
}

async function commitOf(repo: string, ref: string): Promise<string | null> {
  if (!/^[\w][\w./+-]{0,200}$/.test(ref)) return null
  try {
    return (await git(repo, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${ref}^{commit}`])).trim()
  } catch (error) {
    if (error instanceof GitTrouble) return null
    throw error
  }
}

async function carriedBy(repo: string, sha: string, before: string | null): Promise<string[]> {
  const listed = await git(repo, ['rev-list', '--max-count=10000', sha, ...(before ? ['--not', before] : []), '--'])
  return listed.split('\n').filter(line => line !== '')
}
