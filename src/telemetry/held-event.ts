// One event of the log as plain values: its first line and the lines that continue it, cleaned. It stays what it is when
// the ring has moved on, so that what someone looks at does not vanish under them.
import type { Instant } from '../incident/time.ts'
import type { HeldLine, LogLevel, LogRing } from './log-ring.ts'

export interface HeldEvent {
  /** The ring's index of its first line. */
  readonly index: number
  readonly at: Instant
  readonly level: LogLevel
  readonly source: number
  readonly group: number
  readonly text: string
  /** The lines that continue it, at most `mostRest`. */
  readonly rest: readonly string[]
  /** How many lines continue it. */
  readonly restCount: number
}

const mostRest = 200

/** What was read last is read again for every frame and every key: text is made of it once. */
const remembered = new WeakMap<LogRing, Map<number, HeldEvent>>()
const mostRemembered = 400

/** Null where its first line is no longer held. */
export function heldEvent(log: LogRing, head: number): HeldEvent | null {
  const line = log.line(head)
  if (!line) return null
  const known = remembered.get(log) ?? new Map<number, HeldEvent>()
  remembered.set(log, known)
  const before = known.get(head)
  if (before && before.restCount === log.restCount(head) && before.group === line.group) return before
  const event = readEvent(log, head, line)
  if (known.size >= mostRemembered) known.clear()
  known.set(head, event)
  return event
}

function readEvent(log: LogRing, head: number, line: HeldLine): HeldEvent {
  return {
    index: head,
    at: line.at,
    level: line.level,
    source: line.source,
    group: line.group,
    text: log.text(head),
    rest: log.restOf(head, mostRest).map(index => log.text(index)),
    restCount: log.restCount(head),
  }
}
