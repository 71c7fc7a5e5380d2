// One stamp at one place of a line. The first bytes decide which family it can be; each family is one short reader.
import { isDigit, isLetter } from '../characters.ts'
import { dayStart, isDate, isYear, type NameRead, readMonth, readWeekday } from './calendar.ts'
import { type ClockRead, readClock, readLooseClock, readZone, twoDigits } from './clock.ts'

/** How much a stamp says; a greater one is the better witness. */
export const stampKinds = { none: 0, clockOnly: 1, epoch: 2, yearless: 3, dated: 4 } as const
export type StampKind = (typeof stampKinds)[keyof typeof stampKinds]

/** What numeric dates without a four-digit year in front mean; learnt from the source's lines. */
export interface DateOrders {
  /** 05/06/07 */
  readonly short: 'ymd' | 'dmy' | 'mdy'
  /** 05/06/2007, and 05/06 without a year */
  readonly long: 'dmy' | 'mdy'
}

export interface Stamp {
  kind: StampKind
  end: number
  /** The written wall clock as if it were UTC, in ms; for a clock alone ms since midnight; year-less ones are in 2000. */
  wall: number
  /** Minutes east of UTC; NaN where none is written. */
  zone: number
  /** The three parts of a numeric date as written, for learning their order; -1 where there are none. */
  parts: [number, number, number]
}

export function emptyStamp(): Stamp {
  return { kind: stampKinds.none, end: 0, wall: 0, zone: Number.NaN, parts: [-1, -1, -1] }
}

const clock: ClockRead = { end: 0, clockMs: 0, zone: Number.NaN }
const name: NameRead = { index: 0, end: 0 }

/** Reads the stamp that begins exactly at `at` into `out`; answers whether there is one. */
export function readStamp(bytes: Uint8Array, at: number, end: number, orders: DateOrders, out: Stamp): boolean {
  out.kind = stampKinds.none
  out.parts[0] = -1
  const first = bytes[at]
  if (first === undefined || at + 5 > end) return false
  if (isDigit(first)) return readNumeric(bytes, at, end, orders, out)
  if (isLetter(first)) return readNamed(bytes, at, end, out)
  return false
}

function readNumeric(bytes: Uint8Array, at: number, end: number, orders: DateOrders, out: Stamp): boolean {
  let i = at
  let value = 0
  while (i < end && i - at < 20 && isDigit(bytes[i])) {
    value = value * 10 + bytes[i]! - 48
    i += 1
  }
  const length = i - at
  const mark = bytes[i]
  if (length === 4) {
    if (mark === 45 || mark === 47 || mark === 46) return isYear(value) && readYearFirst(bytes, i, end, value, out)
    return false
  }
  if (length <= 2) {
    if (mark === 58) return readClockOnly(bytes, at, end, out)
    if (mark === 47 || mark === 45 || mark === 46) return readShortDate(bytes, i, end, value, orders, out)
    return mark === 32 && readDayMonth(bytes, i, end, value, out)
  }
  if (length === 6) return readSixDigits(bytes, i, end, value, out)
  if (length === 8) return readEightDigits(bytes, i, end, value, out)
  if (length === 14) return readFourteenDigits(i, value, out)
  return readEpoch(bytes, i, end, value, length, out)
}

/** 2024-03-05T10:15:00,123Z and its cousins: - / . between, T _ - : or a blank before the clock, or a month's name. */
function readYearFirst(bytes: Uint8Array, at: number, end: number, year: number, out: Stamp): boolean {
  const mark = bytes[at]
  let i = at + 1
  let month: number
  if (readMonth(bytes, i, end, name)) {
    month = name.index + 1
    i = name.end
  } else {
    if (!isDigit(bytes[i])) return false
    month = bytes[i]! - 48
    i += 1
    if (isDigit(bytes[i])) {
      month = month * 10 + bytes[i]! - 48
      i += 1
    }
  }
  if (bytes[i] !== mark || !isDigit(bytes[i + 1])) return false
  let day = bytes[i + 1]! - 48
  i += 2
  if (i < end && isDigit(bytes[i])) {
    day = day * 10 + bytes[i]! - 48
    i += 1
  }
  if (!isDate(month, day)) return false
  return finishDated(bytes, i, end, dayStart(year, month, day), out)
}

/** The clock behind a complete date. A date alone is no stamp. */
function finishDated(bytes: Uint8Array, at: number, end: number, day: number, out: Stamp): boolean {
  const from = clockStart(bytes, at, end)
  if (from < 0 || !readClock(bytes, from, end, true, clock)) return false
  return finish(stampKinds.dated, day + clock.clockMs, out)
}

