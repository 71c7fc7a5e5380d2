// Fix A: a revert rehearsed in a scratch worktree. Nothing is pushed, and the person's own working tree is not touched.
import type { RehearsalCheck } from '../incident/events.ts'
import { cleanText } from '../incident/redact.ts'
import { commitStep, goLiveSteps, pullRequestSteps, pushBranch, pushToProduction, testSteps } from './fix-steps.ts'
import { whyNoGh } from './forge.ts'
import { commitOf, type FixPlace, failed, git, gitLines, gitWords, newestOf, type Rehearsal, short } from './git.ts'
import { statWords } from './inspect-step.ts'
import { committer, withTargets } from './revert-history.ts'
import { changedSince, risksOf } from './revert-risks.ts'
import { type RevertTarget, revertTargets } from './revert-targets.ts'
import { runCommand, tailOf } from './run-command.ts'
import { discardWorktree, makeWorktree } from './worktree.ts'

export interface Rehearsing {
  readonly place: FixPlace
  /** Commits, or ranges `A..B`. */
  readonly targets: readonly string[]
  /** Where the scratch worktree is made. */
  readonly path: string
  readonly incident: { readonly id: string; readonly title: string }
  /** The branch of its own: where it is not pushed straight to production, or is made by hand. */
  readonly branch: string
  readonly way: 'direct' | 'pullRequest' | 'byHand'
  readonly env?: Readonly<Record<string, string>>
  /** What is being done, as it is done. */
  readonly say?: (line: string) => void
}

