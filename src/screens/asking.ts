// Opens the questions that several commands ask: a prompt for a line of text, the severity picker.
import { impactToSay } from '../incident/impact-to-say.ts'
import { severities } from '../incident/vocabulary.ts'
import { fieldOf } from '../store/field.ts'
import type { PromptPurpose } from '../store/view.ts'
import { pushOverlay } from '../store/view-changes.ts'
import { impactDraftOf, severityDraftOf } from './drafts.ts'
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

/** Before one is kept the draft is what gets edited; once it is over, what was counted, unless a person wrote other words. */
export function openImpact(scene: Scene, hands: Hands): void {
  openPrompt({ kind: 'impact' }, scene, hands, impactToSay(scene.state) ?? impactDraftOf(scene))
}

export function openSeverity(scene: Scene, hands: Hands): void {
  const wanted = scene.state.severity ?? severityDraftOf(scene)?.severity ?? 'P2'
  hands.change(pushOverlay({ kind: 'severity', index: severities.indexOf(wanted) }))
}