function clockStart(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  const mark = bytes[i]
  if (mark === 84 || mark === 116 || mark === 95 || mark === 45 || mark === 58 || mark === 64 || mark === 59) i += 1
  else {
    if (mark === 44) i += 1
    while (i < end && bytes[i] === 32 && i - at < 4) i += 1
    if (i === at && bytes[i] !== 9) return -1
    if (bytes[i] === 9) i += 1
  }
  // 5-Mar-2024::10:00:00
  if (mark === 58 && bytes[i] === 58) i += 1
  if (bytes[i] === 116 && bytes[i + 4] === 61) i = passTimeKey(bytes, i)
  return i < end && isDigit(bytes[i]) ? i : -1
}

/** date=2024-03-05 time=10:00:00 */
function passTimeKey(bytes: Uint8Array, at: number): number {
  const isKey = bytes[at + 1] === 105 && bytes[at + 2] === 109 && bytes[at + 3] === 101
  return isKey ? at + (bytes[at + 5] === 34 ? 6 : 5) : at
}

function finish(kind: StampKind, wall: number, out: Stamp): boolean {
  out.kind = kind
  out.end = clock.end
  out.wall = wall
  out.zone = clock.zone
  return true
}

function readClockOnly(bytes: Uint8Array, at: number, end: number, out: Stamp): boolean {
  return readClock(bytes, at, end, false, clock) && finish(stampKinds.clockOnly, clock.clockMs, out)
}

/** 20/Jul/2009:22:59:26, 05/06/07, 05.06.2007, 03-17 16:13:38: what follows one or two digits and a mark. */
function readShortDate(
  bytes: Uint8Array,
  at: number,
  end: number,
  first: number,
  orders: DateOrders,
  out: Stamp,
): boolean {
  const mark = bytes[at]!
  let i = at + 1
  if (readMonth(bytes, i, end, name)) return readMonthMiddle(bytes, mark, end, first, out)
  if (!isDigit(bytes[i])) return false
  let second = bytes[i]! - 48
  i += 1
  if (isDigit(bytes[i])) {
    second = second * 10 + bytes[i]! - 48
    i += 1
  }
  if (bytes[i] !== mark) return readYearlessDate(bytes, i, end, first, second, orders, out)
  let third = 0
  let length = 0
  i += 1
  while (length < 4 && i < end && isDigit(bytes[i])) {
    third = third * 10 + bytes[i]! - 48
    length += 1
    i += 1
  }
  if (length !== 4 && length !== 2) return false
  out.parts[0] = first
  out.parts[1] = second
  out.parts[2] = third
  let order: 'ymd' | 'dmy' | 'mdy' = length === 4 ? orders.long : orders.short
  if (length === 4 && first > 12) order = 'dmy'
  if (length === 4 && second > 12) order = 'mdy'
  const year = order === 'ymd' ? 2000 + first : length === 4 ? third : 2000 + third
  const month = order === 'mdy' ? first : second
  const day = order === 'ymd' ? third : order === 'dmy' ? first : second
  if (!isYear(year) || !isDate(month, day)) return false
  return finishDated(bytes, i, end, dayStart(year, month, day), out)
}

function readMonthMiddle(bytes: Uint8Array, mark: number, end: number, day: number, out: Stamp): boolean {
  const month = name.index + 1
  if (bytes[name.end] !== mark || !isDate(month, day)) return false
  let year = 0
  let i = name.end + 1
  while (i < end && i < name.end + 5 && isDigit(bytes[i])) {
    year = year * 10 + bytes[i]! - 48
    i += 1
  }
  if (i === name.end + 3) year += 2000
  if (!isYear(year)) return false
  return finishDated(bytes, i, end, dayStart(year, month, day), out)
}

function readYearlessDate(
  bytes: Uint8Array,
  at: number,
  end: number,
  first: number,
  second: number,
  orders: DateOrders,
  out: Stamp,
): boolean {
  const dayFirst = first > 12 || (second <= 12 && orders.long === 'dmy')
  const month = dayFirst ? second : first
  const day = dayFirst ? first : second
  if (!isDate(month, day)) return false
  const from = clockStart(bytes, at, end)
  if (from < 0 || !readClock(bytes, from, end, false, clock)) return false
  out.parts[0] = first
  out.parts[1] = second
  out.parts[2] = -1
  return finish(stampKinds.yearless, dayStart(2000, month, day) + clock.clockMs, out)
}