/** Reverts the targets, newest first, on the remote's newest commit; says what that breaks and what bringing it in takes. */
export async function rehearseRevert(order: Rehearsing): Promise<Rehearsal> {
  try {
    return await rehearse(order)
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

interface At extends Rehearsing {
  readonly tip: string
  readonly reverted: readonly RevertTarget[]
  readonly lastGood: string | null
  readonly checks: RehearsalCheck[]
}

async function rehearse(order: Rehearsing): Promise<Rehearsal> {
  const { place, path, say = () => undefined } = order
  const { repo, remote, branch } = place
  say(`git fetch ${remote} ${branch}`)
  const { tip, isFresh, why } = await newestOf(place)
  if (tip === null) return failed(`${remote}/${branch} does not exist: ${why || 'name it under changes.git.ref'}`)
  const found = await withTargets(place, () => revertTargets(repo, order.targets, `refs/remotes/${remote}/${branch}`))
  if ('why' in found) return failed(found.why.replace('the production branch', `${remote}/${branch}`))
  const lastGood = await commitOf(repo, `${found.targets.at(-1)?.sha}^`)
  const trouble = await makeWorktree({ repo, path, tip, ...(order.way !== 'direct' && { branch: order.branch }) })
  if (trouble !== null) return failed(`no scratch worktree could be made: ${trouble}`)
  const fresh = { title: `${remote}/${branch} read anew`, ok: isFresh, detail: isFresh ? short(tip) : cleanText(why) }
  return reverted({ ...order, tip, reverted: found.targets, lastGood, checks: [fresh, ...found.notes] })
}

async function reverted(at: At): Promise<Rehearsal> {
  const { path, lastGood, say = () => undefined } = at
  for (const target of at.reverted) {
    const mainline = target.mainline === null ? [] : ['--mainline', String(target.mainline)]
    say(`git revert --no-edit ${[...mainline, target.sha].join(' ')}`)
    const who = await committer(path)
    const result = await git(path, [...who, 'revert', '--no-edit', ...mainline, target.sha])
    if (result.exitCode !== 0) return stuck(at, target, result)
    await nameIncident(at, who)
  }
  const revertSha = (await commitOf(path, 'HEAD')) as string
  const changed = await gitLines(path, ['diff', '--shortstat', at.tip, 'HEAD'])
  const { checks, isUnsafe } = await risksOf({ repo: path, tip: at.tip, targets: at.reverted, revertSha })
  const tests = await runTests(at)
  const subject = (await gitLines(path, ['log', '-1', '--format=%s']))[0] ?? ''
  const all = [
    { title: statWords(changed[0]), ok: true, detail: '' },
    ...tests,
    ...checks,
    ...mainlines(at),
    ...at.checks,
  ]
  const bad = all.filter(one => !one.ok && (tests.includes(one) || checks.includes(one)))
  const names = at.reverted.map(target => short(target.sha)).join(', ')
  const outcome = isUnsafe || tests.some(test => !test.ok) ? 'unsafe' : 'clean'
  return {
    outcome,
    summary:
      outcome === 'clean'
        ? `${names} reverts cleanly, ${statWords(changed[0])}`
        : `${names}: ${bad[0]?.detail || bad[0]?.title}`,
    worktree: path,
    revertSha,
    lastGood,
    conflicts: [],
    checks: all,
    steps: [commitStep(revertSha, cleanText(subject)), ...(await bringingIn(at, revertSha, cleanText(subject)))],
  }
}

/** What bringing the commit in takes, in the way that was chosen. */
async function bringingIn(at: At, sha: string, subject: string) {
  const { place, way, branch, path, tip } = at
  if (way !== 'pullRequest') return [pushToProduction(place, { sha, tip }), ...goLiveSteps(place, sha)]
  const noGh = await whyNoGh(place.repo, at.env)
  const remoteUrl = (await gitLines(place.repo, ['remote', 'get-url', place.remote]))[0] ?? ''
  const request = { branch, title: subject, worktree: path, noGh, remoteUrl }
  return [
    pushBranch(place, branch, `${sha}:refs/heads/${branch}`),
    ...pullRequestSteps(place, request),
    ...goLiveSteps(place, ''),
  ]
}

/** The revert does not apply: which files, and who changed them since. By hand the worktree stays as it is. */
async function stuck(at: At, target: RevertTarget, result: { stderr: string; stdout: string }): Promise<Rehearsal> {
  const { place, path, tip, lastGood } = at
  const conflicts = await gitLines(path, ['-c', 'core.quotePath=false', 'diff', '--name-only', '--diff-filter=U'])
  const isEmpty = conflicts.length === 0 && (await git(path, ['diff', '--quiet', 'HEAD'])).exitCode === 0
  if (conflicts.length > 0 && at.way === 'byHand') return byHand(at, conflicts)
  await git(path, ['revert', '--abort'])
  await discardWorktree(place.repo, path)
  if (isEmpty)
    return { ...failed(`${short(target.sha)} was taken back already: a revert would change nothing`), lastGood }
  if (conflicts.length === 0) return { ...failed(gitWords(result)), lastGood }
  const since = await Promise.all(conflicts.slice(0, 5).map(file => changedSince(place.repo, target.sha, tip, file)))
  const checks = conflicts.slice(0, 5).map((file, index) => ({
    title: cleanText(file),
    ok: false,
    detail: `changed since by ${since[index] || 'later commits'}`,
  }))
  const summary = `${short(target.sha)} cannot be reverted cleanly: ${conflicts.map(cleanText).join(', ')} changed since`
  return {
    ...failed(summary),
    outcome: 'conflict',
    lastGood,
    conflicts: conflicts.map(cleanText),
    checks: [...checks, ...at.checks],
  }
}

/** The conflicts wait in the worktree for a person; the commit is theirs, the rest is as usual. */
function byHand(at: At, conflicts: readonly string[]): Rehearsal {
  const { place, path, branch, tip, lastGood } = at
  const push = pushToProduction(place, { sha: branch, tip, by: branch })
  return {
    outcome: 'clean',
    summary: `${conflicts.length} conflicting file${conflicts.length === 1 ? '' : 's'} wait in the worktree`,
    worktree: path,
    revertSha: null,
    lastGood,
    conflicts: conflicts.map(cleanText),
    checks: [{ title: 'resolved by hand', ok: false, detail: conflicts.map(cleanText).join(', ') }, ...at.checks],
    steps: [
      { id: 'edit', title: 'resolve the conflicts in the worktree, and commit', tier: 'read', kind: 'edit' },
      ...testSteps(place, path),
      { ...push, undo: 'git revert of what was pushed, and push again' },
      ...goLiveSteps(place, ''),
    ],
  }
}

/** The incident stands in the message, so that whoever reads the history finds it. */
async function nameIncident({ path, incident }: At, who: readonly string[]): Promise<void> {
  const message = (await git(path, ['log', '-1', '--format=%B'])).stdout.trimEnd()
  const named = `${message}\n\nIncident: ${incident.title} (${incident.id})\n`
  await git(path, [...who, 'commit', '--quiet', '--amend', '--no-verify', '--file', '-'], named)
}

function mainlines({ reverted: targets }: At): RehearsalCheck[] {
  return targets
    .filter(target => target.mainline !== null)
    .map(({ sha, mainline }) => ({
      title: `merge ${short(sha)}`,
      ok: true,
      detail: `taken back to its parent ${mainline}`,
    }))
}

async function runTests({ place, path, env, say = () => undefined }: At): Promise<RehearsalCheck[]> {
  const results: RehearsalCheck[] = []
  for (const { title, command: spec } of testSteps(place, path)) {
    if (!spec) continue
    say(`$ ${title}`)
    const options = { ...(env && { env }), onOutput: (chunk: Buffer) => say(chunk.toString().trimEnd()) }
    const { outcome, exitCode, durationMs, output } = await runCommand(spec, options)
    const isOk = outcome === 'exited' && exitCode === 0
    const seconds = `${(durationMs / 1000).toFixed(1)} s`
    const why = outcome === 'exited' ? `exit ${exitCode}` : outcome
    results.push({ title, ok: isOk, detail: isOk ? seconds : `${why}: ${tailOf(output, 1).trim()}` })
  }
  return results
}
