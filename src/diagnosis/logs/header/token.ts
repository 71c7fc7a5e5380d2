// The header's tokens: what stands between the stamp and the message, told apart by shape alone.
import { classOf, digit, hexLetter, isDigit, isLetter, letter, wordChar } from '../characters.ts'
import { levelOfLetter, levelOfPriority, levelOfSpan } from '../levels.ts'

export const tokenKinds = {
  none: 0,
  separator: 1,
  number: 2,
  level: 3,
  letterLevel: 4,
  bracket: 5,
  /** `name:` */
  name: 6,
  /** `name[123]:` */
  program: 7,
  word: 8,
} as const
export type TokenKind = (typeof tokenKinds)[keyof typeof tokenKinds]

export interface HeaderToken {
  kind: TokenKind
  start: number
  end: number
  level: number
}

const longestBracket = 400

/** Reads the token that begins at `at` (not a blank). The end of the span gives kind `none`. */
export function readToken(bytes: Uint8Array, at: number, end: number, out: HeaderToken): void {
  out.start = at
  out.level = 0
  out.end = at
  out.kind = tokenKinds.none
  if (at >= end) return
  const first = bytes[at]!
  const close = closingOf(first)
  if (close !== 0) {
    const stop = closeOf(bytes, at, end, first, close)
    if (stop > 0) {
      readBracket(bytes, at, stop, end, out)
      return
    }
  }
  const level = gluedLevel(bytes, at, end)
  if (level > 0) {
    out.kind = tokenKinds.level
    out.level = level
    out.end = gluedEnd
    return
  }
  out.end = afterGluedLevel(bytes, at) ? gluedName(bytes, at, end) || runEnd(bytes, at, end) : runEnd(bytes, at, end)
  classify(bytes, out)
}

function afterGluedLevel(bytes: Uint8Array, at: number): boolean {
  return at > 1 && bytes[at - 1] === 58 && isLetter(bytes[at - 2])
}

/** `root:` of `INFO:root:message`: the logger's name glued behind the level; 0 where there is none. */
function gluedName(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end && i - at < 80; i += 1) {
    const byte = bytes[i]!
    if (byte === 58) return i > at && bytes[i + 1] !== 47 ? i + 1 : 0
    if ((classOf[byte]! & wordChar) === 0 && byte !== 46 && byte !== 45 && byte !== 36) return 0
  }
  return 0
}

/** The closing mark of `[`, `(` and `<`; 0 for others. */
function closingOf(byte: number): number {
  return byte === 91 ? 93 : byte === 40 ? 41 : byte === 60 ? 62 : 0
}

/** The position behind the bracket that closes the one at `at`; 0 where it does not close soon. */
export function closeOf(bytes: Uint8Array, at: number, end: number, open: number, close: number): number {
  let depth = 0
  const stop = Math.min(end, at + longestBracket)
  for (let i = at; i < stop; i += 1) {
    if (bytes[i] === open) depth += 1
    else if (bytes[i] === close) {
      depth -= 1
      if (depth === 0) return i + 1
    }
  }
  return 0
}

function readBracket(bytes: Uint8Array, at: number, stop: number, end: number, out: HeaderToken): void {
  out.end = stop
  while (out.end < end && (bytes[out.end] === 58 || bytes[out.end] === 44)) out.end += 1
  out.kind = tokenKinds.bracket
  let from = at + 1
  let to = stop - 1
  while (bytes[from] === 32) from += 1
  while (to > from && (bytes[to - 1] === 32 || bytes[to - 1] === 58)) to -= 1
  out.level = levelOfSpan(bytes, from, to)
  // [core:error], [php7:notice], [Server thread/INFO]: a module or thread, and its level
  for (let i = from; out.level === 0 && i < to; i += 1)
    if (bytes[i] === 58 || (bytes[i] === 47 && isCapital(bytes[i + 1]))) out.level = levelOfSpan(bytes, i + 1, to)
  if (out.level === 0 && (to - from === 1 || bytes[from + 1] === 124)) out.level = levelOfLetter(bytes[from]!)
  if (out.level === 0 && bytes[at] === 91) out.level = levelOfSecondWord(bytes, from, to)
  // (EE), (WW), (II)
  if (out.level === 0 && bytes[at] === 40 && to - from === 2 && bytes[from] === bytes[from + 1])
    out.level = 'EWI'.includes(String.fromCharCode(bytes[from]!)) ? levelOfLetter(bytes[from]!) : 0
  if (out.level > 0) out.kind = tokenKinds.level
}

/** `[7F0B warning 'Default']`: a thread, then the level. */
function levelOfSecondWord(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  while (i < end && bytes[i] !== 32) i += 1
  const from = i + 1
  i = from
  while (i < end && isLetter(bytes[i])) i += 1
  return i < end && bytes[i] === 32 ? levelOfSpan(bytes, from, i) : 0
}

/** Set by gluedLevel. */
let gluedEnd = 0

