// Times as people write them in a file: ISO with or without a zone, a day, "about", or a bare clock time of the day above.
import { hour, type Instant } from '../../incident/time.ts'
import type { Precision } from '../../incident/vocabulary.ts'
import { instantOfWall } from '../zone.ts'

export interface WrittenTime {
  readonly at: Instant
  readonly precision: Precision | null
}

const about = /^(?:about|around|approximately|ca\.?|~)\s*/i
const dated = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i
const clock = /^(\d\d?):(\d\d)(?::(\d\d))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i

export interface WrittenWhere {
  /** The zone of times that do not say theirs. */
  readonly zone: string
  /** The day of bare clock times: that of the entry above. */
  readonly day: Instant | null
}

/** Null where it is no time, no day of the calendar, or a bare clock time without a day above it. */
export function writtenTime(text: string, { zone, day }: WrittenWhere): WrittenTime | null {
  const rest = text.trim().replace(about, '')
  const isAbout = rest !== text.trim()
  const full = dated.exec(rest)
  if (full) {
    const [, year, month, date, hours, minutes, seconds = '0', offset] = full
    const wall = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(date),
      Number(hours ?? 0),
      Number(minutes ?? 0),
      Number(seconds),
    )
    if (!isOnCalendar(wall, Number(month), Number(date)) || !isOnClock(hours, minutes)) return null
    const precision = hours === undefined ? 'day' : isAbout ? 'about' : null
    return { at: hours === undefined ? wall : instantOf(wall, offset, zone), precision }
  }
  const bare = clock.exec(rest)
  if (!bare || day === null) return null
  const [, hours = '', minutes = '', seconds = '0', offset] = bare
  if (!isOnClock(hours, minutes)) return null
  const wall = wallDay(day, zone) + Number(hours) * hour + Number(minutes) * 60_000 + Number(seconds) * 1000
  return { at: instantOf(wall, offset, zone), precision: isAbout ? 'about' : null }
}

function instantOf(wall: number, offset: string | undefined, zone: string): Instant {
  if (offset === undefined) return instantOfWall(wall, zone)
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  if (sign === undefined) return wall
  return wall - (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * 60_000)
}

/** The beginning of the day that clocks of the zone showed at an instant, as if it were UTC. */
function wallDay(at: Instant, zone: string): number {
  const ahead = at - instantOfWall(at, zone)
  return Math.floor((at + ahead) / (24 * hour)) * 24 * hour
}

function isOnCalendar(wall: number, month: number, date: number): boolean {
  const day = new Date(wall)
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date
}

function isOnClock(hours = '0', minutes = '0'): boolean {
  return Number(hours) < 24 && Number(minutes) < 60
}
