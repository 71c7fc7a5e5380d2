// Where an overlay may lie: over the workbench's column, over the whole body where there is one pane or no incident yet.
import type { Overlay } from '../store/view.ts'
import type { Region } from './layout.ts'
import type { Scene } from './scene.ts'

type OverlayName = Overlay['kind']

/** Take the place of the pane they cover, frame and all. */
const filling: ReadonlySet<OverlayName> = new Set(['composer', 'review', 'section'])

/** About more than the incident: these take the whole body. */
const wide: ReadonlySet<OverlayName> = new Set(['incidents'])

/** Cells in which the two columns of help can be read. */
const twoColumns = 70

/** Rows that a list with its facts can be worked in; a lower pane is spilled over. */
const enough = 16

export function overlayArea({ layout, state, view }: Scene): Region {
  const { body } = layout
  const kind = view.overlays.at(-1)?.kind
  if (state.id === null || (kind !== undefined && wide.has(kind))) return { ...body, x: 0, width: layout.screen.width }
  const column = layout.framed ? (layout.panes.preview ?? layout.panes.workbench ?? body) : body
  if (kind === 'help' && column.width < twoColumns) return { ...body, x: 0, width: layout.screen.width }
  // The logs under a wide workbench are wider than it: what lay over both would leave half words beside it.
  if (column.height >= enough) return column
  return { x: column.x, y: body.y, width: column.width, height: body.height }
}

export function fillsPane({ kind }: Overlay): boolean {
  return filling.has(kind)
}

/** The frame of what fills a pane: that of the pane. */
export function overlayFrame({ layout }: Pick<Scene, 'layout'>): 'rounded' | 'ruled' {
  return layout.framed ? 'rounded' : 'ruled'
}

/** What fits inside its frame. */
export function overlayRoom(scene: Scene): { readonly width: number; readonly height: number } {
  const { width, height } = overlayArea(scene)
  const kind = scene.view.overlays.at(-1)?.kind
  const isRuled = kind !== undefined && filling.has(kind) && !scene.layout.framed
  return isRuled ? { width: width - 2, height: height - 1 } : { width: width - 4, height: height - 2 }
}
