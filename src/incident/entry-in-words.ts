// A timeline entry as people type it: "14:30 errors began", "~14:30", "14:30-14:45 deploy frozen", "10m ago …".
// Rule: only a time at the very beginning is one; a time inside a sentence stays its words. Pure: `now` comes in.
import { hour, type Instant } from './time.ts'
import { parseTimeInWords } from './times-in-words.ts'
import type { Precision } from './vocabulary.ts'

export interface EntryInWords {
  /** What is left when the time is taken off. */
  readonly text: string
  /** Absent where no time was said. */
  readonly at?: Instant
  readonly endsAt?: Instant
  readonly precision?: Precision
}

export interface SaidTime {
  readonly at: Instant
  readonly endsAt?: Instant
  readonly precision?: Precision
}

const about = String.raw`(?<about>~|≈|(?:about|around|approx\.?|approximately|ca\.?|circa)\s)?\s*`
const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const day = String.raw`(?:yesterday|today|\d{4}-\d\d-\d\d|\d{1,2}\s${months}(?:\s\d{4})?)`
const clock = String.raw`\d{1,2}:\d\d(?::\d\d)?(?!\d)`
const zone = String.raw`(?:Z|UTC|GMT|[A-Za-z]{2,4}T|\+\d\d:?\d\d)(?![A-Za-z\d])`
const end = String.raw`(?:\s*(?:-|–|to|until)\s*(?:(?<endDay>${day})[\sT])?(?<end>${clock})(?:\s?(?<endZone>${zone}))?)?`
const clockTime = new RegExp(
  `^\\s*${about}(?:(?<day>${day})[\\sT])?(?<clock>${clock})(?:\\s?(?<zone>${zone}))?${end}(?=$|[\\s,;:)])`,
  'i',
)
const ago = new RegExp(
  String.raw`^\s*${about}(?<ago>\d+(?:\.\d+)?\s*(?:s|m|h|d|secs?|mins?|seconds?|minutes?|hours?|days?))\s+ago\b`,
  'i',
)
const agoAlone = new RegExp(String.raw`^\s*${about}(?<ago>\d+(?:\.\d+)?\s*(?:s|m|h|d))\s*$`, 'i')
const dayAlone = /^\s*(?<day>\d{4}-\d\d-\d\d)(?=$|\s)/i

/** `near` is a moment whose day a bare clock time means; without it, or where that lies ahead, the latest past one. */
export function entryInWords(text: string, now: Instant, near?: Instant): EntryInWords {
  const said = leadingTime(text, now, near)
  if (!said) return { text: text.trim() }
  const { length, ...time } = said
  return {
    text: text
      .slice(length)
      .replace(/^[\s,;:–-]+/, '')
      .trim(),
    ...time,
  }
}

/** The time that a text is, all of it; null where it is something else. */
export function timeInField(text: string, now: Instant, near?: Instant): SaidTime | null {
  const alone = agoAlone.exec(text)
  const said = alone ? timeAgo(alone, now) : leadingTime(text, now, near)
  if (!said || text.slice(said.length).trim() !== '') return null
  const { length: _, ...time } = said
  return time
}

type Leading = SaidTime & { readonly length: number }

function leadingTime(text: string, now: Instant, near?: Instant): Leading | null {
  const past = ago.exec(text)
  if (past) return timeAgo(past, now)
  const found = clockTime.exec(text)
  if (found) return clockOf(found, now, near)
  const onDay = dayAlone.exec(text)?.groups?.day
  const at = onDay === undefined ? Number.NaN : Date.parse(`${onDay}T00:00Z`)
  return Number.isNaN(at) ? null : { at, precision: 'day', length: text.indexOf(onDay as string) + 10 }
}

function timeAgo(found: RegExpExecArray, now: Instant): Leading | null {
  const { ago: said = '', about: isAbout } = found.groups ?? {}
  const short = said.replace(/\s*([smhd])[a-z]*$/i, (_, unit: string) => unit.toLowerCase())
  const time = parseTimeInWords(short, now)
  return time ? { at: time.at, ...precisionOf(isAbout), length: found[0].length } : null
}

