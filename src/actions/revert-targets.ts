// Which commits a revert is about: a commit, a range, several; each by its full id, newest first, with the parent
// that a merge is taken back to.
import { commitOf, git, gitLines, isAncestor, short } from './git.ts'

export interface RevertTarget {
  readonly sha: string
  readonly subject: string
  /** The parent that stays, counted from 1; null for a commit that is no merge. */
  readonly mainline: number | null
}

export type Targets = { readonly targets: readonly RevertTarget[] } | { readonly why: string }

const most = 50

/** `names` are commits or ranges `A..B`; all have to be part of `ref`, the production branch. */
export async function revertTargets(repo: string, names: readonly string[], ref: string): Promise<Targets> {
  const found: string[] = []
  for (const name of names) {
    const shas = await commitsOf(repo, name)
    if (shas === null) return { why: `no such commit: ${name}` }
    if (shas.length === 0) return { why: `the range ${name} is empty` }
    found.push(...shas)
  }
  if (found.length > most) return { why: `${found.length} commits are too many to take back at once; ${most} at most` }
  for (const sha of found)
    if (!(await isAncestor(repo, sha, ref))) return { why: `${short(sha)} is not part of the production branch` }
  const ordered =
    found.length < 2 ? found : await gitLines(repo, ['rev-list', '--no-walk=sorted', '--topo-order', ...new Set(found)])
  return { targets: await Promise.all(ordered.map(sha => described(repo, sha, ref))) }
}

async function commitsOf(repo: string, name: string): Promise<string[] | null> {
  const [, from, to] = /^([^.]+(?:\.[^.]+)*)\.\.([^.]+(?:\.[^.]+)*)$/.exec(name) ?? []
  if (from === undefined || to === undefined) {
    const sha = await commitOf(repo, name)
    return sha === null ? null : [sha]
  }
  const [first, last] = [await commitOf(repo, from), await commitOf(repo, to)]
  if (first === null || last === null) return null
  return gitLines(repo, ['rev-list', '--first-parent', `${first}..${last}`])
}

async function described(repo: string, sha: string, ref: string): Promise<RevertTarget> {
  const [parents = '', subject = ''] = (await git(repo, ['show', '--no-patch', '--format=%P%n%s', sha])).stdout.split(
    '\n',
  )
  const ids = parents.split(' ').filter(id => id !== '')
  return { sha, subject, mainline: ids.length < 2 ? null : await mainlineOf(repo, { ids, subject, ref }) }
}

/**
 * The parent that was production before the merge. Usually the first; the second where main was merged into a branch
 * that then became main: where the production branch is known to have been, or the merge's own words, say so.
 */
async function mainlineOf(repo: string, { ids, subject, ref }: Merge): Promise<number> {
  const places = new Set(await gitLines(repo, ['rev-list', '--walk-reflogs', '--max-count=500', ref]))
  const known = ids.findIndex(id => places.has(id))
  if (known !== -1) return known + 1
  const branch = ref.replace(/^refs\/remotes\/[^/]+\//, '')
  const [, merged] = /^Merge (?:remote-tracking )?branch '([^']+)'(?: of \S+)? into /.exec(subject) ?? []
  return merged === branch || merged?.endsWith(`/${branch}`) ? 2 : 1
}

interface Merge {
  readonly ids: readonly string[]
  readonly subject: string
  readonly ref: string
}
