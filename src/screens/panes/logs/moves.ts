// Moving through the log: event by event, page by page, to a match, to a time. Away from the end it holds still.

import type { Instant } from '../../../incident/time.ts'
import { changeLog, followLog, type ViewChange } from '../../../store/view-changes.ts'
import type { Scene } from '../../scene.ts'
import { cursorPosition } from './cursor.ts'
import { logRoomOf } from './room.ts'
import { isGone, lastWithTop, logWindow, shownPositions, windowEndingAt } from './window.ts'

const same: ViewChange = view => view

/** So many events up or down; past the newest the end is followed again. */
export function moveBy(scene: Scene, by: number): ViewChange {
  if (isGone(scene)) return moveAmongPinned(scene, by)
  const next = cursorPosition(scene) + by
  return by > 0 && next >= scene.found.lines.count - 1 ? followLog : moveTo(scene, next)
}

/** What is looked at has left the ring: the cursor moves through what is on screen, then on to the oldest that is held. */
function moveAmongPinned(scene: Scene, by: number): ViewChange {
  const { cursor, pinned } = scene.view.log
  const next = pinned.findIndex(event => event.index === cursor) + by
  const event = pinned[Math.max(0, next)]
  if (event) return changeLog({ cursor: event.index })
  return hold(scene, 0, lastWithTop(0, scene, logRoomOf(scene)))
}

/** A screenful, less one event that both screens share. */
export function movePages(scene: Scene, pages: number): ViewChange {
  const { first, last } = shownPositions(logWindow(scene), logRoomOf(scene))
  return moveBy(scene, pages * Math.max(1, last - first))
}

/** Puts the cursor on an event and holds the log still; it scrolls no further than is needed to see the event. */
export function moveTo(scene: Scene, position: number): ViewChange {
  const { lines } = scene.found
  if (lines.count === 0) return same
  const at = Math.min(lines.count - 1, Math.max(0, position))
  const room = logRoomOf(scene)
  const shown = shownPositions(logWindow(scene, room), room)
  const last = at > shown.last ? at : at < shown.first ? lastWithTop(at, scene, room) : shown.last
  return hold(scene, at, last)
}

/** The first event at or after a moment, at the top of the pane. */
export function moveToTime(scene: Scene, at: Instant): ViewChange {
  const { lines } = scene.found
  const position = Math.min(lines.count - 1, lines.positionAtOrBefore(scene.log.indexAt(at) - 1) + 1)
  return position < 0 ? same : hold(scene, position, lastWithTop(position, scene, logRoomOf(scene)))
}

/** Holds what is on screen where it is, with the cursor on the newest event of it. */
export function holdHere(scene: Scene): ViewChange {
  return scene.view.log.cursor === null ? moveTo(scene, cursorPosition(scene)) : same
}

function hold(scene: Scene, at: number, last: number): ViewChange {
  const { lines } = scene.found
  const [cursor, heldAt] = [lines.at(at), lines.at(last)]
  if (cursor === undefined || heldAt === undefined) return same
  return changeLog({ cursor, heldAt, pinned: windowEndingAt(last, scene, logRoomOf(scene)).events })
}
