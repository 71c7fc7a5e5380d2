// One event of the log as plain values: its first line and the lines that continue it, cleaned. It stays what it is when
// the ring has moved on, so that what someone looks at does not vanish under them.
import type { Instant } from '../incident/time.ts'
import type { LogLevel, LogRing } from './log-ring.ts'

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

/** Null where its first line is no longer held. */
export function heldEvent(log: LogRing, head: number): HeldEvent | null {
  const line = log.line(head)
  if (!line) return null
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
