// What zoomed health shows: one kind of thing at a time, each with its own rows, list and Enter.
import { contentHeight, contentWidth } from '../../../components/rows/frame.ts'
import type { Row } from '../../../components/rows/row.ts'
import type { NextAction } from '../../command.ts'
import type { Scene } from '../../scene.ts'
import type { ItemList } from '../../workbench.ts'

export const healthViews = ['targets', 'host', 'metrics', 'changes', 'sources'] as const
export type HealthView = (typeof healthViews)[number]

export interface Room {
  readonly width: number
  readonly height: number
}

export interface HealthViewKind {
  readonly title: string
  readonly rows: (scene: Scene, room: Room) => Row[]
  readonly list: (scene: Scene) => ItemList
  readonly next: (scene: Scene) => NextAction
}

/** What the zoomed pane's view has: inside the frame, under the tabs. */
export function viewRoom({ layout }: Pick<Scene, 'layout'>): Room {
  const { width, height } = layout.panes.health ?? { width: 80, height: 20 }
  const kind = layout.framed ? 'rounded' : 'ruled'
  return { width: contentWidth(kind, width), height: contentHeight(kind, height) - tabRows }
}

/** The tabs and a blank row. */
const tabRows = 2

export const viewList = 'health-view'

export function healthViewOf({ view }: Pick<Scene, 'view'>): HealthView {
  const wanted = view.chosen[viewList]
  return healthViews.find(one => one === wanted) ?? 'targets'
}

export function isHealthZoomed({ view, layout }: Pick<Scene, 'view' | 'layout'>): boolean {
  return view.zoomed && layout.focus === 'health'
}
