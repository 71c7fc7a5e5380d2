// What can be looked at of a fix from anywhere: its diff, and what its rehearsal did.
import { command } from '../incident/command.ts'
import type { FixState } from '../incident/state.ts'
import { notify, pushOverlay } from '../store/view-changes.ts'
import type { Hands, Scene } from './scene.ts'

type Step = FixState['steps'][number]

/** The change as it lies in the worktree, against what it began from; as a step it counts as reviewed. */
export function showFixDiff(fix: FixState, hands: Hands, step?: Step): void {
  const { worktree, lastGood, revertSha } = fix.rehearsal ?? {}
  const plain = ['--no-color', '--no-ext-diff', '--no-textconv']
  const what =
    fix.kind === 'revert' && revertSha ? ['show', ...plain, revertSha] : ['diff', ...plain, lastGood ?? 'HEAD']
  const spec = command(['git', '--no-pager', ...what], { cwd: worktree ?? null, timeoutMs: 30_000 })
  const purpose = step ? ({ kind: 'fix', fixId: fix.id, step: step.id } as const) : ({ kind: 'adhoc' } as const)
  const runId = hands.run(step?.command ?? spec, purpose, { kind: 'none' })
  const title = fix.kind === 'revert' ? 'diff of the revert' : 'diff of the hotfix'
  if (runId !== null) hands.change(pushOverlay({ kind: 'diff', runId, title, top: 0 }))
}

/** What was done and printed while it was rehearsed, as far as it was seen here, then every check in full. */
export function showRehearsal({ id, rehearsal }: FixState, { output, now }: Scene, hands: Hands) {
  const said = output.lines(id).map(line => line.text)
  if (!rehearsal && said.length === 0) return hands.change(notify('Not now: nothing was rehearsed yet', 'plain', now))
  const checks = (rehearsal?.checks ?? []).map(
    ({ title, ok, detail }) => `${ok ? 'fine' : 'look'}   ${title}${detail ? `: ${detail}` : ''}`,
  )
  const lines = [rehearsal?.summary ?? 'being rehearsed', '', ...checks, ...(said.length > 0 ? ['', ...said] : [])]
  hands.change(pushOverlay({ kind: 'text', title: 'Rehearsal', lines, scroll: 0, diff: false }))
}
