// One source of log lines: bytes in, events out. A sample is held back until the format is learnt from it;
// then each line is read as it comes, and either begins an event or belongs to the one before it.
import type { Instant } from '../../incident/time.ts'
import { isBlank, spanText } from './characters.ts'
import { continuesBare, foldBitsOf, isPlain, newFoldState, noteFold, resetFold } from './folding.ts'
import type { MessageForms } from './groups/forms.ts'
import type { Span } from './header/plan.ts'
import { learnFormat, type SourceFormat, sampleLines } from './learn.ts'
import { levelNumber } from './levels.ts'
import { levelBeforeColon } from './line-level.ts'
import { LineReader } from './line-reader.ts'
import type { ClockContext } from './stamps/instant.ts'

/** One event: its first and last line (counted from 1), and what is known about it. */
export interface LogEvent {
  line: number
  endLine: number
  /** Null where neither it nor a line before or behind it states a time. */
  at: Instant | null
  /** Position in `levelWords`. */
  level: number
  /** A number that `GroupTree.resolve` turns into the group. */
  group: number
}

/** Events without a time that may wait for the first that has one. */
const mostTimeless = 10_000

export class LogSource {
  private readonly emit: (event: LogEvent) => void
  private readonly reader: LineReader
  private readonly fold = newFoldState()
  private format: SourceFormat | null = null
  private sample: Span[] = []
  private open: LogEvent | null = null
  private openTimed = false
  /** The open event's first line is the head of a Python trace and nothing else. */
  private openTraceback = false
  private lastAt: Instant | null = null
  /** The tag of the crash that is open, where every line of it has one. */
  private crash: string | null = null
  /** Events at the source's start that wait for the first stamp. */
  private timeless: LogEvent[] = []
  /** The number of the last line read. */
  line: number

  constructor(forms: MessageForms, clock: ClockContext, firstLine: number, emit: (event: LogEvent) => void) {
    this.reader = new LineReader(forms, clock)
    this.line = firstLine - 1
    this.emit = emit
  }

  /** One line without its line end. The bytes must stay as they are until the sample is complete. */
  push(bytes: Uint8Array, start: number, end: number): void {
    const stop = end > start && bytes[end - 1] === 13 ? end - 1 : end
    if (this.format) this.read(bytes, start, stop, this.format)
    else if (this.sample.push({ bytes, start, end: stop }) >= sampleLines) this.learn()
  }

  /** Learns from what was seen so far and reads it. */
  learn(): void {
    const sample = this.sample
    this.sample = []
    const format = learnFormat(sample)
    this.format = format
    if (format.yearOf !== null) this.reader.startIn(format.yearOf)
    for (const { bytes, start, end } of sample) this.read(bytes, start, end, format)
  }

  /** No more lines: the open event is complete. */
  end(): void {
    if (!this.format) this.learn()
    this.close()
    this.releaseTimeless(null)
  }

  private read(bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    this.line += 1
    if (isAllBlank(bytes, start, end) || this.reader.isDirective(bytes, start, end)) return
    if (this.reader.readShaped(bytes, start, end, format)) {
      if (!this.goesOn(bytes, start, end)) this.begin(true, crashOf(bytes, start, this.reader.message, end))
      else if (this.open) this.extend(this.open, bytes, this.reader.message, end, format)
    } else if (this.open && this.belongs(bytes, start, end, format)) this.extend(this.open, bytes, start, end, format)
    else {
      this.reader.readBare(bytes, start, end, format)
      this.begin(false)
      // Its first words pass for a header.
      if (crashOf(bytes, start, start, end) !== null) noteFold(foldBitsOf(spanText(bytes, start, end)), this.fold)
    }
  }

  private belongs(bytes: Uint8Array, start: number, end: number, format: SourceFormat): boolean {
    if (!format.stamped || !this.openTimed) return continuesBare(bytes, start, end, this.fold)
    return !(format.timedShare < 0.6 && this.fold.frames && isPlain(bytes, start, end, this.fold))
  }

  /** A crash of which every line has a stamp and tag of its own goes on as long as the tag does. */
  private goesOn(bytes: Uint8Array, start: number, end: number): boolean {
    const { message } = this.reader
    if (this.crash === null || tagBefore(bytes, start, message) !== this.crash) return false
    return crashOf(bytes, start, message, end) === null
  }

  /** An event begins with the line that was just read; `crash` is the tag that its further lines have. */
  private begin(timed: boolean, crash: string | null = null): void {
    this.close()
    this.crash = crash
    const { at, level, group, fold } = this.reader
    if (at !== null) {
      if (this.timeless.length > 0) this.releaseTimeless(at)
      this.lastAt = at
    }
    resetFold(this.fold)
    if (fold !== 0) noteFold(fold, this.fold)
    this.openTraceback = this.fold.python
    this.openTimed = timed
    this.open = { line: this.line, endLine: this.line, at: at ?? this.lastAt, level, group }
  }

  private extend(event: LogEvent, bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    event.endLine = this.line
    if (event.level > 0 && format.stamped && format.timedShare >= 0.6) return
    const text = spanText(bytes, start, Math.min(end, start + 300))
    // A header on a line of its own, its level in front of the message on the next.
    if (event.level === 0 && this.line === event.line + 1) event.level = levelBeforeColon(text)
    if (this.fold.python && !isBlank(bytes[start])) {
      this.fold.python = false
      // `Traceback (most recent call last):` says nothing; the last line says what was raised.
      if (this.openTraceback) event.group = this.reader.groupOf(bytes, start, end)
      if (event.level === 0) event.level = levelNumber.error
    }
    noteFold(foldBitsOf(text), this.fold)
    if (this.fold.frames && event.level === 0) event.level = levelNumber.error
  }

  private close(): void {
    const event = this.open
    this.open = null
    if (event === null) return
    if (event.at !== null) this.emit(event)
    else if (this.timeless.push(event) > mostTimeless) this.releaseTimeless(null)
  }

  private releaseTimeless(at: Instant | null): void {
    const waiting = this.timeless
    this.timeless = []
    for (const event of waiting) {
      event.at = at
      this.emit(event)
    }
  }
}

/** The tag of a crash that begins with this line; null where none does. */
function crashOf(bytes: Uint8Array, start: number, message: number, end: number): string | null {
  if (bytes[message] !== 70 || bytes[message + 6] !== 69) return null
  const begins = spanText(bytes, message, Math.min(end, message + 17)) === 'FATAL EXCEPTION: '
  return begins ? tagBefore(bytes, start, message) : null
}

/** What stands in front of a message, behind the numbers that differ. */
function tagBefore(bytes: Uint8Array, start: number, message: number): string {
  return spanText(bytes, Math.max(start, message - 24), message)
    .replace(/^.*\d(?=\D*$)/, '')
    .trim()
}

function isAllBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (!isBlank(bytes[i])) return false
  return true
}
