// Words that belong to a value: units behind a number, month and weekday names before one, and where a quotation ends.
import { isLetter } from '../characters.ts'

const longestQuote = 400

/** The position behind the quotation that opens at `at`; 0 where it does not close soon or is an apostrophe. */
export function closingQuote(bytes: Uint8Array, at: number, end: number): number {
  const open = bytes[at]!
  if (open !== 34 && at > 0 && isLetter(bytes[at - 1])) return 0
  const stop = Math.min(end, at + longestQuote)
  for (let i = at + 1; i < stop; i += 1) {
    const byte = bytes[i]!
    if (byte === 92) i += 1
    else if ((byte === open || (open === 96 && byte === 39)) && (open === 34 || !isLetter(bytes[i + 1]))) return i + 1
  }
  return 0
}

const units = new Set(
  'b kb mb gb tb kib mib gib tib byte bytes bit bits ns us ms s sec secs second seconds min mins minute minutes h hr hrs hour hours day days % kb/s mb/s gb/s b/s bps kbps mbps khz mhz ghz'.split(
    ' ',
  ),
)
const unitKeys = new Set([...units].map(keyOf))

function keyOf(word: string): number {
  let key = 0
  for (let i = 0; i < word.length; i += 1) key = (Math.imul(key, 31) + (word.charCodeAt(i) | 32)) | 0
  return key
}

export function isUnit(bytes: Uint8Array, start: number, end: number): boolean {
  let key = 0
  for (let i = start; i < end; i += 1) key = (Math.imul(key, 31) + (bytes[i]! | 32)) | 0
  return unitKeys.has(key)
}

const calendar = new Set(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun'
    .split(' ')
    .map(name => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2)),
)

/** `Mar`, `Tue`: three letters, capitalised. */
export function isCalendarWord(bytes: Uint8Array, at: number): boolean {
  return calendar.has((bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!)
}

const methods = 'GET POST PUT DELETE PATCH HEAD OPTIONS'.split(' ')

/** Where the method of a quoted request ends (`"GET /cart HTTP/1.1"`); 0 where none is quoted. */
export function httpMethodEnd(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start]!
  if (first < 68 || first > 80) return 0
  for (const method of methods) {
    const stop = start + method.length
    if (bytes[stop] !== 32 || bytes[stop + 1] !== 47 || stop >= end) continue
    let i = 0
    while (i < method.length && bytes[start + i] === method.charCodeAt(i)) i += 1
    if (i === method.length) return stop
  }
  return 0
}

/** ` key=` behind a quotation: what was quoted is the message of a structured line. */
export function isKeyNext(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== 32) return false
  let i = at + 1
  while (i < end && i - at < 40 && (isLetter(bytes[i]) || bytes[i] === 46)) i += 1
  return i > at + 1 && bytes[i] === 61
}
