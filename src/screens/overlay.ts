// What every overlay is made of: how it looks, what Enter does in it, its keys. One such record for each kind.
import type { KeyHint } from '../components/Footer.tsx'
import type { Row, Words } from '../components/rows/row.ts'
import { editField, insertText } from '../store/field.ts'
import type { Field, Overlay } from '../store/view.ts'
import type { NextAction } from './command.ts'
import { typedText } from './keyboard.ts'
import type { Hands, Scene } from './scene.ts'

export type OverlayOf<K extends Overlay['kind']> = Extract<Overlay, { kind: K }>

export interface OverlayLook {
  readonly title: string
  readonly meta?: Words
  readonly rows: readonly Row[]
  readonly at: 'top' | 'bottom'
}

export interface OverlayKind<K extends Overlay['kind']> {
  readonly look: (overlay: OverlayOf<K>, scene: Scene, room: { width: number; height: number }) => OverlayLook
  readonly next: (overlay: OverlayOf<K>, scene: Scene) => NextAction
  readonly hints: (overlay: OverlayOf<K>, scene: Scene) => readonly KeyHint[]
  /** A key that is neither Enter nor Esc. */
  readonly key: (key: string, overlay: OverlayOf<K>, scene: Scene, hands: Hands) => void
  /** Where letters are typed: what was pasted goes in whole. */
  readonly paste?: (text: string, overlay: OverlayOf<K>, scene: Scene, hands: Hands) => void
  /** Before Esc takes it away. */
  readonly leaving?: (overlay: OverlayOf<K>, scene: Scene, hands: Hands) => void
}

/** The field after a key: edited or with a letter more; null where the key is neither. */
export function typeInto(field: Field, key: string): Field | null {
  const edited = editField(field, key)
  if (edited) return edited
  const text = typedText(key)
  return text === null ? null : insertText(field, text)
}
