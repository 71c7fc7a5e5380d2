// Opens the questions that several commands ask: a prompt for a line of text, the severity picker.
import { draftSeverity, type SeverityDraft } from '../incident/severity-draft.ts'
import { severities } from '../incident/vocabulary.ts'
import { fieldOf } from '../store/field.ts'
import type { PromptPurpose } from '../store/view.ts'
import { pushOverlay } from '../store/view-changes.ts'
import type { Hands, Scene } from './scene.ts'

/** Asks for a line of text; what was typed before and not given comes back. */
export function openPrompt(purpose: PromptPurpose, { view }: Scene, hands: Hands, text = ''): void {
  const kept = view.drafts[promptName(purpose)]
  hands.change(pushOverlay({ kind: 'prompt', purpose, field: fieldOf(kept ?? text), error: null }))
}

/** Under which name a text that was not given is kept. */
export function promptName(purpose: PromptPurpose): string {
  return Object.values(purpose).join(' ')
}

export function openImpact(scene: Scene, hands: Hands): void {
  openPrompt({ kind: 'impact' }, scene, hands, scene.state.impact ?? '')
}

export function openSeverity(scene: Scene, hands: Hands): void {
  const wanted = scene.state.severity ?? severityDraftOf(scene)?.severity ?? 'P2'
  hands.change(pushOverlay({ kind: 'severity', index: severities.indexOf(wanted) }))
}

/** What the words and the signals together suggest; null where nothing was said. */
export function severityDraftOf({ state, telemetry }: Scene): SeverityDraft | null {
  if (!state.symptom) return null
  const targetsDown = telemetry.health.filter(target => target.state === 'failing').length
  return draftSeverity(state.symptom, { failingShare: null, targets: telemetry.health.length, targetsDown })
}
