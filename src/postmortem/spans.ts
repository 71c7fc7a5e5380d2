// Times and durations in the document's words. Rule: whatever cannot be a duration is "not recorded", never 0.
import { type Instant, toIso } from '../incident/time.ts'

export const notRecorded = 'not recorded'

/** `2025-03-25` in UTC. */
export function dateOf(at: Instant): string {
  return toIso(at).slice(0, 10)
}

/** `14:30`, with its date where that is another day than the one beside it. */
export function clockOf(at: Instant, beside: Instant = at): string {
  const clock = toIso(at).slice(11, 16)
  return dateOf(at) === dateOf(beside) ? clock : `${dateOf(at)} ${clock}`
}

/** Milliseconds between two moments; null where one is missing or they are the wrong way round. */
export function between(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null || to < from ? null : to - from
}

/** `40 seconds`, `45 minutes`, `1 hour 5 minutes`, `2 days 3 hours`. Half a unit rounds up. */
export function spanInWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return counted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return counted(minutes, 'minute')
  if (minutes < 48 * 60) return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  const hours = Math.round(minutes / 60)
  return pair(Math.floor(hours / 24), 'day', hours % 24, 'hour')
}

export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return counted(big, bigUnit) + (small > 0 ? ` ${counted(small, smallUnit)}` : '')
}