/** 29 Aug 2023 13:47:38, 13 Apr 12:52:30 */
function readDayMonth(bytes: Uint8Array, at: number, end: number, day: number, out: Stamp): boolean {
  if (!readMonth(bytes, at + 1, end, name)) return false
  const month = name.index + 1
  if (!isDate(month, day)) return false
  return readYearThenClock(bytes, name.end, end, month, day, out)
}

/** Behind day and month: [,] [year] clock [year]. */
function readYearThenClock(
  bytes: Uint8Array,
  at: number,
  end: number,
  month: number,
  day: number,
  out: Stamp,
): boolean {
  let i = at
  if (bytes[i] === 44) i += 1
  while (i < end && bytes[i] === 32 && i - at < 3) i += 1
  const year = fourDigits(bytes, i)
  if (isYear(year)) return finishDated(bytes, i + 4, end, dayStart(year, month, day), out)
  const from = clockStart(bytes, at, end)
  if (from < 0 || !readClock(bytes, from, end, false, clock)) return false
  const behind = bytes[clock.end] === 32 ? fourDigits(bytes, clock.end + 1) : -1
  if (isYear(behind) && !isDigit(bytes[clock.end + 5]) && bytes[clock.end + 5] !== 58 && bytes[clock.end + 5] !== 45) {
    clock.end += 5
    if (Number.isNaN(clock.zone)) readZone(bytes, clock.end, end, clock)
    return finish(stampKinds.dated, dayStart(behind, month, day) + clock.clockMs, out)
  }
  return finish(stampKinds.yearless, dayStart(2000, month, day) + clock.clockMs, out)
}

function fourDigits(bytes: Uint8Array, at: number): number {
  const high = twoDigits(bytes, at)
  const low = twoDigits(bytes, at + 2)
  return high < 0 || low < 0 || isDigit(bytes[at + 4]) ? -1 : high * 100 + low
}

/** 081109 203615, 081109 20:36:15 */
function readSixDigits(bytes: Uint8Array, at: number, end: number, date: number, out: Stamp): boolean {
  const year = 2000 + Math.floor(date / 10_000)
  const month = Math.floor(date / 100) % 100
  if (!isDate(month, date % 100) || bytes[at] !== 32) return false
  return finishPacked(bytes, at, end, dayStart(year, month, date % 100), out)
}

/** 20171223-22:15:29:606, 20120702.102240,672, 20240305T101500Z */
function readEightDigits(bytes: Uint8Array, at: number, end: number, date: number, out: Stamp): boolean {
  const year = Math.floor(date / 10_000)
  const month = Math.floor(date / 100) % 100
  if (!isYear(year) || !isDate(month, date % 100)) return false
  return finishPacked(bytes, at, end, dayStart(year, month, date % 100), out)
}

/** The clock behind digits alone: with colons, or six digits more. */
function finishPacked(bytes: Uint8Array, at: number, end: number, day: number, out: Stamp): boolean {
  let i = at
  const mark = bytes[i]
  if (mark === 84 || mark === 45 || mark === 46 || mark === 32 || mark === 95 || mark === 58) i += 1
  while (bytes[i] === 32 && i < at + 3) i += 1
  if (readClock(bytes, i, end, false, clock) || readLooseClock(bytes, i, end, clock))
    return finish(stampKinds.dated, day + clock.clockMs, out)
  let time = 0
  const from = i
  while (i < end && isDigit(bytes[i]) && i - from < 7) {
    time = time * 10 + bytes[i]! - 48
    i += 1
  }
  // 081109 40615 has lost its leading zero.
  if (i - from < 5 || i - from > 6 || !isPackedClock(time)) return false
  clock.clockMs = packedClock(time)
  clock.zone = Number.NaN
  if ((bytes[i] === 44 || bytes[i] === 46) && isDigit(bytes[i + 1])) {
    let scale = 100
    i += 1
    while (i < end && isDigit(bytes[i])) {
      clock.clockMs += Math.floor((bytes[i]! - 48) * scale)
      scale /= 10
      i += 1
    }
  }
  clock.end = i
  readZone(bytes, i, end, clock)
  return finish(stampKinds.dated, day + clock.clockMs, out)
}

function isPackedClock(time: number): boolean {
  return time < 240_000 && Math.floor(time / 100) % 100 < 60 && time % 100 < 61
}

