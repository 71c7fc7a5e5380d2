// The clock part of a stamp: 14:30:00, 14.30.00, fractions of any length, AM/PM, and the zone behind it.
import { isDigit, isLetter } from '../characters.ts'

export interface ClockRead {
  end: number
  /** Milliseconds since midnight. */
  clockMs: number
  /** Minutes east of UTC; NaN where the line writes none. */
  zone: number
}

/** Minutes east of UTC. Where two regions share a name the older and more common use in logs counts. */
const zoneNames: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MET: 60,
  MEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  SAST: 120,
  IST: 330,
  PKT: 300,
  WIB: 420,
  ICT: 420,
  SGT: 480,
  HKT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  BRT: -180,
  ART: -180,
}

const zoneKeys: ReadonlyMap<number, number> = new Map(
  Object.entries(zoneNames).map(([name, zone]) => [
    [...name].reduce((key, character) => key * 32 + character.charCodeAt(0) - 64, 0),
    zone,
  ]),
)

/** Reads h:m[:s[.fraction]] [AM] [zone] at `at`. Seconds may be missing only where `shortAllowed`. */
export function readClock(bytes: Uint8Array, at: number, end: number, shortAllowed: boolean, out: ClockRead): boolean {
  let i = at
  let hours = bytes[i]! - 48
  if (!(hours >= 0 && hours <= 9)) return false
  i += 1
  if (isDigit(bytes[i])) {
    hours = hours * 10 + bytes[i]! - 48
    i += 1
  }
  const separator = bytes[i]
  if ((separator !== 58 && separator !== 46) || hours > 24 || i + 2 >= end) return false
  const minutes = twoDigits(bytes, i + 1)
  if (minutes < 0 || minutes > 59) return false
  i += 3
  let seconds = 0
  if (i < end && bytes[i] === separator && isDigit(bytes[i + 1])) {
    seconds = twoDigits(bytes, i + 1)
    if (seconds < 0 && i + 2 <= end && !isDigit(bytes[i + 2])) {
      // Some programs write a lone digit: 16:13:8.
      seconds = bytes[i + 1]! - 48
      i -= 1
    }
    if (seconds < 0 || seconds > 60) return false
    i += 3
  } else if (!shortAllowed || separator === 46) return false
  let ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
  if (i < end && isDigit(bytes[i])) return false
  const mark = bytes[i]
  if (i + 1 < end && (mark === 46 || mark === 44 || mark === 58) && isDigit(bytes[i + 1])) {
    let scale = 100
    let fraction = 0
    let j = i + 1
    while (j < end && isDigit(bytes[j])) {
      fraction += (bytes[j]! - 48) * scale
      scale /= 10
      j += 1
    }
    // Without leading zeros, as in 22:15:29:6, a colon's part is a count of milliseconds.
    if (mark === 58 && j - i - 1 < 3) fraction = fraction / 10 ** (3 - (j - i - 1))
    if (j - i - 1 <= 9) {
      ms += Math.floor(fraction + 1e-6)
      i = j
    }
  }
  out.clockMs = ms
  out.end = i
  out.zone = Number.NaN
  readHalfOfDay(bytes, end, hours, out)
  readZone(bytes, out.end, end, out)
  return true
}

/** Reads h:m:s[:ms] whose parts have lost their leading zeros, as 10:0:1:847. */
export function readLooseClock(bytes: Uint8Array, at: number, end: number, out: ClockRead): boolean {
  let i = at
  const parts = [0, 0, 0, 0]
  let count = 0
  while (count < 4) {
    const from = i
    while (i < end && i - from < 3 && isDigit(bytes[i])) {
      parts[count] = (parts[count] as number) * 10 + bytes[i]! - 48
      i += 1
    }
    if (i === from || (count < 3 && i - from > 2)) return false
    count += 1
    if (bytes[i] !== 58 || !isDigit(bytes[i + 1])) break
    i += 1
  }
  const [hours, minutes, seconds, ms] = parts as [number, number, number, number]
  if (count < 3 || hours > 24 || minutes > 59 || seconds > 60 || isDigit(bytes[i])) return false
  out.clockMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
  out.end = i
  out.zone = Number.NaN
  return true
}

export function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function readHalfOfDay(bytes: Uint8Array, end: number, hours: number, out: ClockRead): void {
  let i = out.end
  if (bytes[i] === 32) i += 1
  if (i + 2 > end || (bytes[i + 1]! | 32) !== 109 || (i + 2 < end && isLetter(bytes[i + 2]))) return
  const half = bytes[i]! | 32
  if ((half !== 97 && half !== 112) || hours > 12 || hours === 0) return
  if (half === 112 && hours < 12) out.clockMs += 43_200_000
  if (half === 97 && hours === 12) out.clockMs -= 43_200_000
  out.end = i + 2
}

/** Reads Z, UTC, GMT, CEST, +02:00, -0700, +02 at `at` or behind one blank. */
export function readZone(bytes: Uint8Array, at: number, end: number, out: ClockRead): void {
  const spaced = bytes[at] === 32
  const i = spaced ? at + 1 : at
  if (i >= end) return
  const first = bytes[i]!
  if (first === 43 || first === 45) readOffset(bytes, i, end, !spaced, out)
  if (first < 65 || first > 90) return
  let j = i
  let key = 0
  while (j < end && j - i < 6 && bytes[j]! >= 65 && bytes[j]! <= 90) {
    key = key * 32 + bytes[j]! - 64
    j += 1
  }
  const next = bytes[j]
  if (j < end && (isLetter(next) || isDigit(next) || next === 95)) return
  if (j - i === 1 && spaced) return
  const zone = zoneKeys.get(key)
  if (zone === undefined) return
  out.zone = zone
  out.end = j
  // GMT+2, UTC-05:00
  if (zone === 0 && (next === 43 || next === 45) && isDigit(bytes[j + 1])) readOffset(bytes, j, end, true, out)
}

function readOffset(bytes: Uint8Array, at: number, end: number, shortAllowed: boolean, out: ClockRead): void {
  if (at + 2 >= end) return
  const hours = twoDigits(bytes, at + 1)
  if (hours < 0 || hours > 14) return
  let i = at + 3
  let minutes = 0
  if (bytes[i] === 58 && i + 2 < end && twoDigits(bytes, i + 1) >= 0) {
    minutes = twoDigits(bytes, i + 1)
    i += 3
  } else if (i + 1 < end && isDigit(bytes[i])) {
    minutes = twoDigits(bytes, i)
    i += 2
  } else if (!shortAllowed) return
  if (minutes < 0 || minutes % 15 !== 0 || minutes > 45 || (i < end && isDigit(bytes[i]))) return
  out.zone = (bytes[at] === 45 ? -1 : 1) * (hours * 60 + minutes)
  out.end = i
}
