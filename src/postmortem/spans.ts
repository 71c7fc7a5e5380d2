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
