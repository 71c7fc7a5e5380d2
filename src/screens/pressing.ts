// The way of one key: overlay, else the command table of what is on screen. Enter does what the Next line says.
import { insertText } from '../store/field.ts'
import { emptyField } from '../store/view.ts'
import { notify, popOverlay, pushOverlay } from '../store/view-changes.ts'
import type { NextAction } from './command.ts'
import { commandForKey, nextFor } from './commands.ts'
import { overlayKind } from './overlay-kinds.ts'
import type { Hands, Scene } from './scene.ts'
import { pressWhileSmall } from './small-keys.ts'

export function pressKey(key: string, scene: Scene, hands: Hands) {
  if (pressWhileSmall(key, scene, hands)) return
  const overlay = scene.view.overlays.at(-1)
  if (overlay) {
    const kind = overlayKind(overlay)
    if (key === 'f1' && overlay.kind !== 'help') return openHelp(hands)
    if (key === 'enter') return doNext(kind.next(overlay, scene), scene, hands)
    if (key !== 'esc') return kind.key(key, overlay, scene, hands)
    kind.leaving?.(overlay, scene, hands)
    return hands.change(popOverlay)
  }
  if (key === 'enter') return doNext(nextFor(scene), scene, hands)
  const command = commandForKey(key, scene)
  if (!command) return
  const able = command.enabled(scene)
  if (able === true) return command.run(scene, hands, key)
  hands.change(notify(`Not now: ${command.label}, ${able}`, 'plain', scene.now))
}

/** Pasted text goes where letters are typed, and nowhere else: a pasted `q` never leaves. */
export function pasteText(text: string, scene: Scene, hands: Hands): void {
  const overlay = scene.view.overlays.at(-1)
  if (scene.layout.size === 'tooSmall' && overlay?.kind !== 'prompt') return
  if (overlay) overlayKind(overlay).paste?.(text, overlay, scene, hands)
}

function doNext({ ready = true, run }: NextAction, scene: Scene, hands: Hands): void {
  if (ready) run?.(scene, hands)
}

/** The start screen's one field after a paste. */
export function pasteIntoStart(text: string): (view: Scene['view']) => Scene['view'] {
  return view => ({ ...view, start: { ...view.start, field: insertText(view.start.field, text) } })
}

/** Over whatever is open: what is typed there stays. */
function openHelp(hands: Hands): void {
  hands.change(pushOverlay({ kind: 'help', query: emptyField, scroll: 0 }))
}
