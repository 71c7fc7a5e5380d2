// A commit and its deploy are one change: the row says when it went live and what it touched.
import type { Change } from './types.ts'

/** Newest first; a commit that was deployed is told by its deploys alone. */
export function mergeChanges(lists: Iterable<readonly Change[]>): Change[] {
  const all = [...lists].flat()
  const commits = new Map(all.filter(one => one.kind === 'commit').map(one => [one.ref.slice(0, 7), one]))
  const deployed = new Set<Change>()
  const rows = all.map(change => {
    const commit = change.kind === 'commit' ? undefined : commitOf(change.ref, commits)
    if (!commit) return change
    deployed.add(commit)
    const { ref, subject, author, paths, repo } = commit
    return { ...change, ref, subject, author: author || change.author, ...(paths && { paths }), ...(repo && { repo }) }
  })
  return rows.filter(change => !deployed.has(change)).sort((a, b) => b.at - a.at)
}

function commitOf(ref: string, commits: ReadonlyMap<string, Change>): Change | undefined {
  if (!/^[0-9a-f]{7,64}$/i.test(ref)) return undefined
  const commit = commits.get(ref.slice(0, 7).toLowerCase())
  return commit?.ref.startsWith(ref.toLowerCase()) ? commit : undefined
}
