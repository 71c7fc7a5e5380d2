// What has become of a step, asked of the world and not of memory: after a crash, after an editor was closed.

import { existsSync } from 'node:fs'
import type { FixStepState } from '../incident/events.ts'
import { cleanText } from '../incident/redact.ts'
import type { FixState } from '../incident/state.ts'
import { pullRequestOf } from './forge.ts'
import { commitOf, type FixPlace, git, gitLines, gitWords, isAncestor, newestOf, short } from './git.ts'
import { committer } from './revert-history.ts'

export interface StepFinding {
  readonly state: FixStepState
  readonly detail: string
  /** What an edit left, by the id of its tree. */
  readonly tree?: string
}

export interface Inspection {
  readonly place: FixPlace
  readonly fix: FixState
  readonly step: FixState['steps'][number]
  readonly env?: Readonly<Record<string, string>>
}

/** Never runs the step. `unknown` where the world does not tell either. */
export async function inspectStep(at: Inspection): Promise<StepFinding> {
  const { step } = at
  if (step.id === 'edit') return edited(at)
  if (step.id === 'commit') return committed(at)
  if (step.id === 'push') return pushed(at)
  if (step.id === 'pr') return opened(at)
  if (step.tier === 'read') return { state: 'todo', detail: 'it was interrupted; it only reads and can run again' }
  return { state: 'unknown', detail: 'it ran when the program ended; whether it got through is not known' }
}

/** The changes in the worktree, staged so that new files are part of them. */
async function edited({ fix }: Inspection): Promise<StepFinding> {
  const path = fix.rehearsal?.worktree
  const base = fix.rehearsal?.lastGood ?? 'HEAD'
  if (!path || !existsSync(path)) return { state: 'failed', detail: 'the worktree is gone' }
  const unmerged = await gitLines(path, ['diff', '--name-only', '--diff-filter=U'])
  const marked = await gitLines(path, [
    'grep',
    '-l',
    '-e',
    '^<<<<<<< ',
    '-e',
    '^>>>>>>> ',
    '--',
    ...(fix.rehearsal?.conflicts ?? ['.']),
  ])
  const open = fix.kind === 'revert' ? [...new Set([...unmerged, ...marked])].filter(file => marked.includes(file)) : []
  if (open.length > 0) return { state: 'todo', detail: `still in conflict: ${open.map(cleanText).join(', ')}` }
  await git(path, ['add', '--all'])
  if (fix.kind === 'revert') return concluded(path, fix)
  const stat = (await gitLines(path, ['diff', '--shortstat', base]))[0]
  return stat === undefined
    ? { state: 'todo', detail: 'nothing was changed yet' }
    : { state: 'done', detail: statWords(stat), ...(await treeAt(path)) }
}

async function treeAt(path: string): Promise<{ readonly tree?: string }> {
  const [tree] = await gitLines(path, ['write-tree'])
  return tree === undefined ? {} : { tree }
}

/** A revert resolved by hand is committed here where the person has not done it. */
async function concluded(path: string, fix: FixState): Promise<StepFinding> {
  const isOpen = (await git(path, ['rev-parse', '--verify', '--quiet', 'REVERT_HEAD'])).exitCode === 0
  if (isOpen) {
    const made = await git(path, [...(await committer(path)), 'commit', '--no-edit', '--quiet', '--no-verify'])
    if (made.exitCode !== 0) return { state: 'todo', detail: gitWords(made) }
  }
  const head = await commitOf(path, 'HEAD')
  const base = fix.rehearsal?.checks.find(check => check.title.endsWith('read anew'))?.detail ?? ''
  if (head === null || head.startsWith(base)) return { state: 'todo', detail: 'nothing was committed yet' }
  return { state: 'done', detail: `${short(head)}, by hand` }
}

async function committed({ fix }: Inspection): Promise<StepFinding> {
  const path = fix.rehearsal?.worktree
  const base = fix.rehearsal?.lastGood
  if (!path || !base || !existsSync(path)) return { state: 'todo', detail: '' }
  const ahead = await gitLines(path, ['rev-list', `${base}..HEAD`])
  const isClean = (await gitLines(path, ['status', '--porcelain'])).length === 0
  if (ahead[0] && isClean) return { state: 'done', detail: short(ahead[0]) }
  return { state: 'todo', detail: ahead.length > 0 ? 'there is more to commit' : 'no commit was made' }
}

/** The remote is asked whether the commit is there. */
async function pushed({ place, step }: Inspection): Promise<StepFinding> {
  const { repo, remote } = place
  const refspec = step.command?.argv.at(-1) ?? ''
  const [from = '', to = `refs/heads/${from}`] = refspec.split(':')
  const sha = await commitOf(repo, from)
  const name = to.replace('refs/heads/', '')
  const asked = await git(repo, ['ls-remote', '--heads', remote, to])
  if (asked.exitCode !== 0) return { state: 'unknown', detail: `${remote} cannot be asked: ${gitWords(asked)}` }
  const there = asked.stdout.split('\t')[0]?.trim() ?? ''
  if (sha !== null && there === sha) return { state: 'done', detail: `${remote}/${name} is at ${short(sha)}` }
  if (sha !== null && there !== '') {
    await newestOf({ ...place, branch: name })
    if (await isAncestor(repo, sha, there))
      return { state: 'done', detail: `${short(sha)} is part of ${remote}/${name}` }
  }
  const where = there === '' ? `there is no ${name} at ${remote}` : `${remote}/${name} is at ${short(there)}`
  return { state: 'todo', detail: `it did not arrive: ${where}` }
}

async function opened({ place, fix, step, env }: Inspection): Promise<StepFinding> {
  const argv = step.command?.argv ?? []
  const branch = argv[argv.indexOf('--head') + 1] ?? fix.id
  try {
    const found = await pullRequestOf(place.repo, branch, env)
    return found ? { state: 'done', detail: found.url } : { state: 'todo', detail: 'no pull request was opened' }
  } catch (error) {
    return { state: 'unknown', detail: cleanText(error instanceof Error ? error.message : String(error)) }
  }
}

/** `1 file +4 −1` of git's own sentence. */
export function statWords(shortstat = ''): string {
  const count = (pattern: RegExp) => Number(pattern.exec(shortstat)?.[1] ?? 0)
  const files = count(/(\d+) files? changed/)
  return `${files} file${files === 1 ? '' : 's'} +${count(/(\d+) insertion/)} −${count(/(\d+) deletion/)}`
}
