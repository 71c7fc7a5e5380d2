// What a clone may lack for a revert: history that was cut off, and a name to commit under.
import type { RehearsalCheck } from '../incident/events.ts'
import { type FixPlace, git, gitLines } from './git.ts'
import type { RevertTarget, Targets } from './revert-targets.ts'

type Found =
  | { readonly targets: readonly RevertTarget[]; readonly notes: readonly RehearsalCheck[] }
  | { readonly why: string }

const deeper = 200

/** Finds the targets with their parents; in a shallow clone more history is fetched first where it is missing. */
export async function withTargets({ repo, remote, branch }: FixPlace, find: () => Promise<Targets>): Promise<Found> {
  const first = await find()
  const isShallow = (await gitLines(repo, ['rev-parse', '--is-shallow-repository']))[0] === 'true'
  if (!isShallow) return 'why' in first ? first : { ...first, notes: [] }
  if ('targets' in first && (await hasParents(repo, first.targets))) return { ...first, notes: [] }
  const fetched = await git(repo, [
    'fetch',
    '--quiet',
    '--no-write-fetch-head',
    `--deepen=${deeper}`,
    '--',
    remote,
    branch,
  ])
  const again = await find()
  if ('why' in again) return { why: `${again.why} (this clone is shallow: git fetch --unshallow brings the rest)` }
  if (!(await hasParents(repo, again.targets)))
    return { why: 'this clone is shallow and lacks what was before the change: git fetch --unshallow' }
  const detail = `this clone is shallow: ${deeper} more commits were fetched`
  return { ...again, notes: fetched.exitCode === 0 ? [{ title: 'history', ok: true, detail }] : [] }
}

async function hasParents(repo: string, targets: readonly RevertTarget[]): Promise<boolean> {
  for (const { sha } of targets) {
    const shallow = await gitLines(repo, ['rev-list', '--max-count=1', '--parents', sha])
    const raw = await gitLines(repo, ['cat-file', 'commit', sha])
    const named = raw.filter(line => line.startsWith('parent ')).length
    if (named > 0 && (shallow[0]?.split(' ').length ?? 0) - 1 < named) return false
  }
  return true
}

/** Settings for a commit where the person has no name set up. */
export async function committer(folder: string): Promise<string[]> {
  const known = await git(folder, ['var', 'GIT_COMMITTER_IDENT'])
  return known.exitCode === 0 ? [] : ['-c', 'user.name=incident-tui', '-c', 'user.email=incident-tui@localhost']
}
