// Splits a message into tokens and masks what is a value: numbers, paths, quotations, what stands behind `=`.
// Rule: one pass over the bytes, no text is made; two lines of one statement should give the same key.

import { classOf, digit, letter, skipBlanks, wordChar } from '../characters.ts'
import { closeOf } from '../header/token.ts'
import { closingQuote, httpMethodEnd, isCalendarWord, isKeyNext, isUnit } from './value-words.ts'

/** Marks a masked token in `starts`. */
export const masked = -1
const mostTokens = 200
const longestMessage = 4096

export interface MaskedMessage {
  /** Two hashes over the masked tokens. */
  h1: number
  h2: number
  count: number
  /** Where each token begins; `masked` for a value. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export function emptyMask(): MaskedMessage {
  return { h1: 0, h2: 0, count: 0, starts: new Int32Array(mostTokens + 8), ends: new Int32Array(mostTokens + 8) }
}

// What a byte is to the tokeniser.
const inWord = 0
const space = 1
const mark = 2
const kinds = new Uint8Array(256)
for (let byte = 0; byte <= 32; byte += 1) kinds[byte] = space
for (const character of ',;=()[]{}<>|"') kinds[character.charCodeAt(0)] = mark

let h1 = 0
let h2 = 0
let count = 0
/** Marks between two values (`1, 2`) belong to the values; until the next token is known they wait. */
let waiting = 0

export function maskMessage(bytes: Uint8Array, start: number, end: number, out: MaskedMessage): void {
  h1 = 0x2545f491
  h2 = 0x1b873593
  count = 0
  waiting = 0
  const stop = Math.min(end, start + longestMessage)
  let i = start
  while (i < stop && count < mostTokens) {
    const byte = bytes[i]!
    const kind = kinds[byte]
    if (kind === space) i += 1
    else if (kind === mark) i = readMark(bytes, i, stop, byte, out)
    else i = readRun(bytes, i, stop, out)
  }
  flush(bytes, out)
  out.count = count
  out.h1 = h1
  out.h2 = h2
}

function readMark(bytes: Uint8Array, at: number, end: number, byte: number, out: MaskedMessage): number {
  if (byte === 34) {
    const close = closingQuote(bytes, at, end)
    if (close > 0) {
      if (count === 0 && isKeyNext(bytes, close, end)) return at + 1
      const method = httpMethodEnd(bytes, at + 1, close)
      if (method > 0) addRun(bytes, at + 1, method, hashOf(bytes, at + 1, method), out)
      addValue(out)
      return close
    }
  }
  if (byte === 40 && count > 0 && out.starts[count - 1] === masked && waiting === 0) {
    const close = closedValue(bytes, at, end)
    if (close > 0) return close
  }
  if (byte === 60 && isLimit(bytes, at, end)) return at + 1
  addMark(bytes, at, byte, out)
  return byte === 61 ? readAssigned(bytes, at + 1, end, out) : at + 1
}

/** The value behind `=`: masked, unless it is a state (true, false, UPPER_CASE); an empty one is a value too. */
function readAssigned(bytes: Uint8Array, at: number, end: number, out: MaskedMessage): number {
  if (bytes[at - 2] === 61 || bytes[at] === 61 || bytes[at] === 62) return at
  if (kinds[bytes[at - 2] ?? 32] !== inWord) return at
  let i = at
  let upper = true
  while (i < end && kinds[bytes[i]!] === inWord) {
    const byte = bytes[i]!
    if (!((byte >= 65 && byte <= 90) || byte === 95)) upper = false
    i += 1
  }
  const length = i - at
  if (length === 0 && bytes[i] === 34) {
    const close = closingQuote(bytes, i, end)
    if (close > 0) {
      addValue(out)
      return close
    }
  }
  if (length > 1 && (upper || isBoolean(bytes, at, i)) && !isOpening(bytes[i])) return at
  addValue(out)
  while (i < end && isOpening(bytes[i])) {
    const open = bytes[i]!
    const close = closeOf(bytes, i, end, open, open === 40 ? 41 : open + 2)
    if (close === 0) break
    i = close
  }
  return skipUnit(bytes, i, end)
}

function isOpening(byte: number | undefined): boolean {
  return byte === 40 || byte === 91 || byte === 123
}

function isBoolean(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]! | 32
  const last = bytes[end - 1]! | 32
  return last === 101 && ((end - start === 4 && first === 116) || (end - start === 5 && first === 102))
}

