// The events on screen and their rows: as many as fit, the last one at the bottom. Only these are decoded.
import type { LogRow } from '../../../components/LogLine.ts'
import { type HeldEvent, heldEvent } from '../../../telemetry/held-event.ts'
import type { Scene } from '../../scene.ts'
import { firstSuspect } from '../../suspects.ts'
import { columnsOf } from './columns.ts'
import { eventRows, placesOfSearch, type RowMaking, rowCount } from './event-rows.ts'
import { type LogRoom, logRoomOf } from './room.ts'

export interface LogWindow {
  /** Oldest first. */
  readonly events: readonly HeldEvent[]
  /** At most as many as the room has, the newest kept. */
  readonly rows: readonly LogRow[]
  /** The position of the last event among those that pass. */
  readonly last: number
}

/** What is on screen now. */
export function logWindow(scene: Scene, room = logRoomOf(scene)): LogWindow {
  const { found, view } = scene
  const { heldAt, pinned } = view.log
  const last = heldAt === null ? found.lines.count - 1 : found.lines.positionAtOrBefore(heldAt)
  return isGone(scene) ? rowsOf(pinned, last, makingOf(scene, room), room) : windowEndingAt(last, scene, room)
}

/** Has the ring let go of what is held on screen, in part at least? */
export function isGone({ view, log }: Pick<Scene, 'view' | 'log'>): boolean {
  const [first] = view.log.pinned
  return view.log.heldAt !== null && first !== undefined && !log.holds(first.index)
}

/** The events that fit above and with the one at `last`. */
export function windowEndingAt(last: number, scene: Scene, room: LogRoom): LogWindow {
  const events: HeldEvent[] = []
  const making = makingOf(scene, room)
  let used = 0
  for (let position = last; position >= 0 && used < room.height; position -= 1) {
    const event = heldEvent(scene.log, scene.found.lines.at(position) ?? -1)
    if (!event) break
    used += rowCount(event, making)
    events.unshift(event)
  }
  return rowsOf(events, last, making, room)
}

/** The last position that still leaves the event at `first` whole at the top. */
export function lastWithTop(first: number, scene: Scene, room: LogRoom): number {
  const making = makingOf(scene, room)
  let used = 0
  let position = first
  for (; position < scene.found.lines.count; position += 1) {
    const event = heldEvent(scene.log, scene.found.lines.at(position) ?? -1)
    if (event) used += rowCount(event, making)
    if (used > room.height) break
  }
  return Math.max(first, position - 1)
}

/** Positions that are whole on screen, first and last. */
export function shownPositions(window: LogWindow, room: LogRoom): { first: number; last: number } {
  const count = window.rows.filter(row => row.kind === 'line').length
  const isCut = window.rows.length >= room.height && count > 1
  return { first: window.last - Math.max(1, count - (isCut ? 1 : 0)) + 1, last: window.last }
}

function rowsOf(events: readonly HeldEvent[], last: number, making: RowMaking, room: LogRoom): LogWindow {
  const columns = making.scene.view.log.wrap ? making.columns : columnsOf(events, room.textWidth)
  const rows = events.flatMap(event => eventRows(event, { ...making, columns }))
  return { events, rows: wholeEvents(rows, Math.max(0, room.height)), last }
}

/** The newest rows that fit; an event that is cut at the top shows its line, and not what hangs under it. */
function wholeEvents(rows: readonly LogRow[], height: number): readonly LogRow[] {
  const shown = rows.slice(rows.length - Math.min(rows.length, height))
  if (shown[0] === undefined || shown[0].kind === 'line') return shown
  const head = rows.slice(0, rows.length - shown.length).findLast(row => row.kind === 'line')
  return head ? [head, ...shown.slice(1)] : shown
}

function makingOf(scene: Scene, { textWidth, zoomed }: LogRoom): RowMaking {
  const suspect = firstSuspect(scene)
  const change = suspect && scene.telemetry.changes.find(one => one.ref === suspect.sha)
  const paths = change?.paths ?? []
  return {
    scene,
    textWidth,
    zoomed,
    columns: { textWidth, of: () => [] },
    places: placesOfSearch(scene.view.log.search),
    changed: suspect && paths.length > 0 ? { paths, name: suspect.sha.slice(0, 7) } : null,
  }
}