/** `DEBUG:foo`, `W/Tag( 123): `, `<err>`: a level and what is glued to it; answers the level, 0 for none. */
function gluedLevel(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && i - at < 14 && (classOf[bytes[i]!]! & wordChar) !== 0) i += 1
  if (i === at || i >= end) return 0
  const mark = bytes[i]
  if (mark === 58) {
    const level = levelOfSpan(bytes, at, i)
    gluedEnd = i + 1
    return level
  }
  if (mark === 47 && i + 1 < end && isLetter(bytes[i + 1])) {
    gluedEnd = i + 1
    if (i === at + 1) return levelOfLetter(bytes[at]!)
    return isCapital(bytes[i + 1]) ? levelOfSpan(bytes, at, i) : 0
  }
  // NOTICE[1234], and WARN;app;
  if (i > at + 2 && isCapital(bytes[at]) && isCapital(bytes[i - 1])) {
    gluedEnd = mark === 91 ? i : i + 1
    return mark === 91 || mark === 59 || mark === 44 ? levelOfSpan(bytes, at, i) : 0
  }
  return 0
}

function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 65 && byte <= 90
}

/** To the next blank; brackets inside a token may hold blanks: `handler[a b]:`. */
function runEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end) {
    const byte = bytes[i]!
    if (byte === 32 || byte === 9) return i
    if (i > at && (byte === 91 || byte === 40)) {
      const stop = closeOf(bytes, i, Math.min(end, i + 120), byte, closingOf(byte))
      i = stop > 0 ? stop : i + 1
      continue
    }
    i += 1
  }
  return end
}

function classify(bytes: Uint8Array, out: HeaderToken): void {
  const { start, end } = out
  let digits = 0
  let letters = 0
  let hex = 0
  let others = 0
  for (let i = start; i < end; i += 1) {
    const bits = classOf[bytes[i]!]!
    if ((bits & digit) !== 0) digits += 1
    else if ((bits & hexLetter) !== 0) hex += 1
    else if ((bits & letter) !== 0) letters += 1
    else others += 1
  }
  if (others === end - start) {
    out.kind = tokenKinds.separator
    return
  }
  const last = bytes[end - 1]!
  let core = end
  while (core > start && isClosingMark(bytes[core - 1]!)) core -= 1
  out.level = levelOfCore(bytes, start, core)
  if (out.level > 0) out.kind = tokenKinds.level
  else if (core - start === 1 && levelOfLetter(bytes[start]!) > 0) {
    out.kind = tokenKinds.letterLevel
    out.level = levelOfLetter(bytes[start]!)
  } else if (digits > 0 && letters === 0 && (hex === 0 || digits + hex >= 4) && last !== 58)
    out.kind = tokenKinds.number
  else if (last === 58 && isNameLike(bytes, start, end - 1)) {
    const before = bytes[end - 2]
    out.kind = before === 93 || before === 41 ? tokenKinds.program : tokenKinds.name
  } else out.kind = tokenKinds.word
}

function isClosingMark(byte: number): boolean {
  return byte === 58 || byte === 44 || byte === 59 || byte === 124
}

/** `ERROR`, `production.ERROR`, `In(14)`: the level a token states. */
function levelOfCore(bytes: Uint8Array, start: number, end: number): number {
  const whole = levelOfSpan(bytes, start, end)
  if (whole > 0) return whole
  if (bytes[end - 1] === 41 && end - start <= 8) return levelOfCode(bytes, start, end)
  for (let i = end - 1; i > start && i > end - 12; i -= 1) {
    if (bytes[i] !== 46 && bytes[i] !== 41 && bytes[i] !== 58) continue
    // A channel and its level in capitals; in small letters it is a name: config.error
    return bytes[i + 1]! >= 65 && bytes[i + 1]! <= 90 && bytes[i + 2]! <= 90 ? levelOfSpan(bytes, i + 1, end) : 0
  }
  return 0
}

/** `In(14)`, `Er(27)`: two letters and a syslog priority. */
function levelOfCode(bytes: Uint8Array, start: number, end: number): number {
  if (!isLetter(bytes[start]) || !isLetter(bytes[start + 1]) || bytes[start + 2] !== 40) return 0
  let priority = 0
  for (let i = start + 3; i < end - 1; i += 1) {
    if (!isDigit(bytes[i])) return 0
    priority = priority * 10 + bytes[i]! - 48
  }
  return priority > 0 && priority < 192 ? levelOfPriority(priority) : 0
}

/** A name may have dots, dashes, slashes and brackets, but is no assignment, address or quotation. */
function isNameLike(bytes: Uint8Array, start: number, end: number): boolean {
  if (end <= start || end - start > 100 || !(isLetter(bytes[start]) || isDigit(bytes[start]))) return false
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!
    if (byte === 61 || byte === 34 || byte === 39 || byte === 44 || byte === 59) return false
  }
  return true
}