function clockOf(found: RegExpExecArray, now: Instant, near?: Instant): Leading | null {
  const { about: isAbout, day: said, clock: start = '', zone: in1, end: until, endDay, endZone } = found.groups ?? {}
  const whole = found[0]
  // A word that only looks like a zone (POST) belongs to the sentence.
  if (in1 !== undefined && !isZone(in1, now)) {
    const at = instantOf({ clock: start, day: said, zone: undefined }, now, near)
    return at === null ? null : { at, ...precisionOf(isAbout), length: whole.indexOf(start) + start.length }
  }
  const at = instantOf({ clock: start, day: said, zone: in1 }, now, near)
  if (at === null) return null
  if (until === undefined) return { at, ...precisionOf(isAbout), length: whole.length }
  const isEndZone = endZone !== undefined && isZone(endZone, now)
  const length = endZone === undefined || isEndZone ? whole.length : whole.lastIndexOf(until) + until.length
  const endIn = isEndZone ? endZone : in1
  const endsAt = instantOf({ clock: until, day: endDay, zone: endIn }, Number.POSITIVE_INFINITY, at)
  if (endsAt === null) return null
  const overMidnight = endsAt < at && endDay === undefined ? 24 * hour : 0
  return { at, endsAt: endsAt + overMidnight, ...precisionOf(isAbout), length }
}

function precisionOf(isAbout: string | undefined): { precision?: Precision } {
  return isAbout === undefined ? {} : { precision: 'about' }
}

interface ClockWords {
  readonly clock: string
  readonly day: string | undefined
  readonly zone: string | undefined
}

function instantOf({ clock: said, day: on, zone: where }: ClockWords, now: Instant, near?: Instant): Instant | null {
  const [hours = 0, minutes = 0, seconds = 0] = said.split(':').map(Number)
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  const ofDay = ((hours * 60 + minutes) * 60 + seconds) * 1000 - offsetOf(where)
  if (on !== undefined) {
    const start = dayStart(on, Number.isFinite(now) ? now : (near ?? 0))
    return start === null ? null : start + ofDay
  }
  const wanted = near === undefined ? null : startOfDay(near) + ofDay
  if (wanted !== null && wanted <= now) return wanted
  let at = startOfDay(now) + ofDay
  while (at > now) at -= 24 * hour
  while (at <= now - 24 * hour) at += 24 * hour
  return at
}

function dayStart(said: string, now: Instant): Instant | null {
  if (/^today$/i.test(said)) return startOfDay(now)
  if (/^yesterday$/i.test(said)) return startOfDay(now) - 24 * hour
  const hasYear = /\d{4}/.test(said)
  const year = new Date(now).getUTCFullYear()
  const at = Date.parse(/^\d{4}-/.test(said) ? `${said}T00:00Z` : `${said}${hasYear ? '' : ` ${year}`} UTC`)
  if (Number.isNaN(at)) return null
  return at > now && !hasYear ? Date.parse(`${said} ${year - 1} UTC`) : at
}

function startOfDay(at: Instant): Instant {
  return Math.floor(at / (24 * hour)) * 24 * hour
}

/** Milliseconds east of UTC; 0 for a word that is no zone. */
function offsetOf(said: string | undefined): number {
  if (said === undefined || /^(?:Z|utc|gmt)$/i.test(said)) return 0
  const [, hours, minutes] = /^\+(\d\d):?(\d\d)$/.exec(said) ?? []
  if (hours !== undefined) return (Number(hours) * 60 + Number(minutes)) * 60_000
  const noon = Date.UTC(2025, 0, 15, 12)
  const read = parseTimeInWords(`2025-01-15 at 12:00 ${said}`.replace('2025-01-15 at', '15 January 2025'), noon)
  return read ? noon - read.at : 0
}

function isZone(said: string, now: Instant): boolean {
  if (/^(?:Z|utc|UTC|gmt|GMT|\+.*)$/.test(said)) return true
  return said === said.toUpperCase() && parseTimeInWords(`12:00 ${said}`, now)?.matched.endsWith(said) === true
}
