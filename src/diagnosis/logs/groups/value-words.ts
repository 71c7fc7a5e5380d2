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
