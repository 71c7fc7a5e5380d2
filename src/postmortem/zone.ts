// Clock times in a zone of people's own, beside UTC.
import type { Instant } from '../incident/time.ts'

/** `16:30` in that zone; null where it is UTC, unsaid or no zone that is known. */
export function clockIn(zone: string | null): ((at: Instant) => string) | null {
  if (zone === null || /^(utc|gmt|etc\/utc)$/i.test(zone)) return null
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    return at => format.format(at)
  } catch {
    return null
  }
}
