// One source of log lines: bytes in, events out. A sample is held back until the format is learnt from it;
// then each line is stamped, folded into its event, levelled and grouped as it comes.
import type { Instant } from '../../incident/time.ts'
import { isBlank, spanText } from './characters.ts'
import { continuesBare, isExceptionHead, isPlain, newFoldState, noteLine, resetFold } from './folding.ts'
import type { GroupTree } from './groups/groups.ts'
import { emptyMask, maskMessage } from './groups/mask.ts'
import type { Span } from './header/plan.ts'
import { type HeaderRead, walkHeader } from './header/walk.ts'
import { readJsonLine } from './json-line.ts'
import { learnFormat, type SourceFormat, sampleLines } from './learn.ts'
import { levelNumber } from './levels.ts'
import {
  levelBeforeColon,
  levelBetween,
  levelInCapitals,
  levelOfKey,
  levelOfLead,
  levelOfProgram,
  levelOfSymbol,
} from './line-level.ts'
import { levelOfRequest, requestIn, requestTokens } from './requests.ts'
import { stampClose } from './stamp-close.ts'
import { emptyPlacedStamp, findStamp, mayBegin } from './stamps/find.ts'
import { type ClockContext, InstantResolver } from './stamps/instant.ts'
import { readStamp } from './stamps/stamp.ts'
import { W3cFormat } from './w3c.ts'

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

const encoder = new TextEncoder()

export class LogSource {
  private readonly groups: GroupTree
  private readonly emit: (event: LogEvent) => void
  private readonly instants: InstantResolver
  private readonly clock: ClockContext
  private readonly stamp = emptyPlacedStamp()
  private readonly mask = emptyMask()
  private readonly header: HeaderRead = { message: 0, level: 0 }
  private readonly w3c = new W3cFormat()
  private readonly fold = newFoldState()
  private format: SourceFormat | null = null
  private sample: Span[] = []
  private open: LogEvent | null = null
  private openTimed = false
  private blanks = 0
  private lastAt: Instant | null = null
  /** Events at the source's start that wait for the first stamp. */
  private timeless: LogEvent[] = []
  /** The number of the last line read. */
  line: number

  constructor(groups: GroupTree, clock: ClockContext, firstLine: number, emit: (event: LogEvent) => void) {
    this.groups = groups
    this.clock = clock
    this.instants = new InstantResolver(clock)
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
    if (format.yearOf !== null) this.instants.startIn(format.yearOf)
    for (const { bytes, start, end } of sample) this.read(bytes, start, end, format)
  }

  /** No more lines: the open event is complete. */
  end(): void {
    if (!this.format) this.learn()
    this.close()
    for (const event of this.timeless) this.emit(event)
    this.timeless = []
  }

  private close(): void {
    const event = this.open
    this.open = null
    if (!event) return
    if (event.at === null) this.timeless.push(event)
    else this.emit(event)
  }

  private read(bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    this.line += 1
    if (start === end || isAllBlank(bytes, start, end)) {
      this.blanks += 1
      return
    }
    if (bytes[start] === 123 && this.readJson(bytes, start, end)) return
    if (bytes[start] === 35 && this.w3c.directive(bytes, start, end)) return
    if (this.w3c.active) {
      this.readW3c(bytes, start, end)
      return
    }
    if (format.stamped && this.findStamp(bytes, start, end, format)) this.beginStamped(bytes, start, end, format)
    else if (this.open && this.belongs(bytes, start, end, format)) this.extend(bytes, start, end)
    else this.beginBare(bytes, start, end, format)
  }

  private findStamp(bytes: Uint8Array, start: number, end: number, format: SourceFormat): boolean {
    for (const offset of format.offsets) {
      const at = start + offset
      if (at + 5 > end || !mayBegin(bytes, at, start)) continue
      if (readStamp(bytes, at, end, format.orders, this.stamp) && this.stamp.kind >= format.kind) {
        this.stamp.offset = offset
        return true
      }
    }
    return findStamp(bytes, start, end, { orders: format.orders, limit: format.depth }, this.stamp)
  }

  private belongs(bytes: Uint8Array, start: number, end: number, format: SourceFormat): boolean {
    if (!format.stamped || !this.openTimed) return continuesBare(bytes, start, end, this.fold)
    return !(format.timedShare < 0.6 && this.fold.frames && isPlain(bytes, start, end, this.fold))
  }

