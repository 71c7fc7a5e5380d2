// How times are written: clock times stand alone, running times always have a word beside them.
// Rule: UTC unless a zone is asked for; a missing time is the caller's `n/a` or `–`, never 0.
import type { Instant } from '../../incident/time.ts'

const day = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

interface ClockParts {
  readonly date: string
  readonly hour: string
  readonly minute: string
  readonly second: string
  readonly millis: string
}

/** `14:38`. */
export function clock(at: Instant, zone = 'UTC'): string {
  const { hour, minute } = partsOf(at, zone)
  return `${hour}:${minute}`
}

/** `14:38:46`. */
export function clockSeconds(at: Instant, zone = 'UTC'): string {
  return `${clock(at, zone)}:${partsOf(at, zone).second}`
}

/** `14:38:46.204`, for zoomed logs. */
export function clockMillis(at: Instant, zone = 'UTC'): string {
  return `${clockSeconds(at, zone)}.${partsOf(at, zone).millis}`
}

/** `14:38` today, `24 Mar 23:58` on another day than `now`. */
export function clockOrDate(at: Instant, { now, zone = 'UTC' }: { now: Instant; zone?: string }): string {
  const { date } = partsOf(at, zone)
  return date === partsOf(now, zone).date ? clock(at, zone) : `${date.replace(/ \d+$/, '')} ${clock(at, zone)}`
}

/** `25 Mar 2025`. */
export function dateOf(at: Instant, zone = 'UTC'): string {
  return partsOf(at, zone).date
}

/** Running time: `05:36`, from one hour on `1:05:36`. Never negative. */
export function running(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** A finished span in prose: `22 s`, `2 min 22 s`, `15 min`, `3 h 12 min`, `2 d 4 h`. Seconds go from 10 minutes on. */
export function span(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return 'n/a'
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 600 && seconds % 60) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 1440)
    return minutes % 60 ? `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min` : `${minutes / 60} h`
  const hours = Math.round(minutes / 60)
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`
}

function partsOf(at: Instant, zone: string): ClockParts {
  const millis = String(((at % 1000) + 1000) % 1000).padStart(3, '0')
  if (zone === 'UTC') {
    const seconds = Math.floor((((at % day) + day) % day) / 1000)
    const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    return { date: utcDate(at), hour: two(hour), minute: two(minute), second: two(second), millis }
  }
  const parts = Object.fromEntries(
    formatterFor(zone)
      .formatToParts(at)
      .map(part => [part.type, part.value]),
  )
  const { year = '', month = '1', day: dayOfMonth = '', hour = '', minute = '', second = '' } = parts
  return { date: `${Number(dayOfMonth)} ${months[Number(month) - 1]} ${year}`, hour, minute, second, millis }
}

function utcDate(at: Instant): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    const digits = '2-digit' as const
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