function packedClock(time: number): number {
  return ((Math.floor(time / 10_000) * 60 + (Math.floor(time / 100) % 100)) * 60 + (time % 100)) * 1000
}

function readFourteenDigits(end: number, value: number, out: Stamp): boolean {
  const date = Math.floor(value / 1_000_000)
  const year = Math.floor(date / 10_000)
  const month = Math.floor(date / 100) % 100
  if (!isYear(year) || !isDate(month, date % 100) || !isPackedClock(value % 1_000_000)) return false
  clock.clockMs = packedClock(value % 1_000_000)
  clock.end = end
  clock.zone = Number.NaN
  return finish(stampKinds.dated, dayStart(year, month, date % 100) + clock.clockMs, out)
}

/** Seconds, ms, µs or ns since 1970, told apart by their length; seconds may have a fraction. */
function readEpoch(bytes: Uint8Array, at: number, end: number, value: number, length: number, out: Stamp): boolean {
  const wall = epochMs(value, length)
  if (wall === null) return false
  let fraction = 0
  let i = at
  if (length === 10 && bytes[i] === 46 && isDigit(bytes[i + 1])) {
    let scale = 100
    i += 1
    while (i < end && isDigit(bytes[i])) {
      fraction += (bytes[i]! - 48) * scale
      scale /= 10
      i += 1
    }
  }
  clock.end = i
  clock.zone = 0
  return finish(stampKinds.epoch, wall + Math.floor(fraction + 1e-6), out)
}

/** The instant of an epoch number by its magnitude, or null where no log would mean that. */
export function epochMs(value: number, length: number): number | null {
  const scale = length === 10 ? 1000 : length === 13 ? 1 : length === 16 ? 1e-3 : length === 19 ? 1e-6 : 0
  const ms = Math.floor(value * scale)
  return scale !== 0 && ms >= 631_152_000_000 && ms < 4_102_444_800_000 ? ms : null
}

/** What begins with a letter: weekdays, months, glog. */
function readNamed(bytes: Uint8Array, at: number, end: number, out: Stamp): boolean {
  const second = bytes[at + 1]
  if (isDigit(second)) return readGlog(bytes, at, end, out)
  if (readMonth(bytes, at, end, name)) return readMonthFirst(bytes, end, out)
  if (!readWeekday(bytes, at, end, name)) return false
  let i = name.end
  if (bytes[i] === 44 || bytes[i] === 46) i += 1
  while (bytes[i] === 32 && i < name.end + 3) i += 1
  if (i === name.end || i >= end) return false
  if (readMonth(bytes, i, end, name)) return readMonthFirst(bytes, end, out)
  if (!isDigit(bytes[i])) return false
  return readStamp(bytes, i, end, { short: 'dmy', long: 'dmy' }, out)
}

function readMonthFirst(bytes: Uint8Array, end: number, out: Stamp): boolean {
  const month = name.index + 1
  let i = name.end
  if (bytes[i] !== 32 && bytes[i] !== 45 && bytes[i] !== 47) return false
  i += 1
  if (bytes[i] === 32) i += 1
  if (!isDigit(bytes[i])) return false
  let day = bytes[i]! - 48
  i += 1
  if (isDigit(bytes[i])) {
    day = day * 10 + bytes[i]! - 48
    i += 1
  }
  if (i >= end || isDigit(bytes[i]) || !isDate(month, day)) return false
  return readYearThenClock(bytes, i, end, month, day, out)
}

/** E0517 15:04:22.619632, I20200308 23:47:32 */
function readGlog(bytes: Uint8Array, at: number, end: number, out: Stamp): boolean {
  if (!'IWEFDVC'.includes(String.fromCharCode(bytes[at]!))) return false
  let i = at + 1
  let date = 0
  while (i < end && i - at < 10 && isDigit(bytes[i])) {
    date = date * 10 + bytes[i]! - 48
    i += 1
  }
  const length = i - at - 1
  if ((length !== 4 && length !== 8) || (bytes[i] !== 32 && bytes[i] !== 45)) return false
  const month = Math.floor(date / 100) % 100
  const year = length === 8 ? Math.floor(date / 10_000) : 2000
  if (!isYear(year) || !isDate(month, date % 100) || !readClock(bytes, i + 1, end, false, clock)) return false
  const kind = length === 8 ? stampKinds.dated : stampKinds.yearless
  return finish(kind, dayStart(year, month, date % 100) + clock.clockMs, out)
}
