// Clock times in a zone of people's own: shown beside UTC, and read from what they wrote.
import { type Instant, minute } from '../incident/time.ts'

/** `16:30` in that zone; null where it is UTC, unsaid or no zone that is known. */
export function clockIn(zone: string | null): ((at: Instant) => string) | null {
  if (zone === null || /^(utc|gmt|etc\/utc)$/i.test(zone) || !isZone(zone)) return null
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return at => format.format(at)
}

/** Whether it is the name of a zone: `Europe/Berlin`, `UTC`. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** The instant at which clocks of the zone showed this time; `wall` is that time as if it were UTC. */
export function instantOfWall(wall: number, zone: string): Instant {
  const first = wall - offsetAt(wall, zone)
  return wall - offsetAt(first, zone)
}

/** Milliseconds that clocks of the zone are ahead of UTC. */
function offsetAt(at: Instant, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):?(\d\d)?/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute
}
