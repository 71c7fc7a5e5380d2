// What a phase's workbench is made of. One such record for each phase; the cockpit knows no phase by name.
import type { Row } from '../components/rows/row.ts'
import type { Command, NextAction } from './command.ts'
import type { Scene } from './scene.ts'

export interface ItemList {
  /** Under which name the choice is kept. */
  readonly name: string
  readonly ids: readonly string[]
  /** Chosen until someone moves; the first where absent. */
  readonly fallback?: string | null
}

export interface Workbench {
  readonly title: (scene: Scene) => string
  readonly meta: (scene: Scene) => string
  readonly rows: (scene: Scene, room: { readonly width: number; readonly height: number }) => Row[]
  /** What the cursor moves through. */
  readonly list: (scene: Scene) => ItemList
  readonly next: (scene: Scene) => NextAction
  readonly commands: readonly Command[]
}
