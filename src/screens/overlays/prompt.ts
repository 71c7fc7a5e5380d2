// A line of text, asked for at the bottom of the body. Left with Esc it is kept, and is there again next time.
import { muted, row, warn } from '../../components/rows/row.ts'
import { promptRow } from '../../components/TextField.ts'
import { insertText } from '../../store/field.ts'
import type { Field } from '../../store/view.ts'
import { keepDraft, popOverlay, pushOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { promptName } from '../asking.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'
import { giveAnswer, promptKind } from './prompts.ts'

export const promptOverlay: OverlayKind<'prompt'> = {
  look: ({ purpose, field, error }, scene, { width }) => ({
    title: promptKind(purpose).title,
    rows: [
      promptRow({ field, width, placeholder: promptKind(purpose).placeholder }),
      row(error ? warn(error) : muted(promptKind(purpose).says?.(field.text, scene) ?? '')),
    ],
    at: 'bottom',
  }),
  next: ({ purpose, field }) => ({
    action: promptKind(purpose).gives,
    ready: field.text.trim() !== '' || promptKind(purpose).may === 'be empty',
    run: give,
  }),
  hints: ({ purpose }) => [
    { key: 'Esc', label: promptKind(purpose).leaves ?? 'not now, keep the text' },
    { key: 'Ctrl-U', label: 'clear' },
  ],
  key: (key, overlay, scene, hands) => type(typeInto(overlay.field, key), overlay, scene, hands),
  paste: (text, overlay, scene, hands) => type(insertText(overlay.field, text), overlay, scene, hands),
  leaving: ({ purpose, field }, scene, hands) => {
    hands.change(keepDraft(promptName(purpose), field.text))
    promptKind(purpose).left?.(scene, hands)
  },
}

function type(field: Field | null, overlay: OverlayOf<'prompt'>, scene: Scene, hands: Hands): void {
  if (!field) return
  hands.change(replaceOverlay({ ...overlay, field, error: null }))
  promptKind(overlay.purpose).typed?.(field.text, scene, hands)
}

function give(scene: Scene, hands: Hands) {
  const overlay = scene.view.overlays.at(-1) as OverlayOf<'prompt'>
  // Closed before the answer is given: an answer may open the next thing to look at.
  hands.change(popOverlay)
  hands.change(keepDraft(promptName(overlay.purpose), ''))
  const error = giveAnswer(overlay.field.text, overlay.purpose, scene, hands)
  if (error !== undefined) hands.change(pushOverlay({ ...overlay, error }))
}
