// The one sanitiser: text from outside becomes text that cannot move a cursor, hide, reorder or fake what is read.
// Rule: nothing vanishes silently; each run of removed characters leaves one visible mark.

/** Stands where an escape sequence was. */
export const escapeMark = '␛'
/** Stands where any other unprintable or invisible character was. */
const hiddenMark = '·'

const plain = /^[\x20-\x7e]*$/
const longestSequence = 4096
const combiningLimit = 4

/**
 * One line of outside text made harmless: escape sequences (7- and 8-bit, also unterminated), control characters,
 * bidirectional overrides, zero-width and tag characters become marks; tabs become spaces, a line break a mark.
 * Idempotent. The text after an unterminated sequence is kept, so that nothing can be hidden behind one.
 */
export function sanitise(text: string): string {
  if (plain.test(text)) return text
  return new Sanitising(text).run()
}

/** The same for text of several lines: line breaks (also CRLF) stay, everything else as in `sanitise`. */
export function sanitiseLines(text: string): string {
  if (plain.test(text)) return text
  return text
    .split(/\r?\n/)
    .map(line => sanitise(line))
    .join('\n')
}

class Sanitising {
  private out = ''
  private at = 0
  private combining = 0
  private marked: string | null = null
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  run(): string {
    while (this.at < this.text.length) this.step()
    return this.out
  }

  private step(): void {
    const code = this.text.codePointAt(this.at) as number
    if (code >= 0x20 && code < 0x7f) this.keep(code)
    else if (code === 0x09) this.write('    ', 1)
    else if (code === 0x1b || sequenceStart(code)) {
      this.at = endOfSequence(this.text, this.at)
      this.mark(escapeMark)
    } else if (code >= 0xd800 && code <= 0xdfff) this.write('\ufffd', 1)
    else if (isCombining(code)) this.pile(code)
    else if (isHidden(code) && !this.joinsPictures(code)) this.skip(code)
    else this.keep(code)
  }

  private pile(code: number): void {
    this.combining += 1
    if (this.combining > combiningLimit) this.skip(code)
    else this.write(String.fromCodePoint(code), width(code))
  }

  private keep(code: number): void {
    this.combining = 0
    this.write(code < 0x80 ? String.fromCharCode(code) : String.fromCodePoint(code), width(code))
  }

  private write(piece: string, consumed: number): void {
    this.out += piece
    this.at += consumed
    this.marked = null
  }

  private skip(code: number): void {
    this.at += width(code)
    this.mark(hiddenMark)
  }

  private mark(mark: string): void {
    if (this.marked === mark) return
    this.out += mark
    this.marked = mark
  }

  /** A zero-width joiner inside an emoji is the one that has a use. */
  private joinsPictures(code: number): boolean {
    if (code !== 0x200d || this.marked !== null) return false
    return (
      /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(this.out.slice(-2)) &&
      /^\p{Extended_Pictographic}/u.test(this.text.slice(this.at + 1, this.at + 3))
    )
  }
}

function width(code: number): number {
  return code > 0xffff ? 2 : 1
}

/** DCS, SOS, CSI, OSC, PM, APC as single C1 characters. */
function sequenceStart(code: number): boolean {
  return code === 0x90 || code === 0x98 || code === 0x9b || code === 0x9d || code === 0x9e || code === 0x9f
}

/** Where the escape sequence that starts at `start` ends (ECMA-48); a broken one ends where it breaks. */
function endOfSequence(text: string, start: number): number {
  const first = text.charCodeAt(start)
  if (first === 0x9b) return endOfControlSequence(text, start + 1)
  if (first !== 0x1b) return endOfString(text, start + 1)
  const second = text.charCodeAt(start + 1)
  if (second === 0x5b) return endOfControlSequence(text, start + 2)
  if (second === 0x5d || second === 0x50 || second === 0x58 || second === 0x5e || second === 0x5f)
    return endOfString(text, start + 2)
  let at = start + 1
  while (text.charCodeAt(at) >= 0x20 && text.charCodeAt(at) <= 0x2f) at += 1
  const final = text.charCodeAt(at)
  return final >= 0x30 && final <= 0x7e ? at + 1 : at
}

function endOfControlSequence(text: string, from: number): number {
  let at = from
  const limit = Math.min(text.length, from + longestSequence)
  while (at < limit && text.charCodeAt(at) >= 0x20 && text.charCodeAt(at) <= 0x3f) at += 1
  const final = text.charCodeAt(at)
  return at < limit && final >= 0x40 && final <= 0x7e ? at + 1 : at
}

/** Behind BEL or ST; where neither comes, only the introducer goes and the text stays readable. */
function endOfString(text: string, from: number): number {
  const limit = Math.min(text.length, from + longestSequence)
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x07 || code === 0x9c) return at + 1
    if (code === 0x1b) return text.charCodeAt(at + 1) === 0x5c ? at + 2 : from
    if (code === 0x0a) return from
  }
  return from
}

function isCombining(code: number): boolean {
  return (
    (code >= 0x0300 && code <= 0x036f) ||
    (code >= 0x0483 && code <= 0x0489) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f)
  )
}

/** Control, bidirectional, zero-width, filler, annotation, tag and data-carrying selector characters. */
const hiddenRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0d],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xfffe, 0xffff],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
]

function isHidden(code: number): boolean {
  return hiddenRanges.some(([from, to]) => code >= from && code <= to)
}
