// What a pane beside the workbench can do while it has the focus. One such record a pane; the cockpit knows no pane's keys.
import type { Row } from '../components/rows/row.ts'
import type { Command, NextAction } from './command.ts'
import type { Scene } from './scene.ts'
import type { ItemList } from './workbench.ts'

export interface PaneTool {
  /** Before those of the workbench: the same key means the pane's own thing while the pane has the focus. */
  readonly commands: readonly Command[]
  /** What Enter does in the pane; nothing leaves Enter to the workbench. */
  readonly next?: (scene: Scene) => NextAction | null
  /** What it shows, where others ask for it too. */
  readonly rows?: (scene: Scene, room: { readonly width: number; readonly height: number }) => readonly Row[]
  /** What the cursor moves through; nothing where the pane moves by itself. */
  readonly list?: (scene: Scene) => ItemList
}
