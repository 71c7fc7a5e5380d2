// The event under the cursor of the log.
import { type HeldEvent, heldEvent } from '../../../telemetry/held-event.ts'
import type { Scene } from '../../scene.ts'

/** The position of the cursor; the newest event while the end is followed, -1 where there is none. */
export function cursorPosition({ found, view }: Scene): number {
  const { cursor } = view.log
  return cursor === null ? found.lines.count - 1 : found.lines.positionAtOrBefore(cursor)
}

/** The event under the cursor. */
export function chosenEvent(scene: Scene): HeldEvent | null {
  const { cursor, pinned } = scene.view.log
  if (cursor !== null && !scene.log.holds(cursor)) return pinned.find(one => one.index === cursor) ?? null
  const head = scene.found.lines.at(cursorPosition(scene))
  return head === undefined ? null : heldEvent(scene.log, head)
}

/** More at once would be no copy any more but an export. */
const mostCopied = 10_000

/** The newest events that pass the filters, oldest first. */
export function shownEvents({ found, log }: Scene): HeldEvent[] {
  const { count } = found.lines
  return Array.from(
    { length: Math.min(mostCopied, count) },
    (_, index) => index + Math.max(0, count - mostCopied),
  ).flatMap(position => heldEvent(log, found.lines.at(position) ?? -1) ?? [])
}
