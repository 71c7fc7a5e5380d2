// Begins a fix: chosen on the record, which starts its rehearsal, and the fix workbench is shown.
import { showPhase } from '../store/view-changes.ts'
import type { Hands, Scene } from './scene.ts'
import type { Suspect } from './suspects.ts'

/** Another revert of which nothing is pushed yet is given up for it; what is in place stays. */
export function startRevert({ sha, subject }: Pick<Suspect, 'sha' | 'subject'>, scene: Scene, hands: Hands) {
  const open = scene.state.fixes.filter(fix => fix.kind === 'revert' && fix.state !== 'abandoned')
  const known = open.find(fix => fix.targets.includes(sha) && fix.state !== 'refused')
  const name = /^[0-9a-f]{8,}$/.test(sha) ? sha.slice(0, 7) : sha
  const title = `revert ${name} ${subject}`.trim()
  const chosen = { kind: 'chooseFix', fixId: hands.newId(), fixKind: 'revert', title, targets: [sha], why: '' } as const
  if (known) return enterFix(scene, hands)
  for (const fix of open.filter(one => !one.steps.some(step => step.id === 'push' && step.state !== 'todo')))
    hands.dispatch({ kind: 'abandonFix', fixId: fix.id, reason: `${name} is reverted instead` })
  if (hands.dispatch(chosen)) enterFix(scene, hands)
}

function enterFix({ state }: Scene, hands: Hands): void {
  if (state.phase === 'triage' || state.phase === 'diagnose') hands.dispatch({ kind: 'goToPhase', phase: 'fix' })
  hands.change(showPhase(state.phase === 'verify' || state.phase === 'postmortem' ? 'fix' : null))
}
