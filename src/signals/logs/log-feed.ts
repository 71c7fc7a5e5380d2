// Takes the lines of one source into the telemetry: the ring, the rates, the error groups, the source's own state.
// Rule: bytes go into the ring as they are and are cleaned whenever they are read from it; groups hold cleaned text.
import type { Instant } from '../../incident/time.ts'
import { minute } from '../../incident/time.ts'
import type { Telemetry } from '../../telemetry/hub.ts'
import { levelWords } from '../../telemetry/log-ring.ts'
import type { LogSourceState } from '../../telemetry/types.ts'
import type { ErrorGroups } from './error-groups.ts'
import { KnownLines } from './known-lines.ts'
import { continuesEvent, levelOfLine, stampOfLine } from './line-scan.ts'

const errorLevel = levelWords.indexOf('error')
const slotMs = 10_000
const longestEventLine = 64 * 1024

interface TakenLine {
  readonly at: Instant
  readonly level: number
  readonly source: number
  readonly continues: boolean
}

export interface LogFeedOptions {
  readonly telemetry: Telemetry
  readonly groups: ErrorGroups
  readonly name: string
  readonly kind: LogSourceState['kind']
  /** Position among the telemetry's sources: feeds are made in that order. */
  readonly index: number
  readonly now: () => Instant
}

export interface FeedState {
  readonly state: LogSourceState['state']
  readonly reason: string | null
  readonly lagBytes?: number
  /** When it is tried again. */
  readonly retryInMs?: number
}

export class LogFeed {
  /** The time a line states counts, not when it came: for what was there before, and for streams that stamp each line. */
  trustsStamps = false
  private readonly options: LogFeedOptions
  private lines = 0
  private lastAt: Instant | null = null
  private lastLevel = 0
  private known: KnownLines | null = null
  private lagMs: number | null = null
  private retryAt: Instant | null = null
  /** The time of the batch that is being fed, so that the clock is asked once a batch. */
  private batchAt: Instant
  private batchLines = 0
  private batchErrors = 0
  private readonly recent = new Map<number, { lines: number; errors: number }>()

  constructor(options: LogFeedOptions) {
    this.options = options
    this.batchAt = options.now()
    this.settle({ state: 'waiting', reason: null })
  }

  /** Each line carries the time it was printed at: what is told again after a break is known by it. */
  remembersLines(): void {
    this.trustsStamps = true
    this.known = new KnownLines()
  }

  /** From when a stream that broke has to be told again; null where nothing came yet or lines carry no time. */
  get resumeFrom(): Instant | null {
    return this.known?.resumeFrom ?? null
  }

  /** The stream begins again and may tell some of it twice. */
  resume(): void {
    this.known?.resume()
  }

  /** A new batch begins now. */
  begin(): void {
    this.batchAt = this.options.now()
  }

  /** One line as the splitter gives it. */
  readonly push = (bytes: Uint8Array, start: number, end: number, isRest: boolean): void => {
    const source = this.options.index
    if (this.known?.isKnown(bytes, start, end, stampOfLine(bytes, start, end))) return
    const continues = isRest || (this.lines > 0 && continuesEvent(bytes, start, end))
    const level = continues ? this.lastLevel : levelOfLine(bytes, start, end)
    const at = this.trustsStamps ? this.statedTime(bytes, start, end, continues) : this.batchAt
    if (this.known && !continues) this.lagMs = this.batchAt - at
    this.take(bytes, start, end, { at, level, source, continues })
  }

  /** An event that states its own time and level; lines after the first belong to it. */
  pushEvent(text: string, { at, level }: { readonly at: Instant; readonly level: number }): void {
    this.trustsStamps = true
    this.lagMs = this.batchAt - at
    for (const [index, line] of text.split('\n').entries()) {
      const bytes = Buffer.from(line.slice(0, longestEventLine))
      const shape = { at: Math.min(at, this.batchAt), level, source: this.options.index, continues: index > 0 }
      this.take(bytes, 0, bytes.length, shape)
    }
  }

  private take(bytes: Uint8Array, start: number, end: number, line: TakenLine): void {
    const { telemetry, groups } = this.options
    const { at, level, continues } = line
    const held = telemetry.log.push(bytes, start, end, line)
    this.lines += 1
    this.lastAt = Math.max(at, this.lastAt ?? at)
    this.lastLevel = level
    const isError = level >= errorLevel && !continues
    if (isError) telemetry.log.setGroup(held, groups.count(bytes, start, end, at))
    if (this.trustsStamps) this.count(at, 1, isError ? 1 : 0)
    else {
      this.batchLines += 1
      if (isError) this.batchErrors += 1
    }
  }

  /** The batch is over: its counts and the source's state become visible. */
  settle({ state, reason, lagBytes = 0, retryInMs }: FeedState): void {
    const { telemetry, groups, name, kind, index, now } = this.options
    if (this.batchLines > 0) this.count(this.batchAt, this.batchLines, this.batchErrors)
    this.batchLines = 0
    this.batchErrors = 0
    groups.publish()
    const at = now()
    if (state !== 'retrying') this.retryAt = null
    else if (retryInMs !== undefined) this.retryAt = at + retryInMs
    telemetry.setSource({
      name,
      kind,
      state,
      reason,
      ...this.ratesAt(at),
      lines: this.lines,
      dropped: telemetry.log.droppedOf(index),
      lagBytes,
      lagMs: this.lagMs === null ? null : Math.max(0, this.lagMs),
      retryAt: this.retryAt,
      lastAt: this.lastAt,
    })
  }

  private statedTime(bytes: Uint8Array, start: number, end: number, continues: boolean): Instant {
    const stated = continues ? null : stampOfLine(bytes, start, end)
    return Math.min(stated ?? this.lastAt ?? this.batchAt, this.batchAt)
  }

  private count(at: Instant, lines: number, errors: number): void {
    this.options.telemetry.countLines(at, lines, errors)
    const slot = Math.floor(at / slotMs)
    const counts = this.recent.get(slot) ?? { lines: 0, errors: 0 }
    counts.lines += lines
    counts.errors += errors
    this.recent.set(slot, counts)
  }

  private ratesAt(at: Instant): { linesPerMin: number; errorsPerMin: number } {
    const rates = { linesPerMin: 0, errorsPerMin: 0 }
    for (const [slot, counts] of this.recent) {
      if (slot * slotMs < at - minute - slotMs) this.recent.delete(slot)
      else if (slot * slotMs > at - minute) {
        rates.linesPerMin += counts.lines
        rates.errorsPerMin += counts.errors
      }
    }
    return rates
  }
}