  private begin(at: Instant | null, level: number, timed: boolean): LogEvent {
    this.close()
    this.blanks = 0
    resetFold(this.fold)
    if (at !== null) {
      this.lastAt = at
      for (const event of this.timeless) {
        event.at = at
        this.emit(event)
      }
      this.timeless = []
    }
    this.openTimed = timed
    this.open = { line: this.line, endLine: this.line, at: at ?? this.lastAt, level, group: 0 }
    return this.open
  }

  private beginStamped(bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    const event = this.begin(this.instants.resolve(this.stamp), 0, true)
    const stampAt = start + this.stamp.offset
    const body = stampClose(bytes, start, this.stamp, end)
    walkHeader(bytes, body, end, format.header, this.header)
    const message = this.header.message < end ? this.header.message : body
    const request = format.access ? requestIn(spanText(bytes, start, Math.min(end, start + 4000))) : null
    event.level =
      levelOfLead(bytes, start, stampAt) ||
      levelBetween(bytes, start, stampAt) ||
      this.header.level ||
      levelBetween(bytes, this.stamp.end, body) ||
      levelOfSymbol(spanText(bytes, start, Math.min(stampAt, start + 12)), spanText(bytes, message - 2, message - 1)) ||
      (request ? levelOfRequest(request) : this.levelFromText(bytes, start, message, end, format))
    if (request) event.group = this.groups.findTemplate(requestTokens(request))
    else this.group(bytes, message, end)
    noteLine(spanText(bytes, message, Math.min(end, message + 300)), this.fold)
  }

  private beginBare(bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    const event = this.begin(null, 0, false)
    walkHeader(bytes, start, end, format.header, this.header)
    const message = !format.stamped && this.header.message < end ? this.header.message : start
    event.level = this.header.level || this.levelFromText(bytes, start, message, end, format)
    this.group(bytes, message, end)
    noteLine(spanText(bytes, start, Math.min(end, start + 300)), this.fold)
  }

  private levelFromText(bytes: Uint8Array, start: number, message: number, end: number, format: SourceFormat): number {
    if (format.levelKeys) {
      const level = levelOfKey(spanText(bytes, start, Math.min(end, start + 1000)))
      if (level > 0) return level
    }
    const text = spanText(bytes, message, Math.min(end, message + 200))
    if (isExceptionHead(text)) return levelNumber.error
    return levelBeforeColon(text) || levelInCapitals(text) || levelOfProgram(text)
  }

  private extend(bytes: Uint8Array, start: number, end: number): void {
    const event = this.open as LogEvent
    event.endLine = this.line
    this.blanks = 0
    const text = spanText(bytes, start, Math.min(end, start + 300))
    if (this.fold.python && !isBlank(bytes[start])) {
      this.fold.python = false
      if (event.level === 0) event.level = levelNumber.error
    }
    noteLine(text, this.fold)
    if (this.fold.frames && event.level === 0) event.level = levelNumber.error
  }

  private group(bytes: Uint8Array, message: number, end: number): void {
    maskMessage(bytes, message, end, this.mask)
    ;(this.open as LogEvent).group = this.groups.find(bytes, this.mask)
  }

  private readW3c(bytes: Uint8Array, start: number, end: number): void {
    const { stamp, level, request } = this.w3c.read(bytes, start, end)
    this.begin(stamp === null ? null : this.instants.resolve(stamp), level, true)
    if (request) (this.open as LogEvent).group = this.groups.findTemplate(requestTokens(request))
    else this.group(bytes, start, end)
  }

  private readJson(bytes: Uint8Array, start: number, end: number): boolean {
    const json = readJsonLine(decoder.decode(bytes.subarray(start, end)))
    if (!json) return false
    const { wall, zone } = json
    const at = wall === null ? null : Number.isNaN(zone) ? this.clock.fromWall(wall) : wall - zone * 60_000
    this.begin(at, json.level, true)
    const message = encoder.encode(json.message)
    this.group(message, 0, message.length)
    return true
  }
}

const decoder = new TextDecoder()

function isAllBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (!isBlank(bytes[i])) return false
  return true
}
