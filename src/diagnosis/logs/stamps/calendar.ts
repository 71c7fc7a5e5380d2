// Months, weekdays and days as log lines write them. Days are counted by the proleptic Gregorian calendar, without Date.
import { isLetter } from '../characters.ts'

const dayMs = 86_400_000

// Lines of one log mostly speak of one day.
let lastDate = -1
let lastStart = 0

/** Milliseconds of midnight UTC of a civil date; `month` 1–12. */
export function dayStart(year: number, month: number, day: number): number {
  const date = (year * 16 + month) * 32 + day
  if (date !== lastDate) {
    lastDate = date
    lastStart = daysFromCivil(year, month, day) * dayMs
  }
  return lastStart
}

/** Days since 1970-01-01. Algorithm: Howard Hinnant, days_from_civil. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const monthDays = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isDate(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= monthDays[month]!
}

/** Years a log may speak of. */
export function isYear(year: number): boolean {
  return year >= 1970 && year <= 2099
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthTails = 'uary ruary ch il  e y ust tember ober ember ember'.split(' ')
const weekdays = 'mon tue wed thu fri sat sun'.split(' ')
const weekdayTails = 'day sday nesday rsday day urday day'.split(' ')

const months = threeLetterTable(monthNames)
const days = threeLetterTable(weekdays)

function threeLetterTable(names: readonly string[]): ReadonlyMap<number, number> {
  return new Map(names.map((name, i) => [threeLetters(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2)), i]))
}

function threeLetters(a: number, b: number, c: number): number {
  return ((a | 32) << 16) | ((b | 32) << 8) | (c | 32)
}

/** A name read: which one (from 0) and where it ends. */
export interface NameRead {
  index: number
  end: number
}

/** Reads `Mar` or `March` (any case) at `at`; -1 as index where there is none. */
export function readMonth(bytes: Uint8Array, at: number, end: number, out: NameRead): boolean {
  return readName(bytes, at, end, months, monthTails, out)
}

/** Reads `Mon` or `Monday`. */
export function readWeekday(bytes: Uint8Array, at: number, end: number, out: NameRead): boolean {
  return readName(bytes, at, end, days, weekdayTails, out)
}

function readName(
  bytes: Uint8Array,
  at: number,
  end: number,
  names: ReadonlyMap<number, number>,
  tails: readonly string[],
  out: NameRead,
): boolean {
  if (at + 3 > end) return false
  const index = names.get(threeLetters(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!))
  if (index === undefined) return false
  let stop = at + 3
  if (isLetter(bytes[stop]) && stop < end) {
    const tail = tails[index]!
    for (let i = 0; i < tail.length; i += 1) if ((bytes[stop + i]! | 32) !== tail.charCodeAt(i)) return false
    stop += tail.length
    if (tail.length === 0 || (stop < end && isLetter(bytes[stop]))) return false
  }
  out.index = index
  out.end = stop
  return true
}
