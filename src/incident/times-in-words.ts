// Times as people type them: "14:30", "14:30 UTC", "15 minutes ago", "10m", ISO. Pure: `now` comes in.
// A bare clock time means its latest past occurrence, in UTC, as everything on an incident is.
import { parse } from 'chrono-node/en'
import { fromIso, hour, type Instant, minute, second } from './time.ts'

export interface TimeInWords {
  readonly at: Instant
  /** The part of the text that was understood. */
  readonly matched: string
}

const unit: Record<string, number> = { s: second, m: minute, h: hour, d: 24 * hour }
const ago = /(?:^|\s)(\d+(?:\.\d+)?)\s*(s|m|h|d)(?:ins?|rs?)?(?:\s+ago)?(?=$|[\s,.])/
const iso = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/

/** The first time in a text, or null where none can be read. */
export function parseTimeInWords(text: string, now: Instant): TimeInWords | null {
  const written = iso.exec(text)
  if (written) {
    const stated = written[0].replace(' ', 'T')
    const at = fromIso(/(Z|[+-]\d\d:?\d\d)$/.test(stated) ? stated : `${stated}Z`)
    return at === null ? null : { at, matched: written[0] }
  }
  const past = ago.exec(text)
  if (past) return { at: now - Number(past[1]) * (unit[past[2] as string] as number), matched: past[0].trim() }
  // A status or a count beside the time is not a time: chrono is asked for what says an hour or a day.
  const [found] = parse(text, { instant: new Date(now), timezone: 0 })
  if (!found || !saysWhen(found.text)) return null
  let at = found.start.date().getTime()
  if (found.start.isCertain('hour') && !found.start.isCertain('day') && !found.start.isCertain('weekday')) {
    while (at > now) at -= 24 * hour
  }
  return { at, matched: found.text }
}

function saysWhen(text: string): boolean {
  return /\d:\d\d|\bago\b|\d\s*(am|pm)\b|\b(noon|midnight|yesterday|today|tonight|morning|now)\b|[a-z]{3}.*\d/i.test(
    text,
  )
}
