// What cannot be undone: the pane itself becomes the danger frame and asks for a typed word. Enter waits for that word.
import { insertText } from '../../store/field.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import { watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { dangerContent } from './danger-content.ts'

export const dangerOverlay: OverlayKind<'danger'> = {
  look: (overlay, scene, { width, height }) => ({
    title: overlay.title,
    meta: overlay.meta,
    rows: dangerContent(overlay, scene, { width, height }),
    at: 'top',
  }),
  next: overlay =>
    isComplete(overlay)
      ? { action: 'run it', detail: 'this cannot be undone by itself', run }
      : { action: `waits for the word ${overlay.spec.word ?? 'run'}`, ready: false },
  hints: () => [{ key: 'Esc', label: 'do nothing' }],
  key: (key, overlay, _, hands) => {
    const typed = typeInto(overlay.typed, key)
    if (typed) hands.change(replaceOverlay({ ...overlay, typed }))
  },
  paste: (text, overlay, _, hands) =>
    hands.change(replaceOverlay({ ...overlay, typed: insertText(overlay.typed, text) })),
}

function isComplete({ spec, typed }: OverlayOf<'danger'>): boolean {
  return typed.text.trim() === (spec.word ?? 'run')
}

function run(scene: Scene, hands: Hands): void {
  const { spec, purpose, typed } = scene.view.overlays.at(-1) as OverlayOf<'danger'>
  hands.change(popOverlay)
  watchRun(hands.run({ ...spec, word: spec.word ?? 'run' }, purpose, { kind: 'word', typed: typed.text }), hands)
}
