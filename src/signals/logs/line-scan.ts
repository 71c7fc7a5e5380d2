// Level, time and belonging of one log line, read from its first bytes without making text of it: the fast path for
// lines as they come in. Rule: only the beginning is looked at, so that the cost does not grow with the line.
import type { Instant } from '../../incident/time.ts'
import { levelWords } from '../../telemetry/log-ring.ts'

const scannedBytes = 200
const level = Object.fromEntries(levelWords.map((word, i) => [word, i])) as Record<(typeof levelWords)[number], number>

const words: readonly (readonly [string, number])[] = [
  ['error', level.error],
  ['err', level.error],
  ['severe', level.error],
  ['traceback', level.error],
  ['fatal', level.fatal],
  ['panic', level.fatal],
  ['crit', level.fatal],
  ['critical', level.fatal],
  ['emerg', level.fatal],
  ['warn', level.warn],
  ['warning', level.warn],
  ['info', level.info],
  ['notice', level.info],
  ['debug', level.debug],
  ['trace', level.trace],
]

/** By first letter (lower case), the bytes and level of each word. */
const byLetter: (readonly { readonly bytes: Uint8Array; readonly level: number }[] | undefined)[] = []
for (const [word, value] of words) {
  const letter = word.charCodeAt(0)
  byLetter[letter] = [...(byLetter[letter] ?? []), { bytes: Buffer.from(word), level: value }]
}

/** Position in `levelWords`: the first level word, else what the status of a request line means, else unknown. */
export function levelOfLine(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(end, start + scannedBytes)
  let isInside = false
  for (let i = start; i < stop; i += 1) {
    const byte = bytes[i] as number
    const letter = byte | 0x20
    const isLetter = letter >= 0x61 && letter <= 0x7a
    if (isLetter && !isInside) {
      const candidates = byLetter[letter]
      if (candidates) for (const word of candidates) if (isWordAt(word.bytes, bytes, i, end)) return word.level
      isInside = true
    } else if (byte === 0x22 && bytes[i + 1] === 0x20) {
      const status = statusAt(bytes, i + 2, end)
      if (status >= 500) return level.error
      if (status >= 400) return level.warn
      if (status >= 100) return level.info
      isInside = false
      // Pino and bunyan write levels as numbers: "level":50.
    } else if (byte === 0x3a && letterBefore(bytes, i, start)) {
      const number = bytes[i + 1] as number
      if (number >= 0x31 && number <= 0x36 && bytes[i + 2] === 0x30 && !isDigit(bytes[i + 3])) return number - 0x30
      isInside = false
    } else isInside = isLetter || byte === 0x2f || byte === 0x2d || byte === 0x2e || byte === 0x5f || isDigit(byte)
  }
  return level.unknown
}

/** A stack frame, a cause, an indented rest: a line of the event before it. */
export function continuesEvent(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start) return false
  const first = bytes[start]
  if (first === 0x20 || first === 0x09 || first === 0x7d || first === 0x29) return true
  if (first === 0x43) return startsWith('Caused by: ', bytes, start, end)
  if (first === 0x2e) return startsWith('... ', bytes, start, end)
  return false
}

/** The instant an ISO-like stamp at the line's beginning states (local time where it names no zone), or null. */
export function stampOfLine(bytes: Uint8Array, start: number, end: number): Instant | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(end - start, 120)).toString('latin1')
  const found =
    /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,3})\d*)?\s?(Z|[+-]\d\d:?\d\d)?/.exec(text) ??
    /(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})/.exec(text)
  if (!found) return null
  const isIso = found[0].charCodeAt(4) === 0x2d
  const at = isIso
    ? Date.parse(`${found[1]}T${found[2]}.${(found[3] ?? '0').padEnd(3, '0')}${zone(found[4])}`)
    : Date.parse(`${found[1]} ${found[2]} ${found[3]} ${found[4]} ${found[5]}`)
  return Number.isNaN(at) ? null : at
}

function zone(text: string | undefined): string {
  return text === undefined || text === 'Z' || text.includes(':')
    ? (text ?? '')
    : `${text.slice(0, 3)}:${text.slice(3)}`
}

function isWordAt(word: Uint8Array, bytes: Uint8Array, at: number, end: number): boolean {
  if (at + word.length > end) return false
  for (let i = 1; i < word.length; i += 1) if (((bytes[at + i] as number) | 0x20) !== word[i]) return false
  const after = at + word.length < end ? (bytes[at + word.length] as number) : 0x20
  const letter = after | 0x20
  return !(letter >= 0x61 && letter <= 0x7a) && !isDigit(after) && after !== 0x5f && after !== 0x2d && after !== 0x2f
}

function letterBefore(bytes: Uint8Array, at: number, start: number): boolean {
  return at - 7 >= start && bytes[at - 1] === 0x22 && startsWith('"level"', bytes, at - 7, at)
}

/** Three digits and a blank, as the status stands in an access log; 0 where there is none. */
function statusAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 > end || (at + 3 < end && bytes[at + 3] !== 0x20)) return 0
  if (!isDigit(bytes[at]) || !isDigit(bytes[at + 1]) || !isDigit(bytes[at + 2])) return 0
  return ((bytes[at] as number) - 48) * 100
}

function startsWith(text: string, bytes: Uint8Array, at: number, end: number): boolean {
  if (at + text.length > end) return false
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}