/** One run of word bytes; answers where to go on. */
function readRun(bytes: Uint8Array, at: number, end: number, out: MaskedMessage): number {
  const first = bytes[at]!
  if (first === 39 || first === 96) {
    const close = closingQuote(bytes, at, end)
    if (close > 0) {
      addValue(out)
      return close
    }
  }
  let i = at
  let digits = 0
  let slashes = 0
  let dots = 0
  let signs = 0
  let letters = 0
  let hash = 0
  while (i < end) {
    const byte = bytes[i]!
    if (kinds[byte] !== inWord) break
    const bits = classOf[byte]!
    if ((bits & letter) !== 0) letters += 1
    else if ((bits & digit) !== 0) digits += 1
    else if (byte === 47 || byte === 92) slashes += 1
    else if (byte === 46) {
      // name......: value — the dots of a table
      if (bytes[i + 1] === 46 && bytes[i + 2] === 46 && i > at) break
      dots += 1
    } else if (byte === 64 && i > at) signs += 1
    else if (
      byte === 58 &&
      digits === 0 &&
      slashes === 0 &&
      i > at &&
      (classOf[bytes[i + 1]!]! & (letter | digit)) !== 0 &&
      !(dots >= 2 && (classOf[bytes[i + 1]!]! & digit) !== 0)
    ) {
      // key:value, but host.example.net:443 is one
      addRun(bytes, at, i, hash, out)
      addMark(bytes, i, 58, out)
      return i + 1
    }
    hash = (Math.imul(hash, 31) + byte) | 0
    i += 1
  }
  if (digits > 0) {
    addValue(out)
    while (bytes[i] === 46) i += 1
    return skipUnit(bytes, i, end)
  }
  if (isPath(bytes, at, i, first, slashes, letters) || (dots >= 2 && letters > 0) || (signs > 0 && letters > 1)) {
    addValue(out)
    return i
  }
  if (letters === 3 && i - at === 3 && isCalendarWord(bytes, at) && nextIsDigit(bytes, i, end)) {
    addValue(out)
    return i
  }
  let stop = i
  while (stop > at && isTail(bytes[stop - 1]!)) {
    stop -= 1
  }
  if (stop === at) {
    // Only marks: three dots or a dash may fill a table's gap; a colon says nothing.
    if (first === 46 || first === 58 || first === 39) return i
    if (first === 45 && i - at > 2) return i
    addMark(bytes, at, first, out)
    return i
  }
  if (first === 45 && i === at + 1) {
    addMark(bytes, at, first, out)
    return i
  }
  if (stop !== i) hash = hashOf(bytes, at, stop)
  addRun(bytes, at, stop, hash, out)
  return i
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
  return hash
}

/** `1234 bytes (1.2 KB)`: the position behind a bracket that says the value before it once more; 0 for others. */
function closedValue(bytes: Uint8Array, at: number, end: number): number {
  if ((classOf[bytes[at + 1]!]! & digit) === 0) return 0
  let i = at + 2
  while (i < end && i - at < 20 && kinds[bytes[i]!] === inWord) i += 1
  i = skipUnit(bytes, i, end)
  return bytes[i] === 41 ? i + 1 : 0
}

/** `<1 sec`: less than, and no bracket around a number. */
function isLimit(bytes: Uint8Array, at: number, end: number): boolean {
  if ((classOf[bytes[at + 1]!]! & digit) === 0) return false
  let i = at + 2
  while (i < end && kinds[bytes[i]!] === inWord) i += 1
  return bytes[i] === 32 || i >= end
}

function isTail(byte: number): boolean {
  return byte === 46 || byte === 58 || byte === 33 || byte === 63 || byte === 39
}

function isPath(
  bytes: Uint8Array,
  start: number,
  end: number,
  first: number,
  slashes: number,
  letters: number,
): boolean {
  if (slashes === 0 || letters === 0) return false
  return first === 47 || first === 126 || slashes >= 2 || (first === 46 && end - start > 2) || bytes[start + 1] === 58
}

function nextIsDigit(bytes: Uint8Array, at: number, end: number): boolean {
  const i = skipBlanks(bytes, at, end)
  return i < end && i - at <= 2 && (classOf[bytes[i]!]! & digit) !== 0
}

/** `12 MB`: the unit belongs to the number. */
function skipUnit(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== 32) return at
  let i = at + 1
  while (i < end && i - at <= 8 && isUnitByte(bytes[i]!)) i += 1
  if (i === at + 1 || (i < end && (classOf[bytes[i]!]! & wordChar) !== 0) || !isUnit(bytes, at + 1, i)) return at
  return i
}

function isUnitByte(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 37 || byte === 47
}

function addValue(out: MaskedMessage): void {
  waiting = 0
  if (count > 0 && out.starts[count - 1] === masked) return
  out.starts[count] = masked
  count += 1
  mix(0x5f3759df)
}

function addMark(bytes: Uint8Array, at: number, byte: number, out: MaskedMessage): void {
  const joins = byte === 44 || byte === 59 || byte === 124 || byte === 45 || byte === 58
  if (joins && waiting === 0 && count > 0 && out.starts[count - 1] === masked) {
    waiting = at + 1
    return
  }
  addRun(bytes, at, at + 1, byte, out)
}

function addRun(bytes: Uint8Array, start: number, end: number, hash: number, out: MaskedMessage): void {
  flush(bytes, out)
  out.starts[count] = start
  out.ends[count] = end
  count += 1
  mix(hash)
}

function flush(bytes: Uint8Array, out: MaskedMessage): void {
  if (waiting === 0) return
  const at = waiting - 1
  waiting = 0
  out.starts[count] = at
  out.ends[count] = at + 1
  count += 1
  mix(bytes[at]!)
}

function mix(hash: number): void {
  h1 = Math.imul(h1 ^ hash, 0x9e3779b1)
  h1 = (h1 << 13) | (h1 >>> 19)
  h2 = Math.imul(h2 + hash, 0x85ebca6b)
  h2 ^= h2 >>> 15
}
