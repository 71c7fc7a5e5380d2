// Takes the lines of one source into the telemetry: the ring, the rates, the error groups, the source's own state.
// Rule: bytes go into the ring as they are and are cleaned whenever they are read from it; groups hold cleaned text.
import type { Instant } from '../../incident/time.ts'
import { minute } from '../../incident/time.ts'
import type { Telemetry } from '../../telemetry/hub.ts'
import { levelWords } from '../../telemetry/log-ring.ts'
import type { LogSourceState } from '../../telemetry/types.ts'
import type { ErrorGroups } from './error-groups.ts'
import { continuesEvent, levelOfLine, stampOfLine } from './line-scan.ts'

const errorLevel = levelWords.indexOf('error')
const slotMs = 10_000

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
}

export class LogFeed {
  /** The time a line states counts, not when it came: for what was there before, and for streams that stamp each line. */
  trustsStamps = false
  private readonly options: LogFeedOptions
  private lines = 0
  private lastAt: Instant | null = null
  private lastLevel = 0
  private knownUpTo: Instant | null = null
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

  /** The stream begins again and tells some of it twice: what is not newer than the newest known line is passed over. */
  resume(): void {
    this.knownUpTo = this.lastAt
  }

  /** A new batch begins now. */
  begin(): void {
    this.batchAt = this.options.now()
  }

  /** One line as the splitter gives it. */
  readonly push = (bytes: Uint8Array, start: number, end: number, isRest: boolean): void => {
    const { telemetry, groups, index: source } = this.options
    if (this.knownUpTo !== null && (stampOfLine(bytes, start, end) ?? 0) <= this.knownUpTo) return
    const continues = isRest || (this.lines > 0 && continuesEvent(bytes, start, end))
    const level = continues ? this.lastLevel : levelOfLine(bytes, start, end)
    const at = this.trustsStamps ? this.statedTime(bytes, start, end, continues) : this.batchAt
    const held = telemetry.log.push(bytes, start, end, { at, level, source, continues })
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
  settle({ state, reason, lagBytes = 0 }: FeedState): void {
    const { telemetry, groups, name, kind, now } = this.options
    if (this.batchLines > 0) this.count(this.batchAt, this.batchLines, this.batchErrors)
    this.batchLines = 0
    this.batchErrors = 0
    groups.publish()
    const at = now()
    telemetry.setSource({
      name,
      kind,
      state,
      reason,
      ...this.ratesAt(at),
      lines: this.lines,
      dropped: telemetry.log.dropped,
      lagBytes,
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
