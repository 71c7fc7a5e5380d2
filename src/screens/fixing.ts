// Begins a fix: chosen on the record, which starts its rehearsal, and the fix workbench is shown.
import { showPhase } from '../store/view-changes.ts'
import type { Hands, Scene } from './scene.ts'
import type { Suspect } from './suspects.ts'

export function startRevert({ sha, subject }: Pick<Suspect, 'sha' | 'subject'>, scene: Scene, hands: Hands): void {
  const known = scene.state.fixes.find(
    fix => fix.kind === 'revert' && fix.targets.includes(sha) && fix.state !== 'abandoned' && fix.state !== 'refused',
  )
  const title = `revert ${sha.slice(0, 7)} ${subject}`.trim()
  const chosen = { kind: 'chooseFix', fixId: hands.newId(), fixKind: 'revert', title, targets: [sha], why: '' } as const
  if (known || hands.dispatch(chosen)) enterFix(scene, hands)
}

export function enterFix({ state }: Scene, hands: Hands): void {
  if (state.phase === 'triage' || state.phase === 'diagnose') hands.dispatch({ kind: 'goToPhase', phase: 'fix' })
  hands.change(showPhase(state.phase === 'verify' || state.phase === 'postmortem' ? 'fix' : null))
}
