// What cannot be undone: the pane itself becomes the danger frame and asks for a typed word. Enter waits for that word.
import { insertText } from '../../store/field.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { showFixDiff, showRehearsal } from '../fix-views.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import { watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { dangerContent, dangerVerb } from './danger-content.ts'

export const dangerOverlay: OverlayKind<'danger'> = {
  look: (overlay, scene, { width, height }) => ({
    title: overlay.title,
    meta: overlay.meta,
    rows: dangerContent(overlay, scene, { width, height }),
    at: 'top',
  }),
  next: overlay =>
    isComplete(overlay)
      ? { action: `${dangerVerb(overlay)} it now`, detail: 'this changes production', run }
      : { action: `waits for the word ${overlay.spec.word ?? 'run'}`, ready: false },
  hints: (overlay, scene) => {
    const isKnown = fixOf(overlay, scene) !== null
    return [
      { key: 'Esc', label: 'do nothing' },
      ...(isKnown
        ? [
            { key: 'Ctrl-D', label: 'diff' },
            { key: 'Ctrl-O', label: 'rehearsal' },
          ]
        : []),
    ]
  },
  key: (key, overlay, scene, hands) => {
    const fix = fixOf(overlay, scene)
    if (fix && key === 'ctrl-d') return showFixDiff(fix, hands)
    if (fix && key === 'ctrl-o') return showRehearsal(fix, scene, hands)
    const typed = typeInto(overlay.typed, key)
    if (typed) hands.change(replaceOverlay({ ...overlay, typed }))
  },
  paste: (text, overlay, _, hands) =>
    hands.change(replaceOverlay({ ...overlay, typed: insertText(overlay.typed, text) })),
}

function fixOf({ purpose }: OverlayOf<'danger'>, { state }: Scene) {
  return purpose.kind === 'fix' ? (state.fixes.find(fix => fix.id === purpose.fixId) ?? null) : null
}

function isComplete({ spec, typed }: OverlayOf<'danger'>): boolean {
  return typed.text.trim() === (spec.word ?? 'run')
}

function run(scene: Scene, hands: Hands): void {
  const { spec, purpose, typed } = scene.view.overlays.at(-1) as OverlayOf<'danger'>
  hands.change(popOverlay)
  watchRun(hands.run({ ...spec, word: spec.word ?? 'run' }, purpose, { kind: 'word', typed: typed.text }), hands)
}
