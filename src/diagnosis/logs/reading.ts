// Reads whole logs: bytes of one file after the other in, events with final group names out, and the counts of it all.
// Rule: memory does not grow with the log; what is kept per event is kept for a window only.

import type { Instant } from '../../incident/time.ts'
import { type LogLevel, levelWords } from '../../telemetry/log-ring.ts'
import { MessageForms } from './groups/forms.ts'
import { GroupTree } from './groups/groups.ts'
import { templateId, templateText } from './groups/template.ts'
import { levelNumber } from './levels.ts'
import { ErrorHistory } from './onset/history.ts'
import { findOnset, type Onset } from './onset/onset.ts'
import { type LogEvent, LogSource } from './source.ts'
import type { ClockContext } from './stamps/instant.ts'

/** Events as they are told: their group by its lasting name. */
export interface ToldEvent {
  readonly line: number
  readonly endLine: number
  readonly at: Instant | null
  readonly level: LogLevel
  readonly group: string
}

/** A group as it is told; `template` is outside text, to be cleaned. */
export interface ToldGroup {
  readonly id: string
  readonly template: string
  readonly level: LogLevel
  readonly count: number
  readonly firstLine: number
  readonly firstAt: Instant | null
  readonly lastAt: Instant | null
}

/** Longer than this without a line end, a line is cut; the rest counts as its bytes only. */
const longestLine = 1024 * 1024
/** Events whose group may still be merged before they are told. */
const windowEvents = 400_000

export class LogReading {
  bytes = 0
  /** Events per level, in the order of `levelWords`. */
  readonly levels = levelWords.map(() => 0)
  private readonly groups = new GroupTree()
  private readonly forms = new MessageForms(this.groups)
  private readonly history = new ErrorHistory()
  private readonly clock: ClockContext
  private readonly tell: ((event: ToldEvent) => void) | null
  private source: LogSource | null = null
  private carry: Uint8Array | null = null
  private skipping = false
  private window: LogEvent[] = []
  private linesBefore = 0

  constructor(clock: ClockContext, tell: ((event: ToldEvent) => void) | null = null) {
    this.clock = clock
    this.tell = tell
  }

  get lines(): number {
    return this.linesBefore + (this.source ? this.source.line - this.linesBefore : 0)
  }

  /** The next bytes of the current file. The caller must not change them afterwards. */
  feed(chunk: Uint8Array): void {
    this.bytes += chunk.length
    const source = this.current()
    const bytes = this.carry ? joined(this.carry, chunk) : chunk
    this.carry = null
    let start = 0
    while (start < bytes.length) {
      const newline = bytes.indexOf(10, start)
      if (newline < 0) break
      if (this.skipping) this.skipping = false
      else source.push(bytes, start, newline)
      start = newline + 1
    }
    if (start === bytes.length || this.skipping) return
    if (bytes.length - start > longestLine) {
      source.push(bytes, start, start + longestLine)
      this.skipping = true
    } else this.carry = bytes.slice(start)
  }

  /** The current file is at its end; the next bytes are another source's. */
  endFile(): void {
    const source = this.current()
    if (this.carry) source.push(this.carry, 0, this.carry.length)
    this.carry = null
    this.skipping = false
    source.end()
    this.linesBefore = source.line
    this.source = null
  }

  /** Everything was fed: the last events are told. */
  end(): void {
    this.flush()
  }

  /** The groups so far, in the order of their first lines. */
  toldGroups(): ToldGroup[] {
    return this.groups.all().map(({ template, levels, count, firstLine, firstAt, lastAt }) => ({
      id: templateId(template),
      template: templateText(template),
      level: levelWords[levels.indexOf(Math.max(...levels))] as LogLevel,
      count,
      firstLine,
      firstAt,
      lastAt,
    }))
  }

  /** When errors began to come more often; null where they did not. */
  onset(): Onset | null {
    return findOnset(this.history, group => this.groups.resolve(group))
  }

  private current(): LogSource {
    this.source ??= new LogSource(this.forms, this.clock, this.linesBefore + 1, event => this.take(event))
    return this.source
  }

  private take(event: LogEvent): void {
    this.levels[event.level] = (this.levels[event.level] as number) + 1
    this.groups.count(event.group, event)
    if (event.at !== null) {
      if (event.level >= levelNumber.error) this.history.error(event.at, event.group)
      else this.history.other(event.at)
    }
    if (!this.tell) return
    this.window.push(event)
    if (this.window.length >= windowEvents) this.flush()
  }

  private flush(): void {
    this.groups.settle()
    const names = new Map<number, string>()
    const { tell } = this
    for (const { line, endLine, at, level, group } of this.window) {
      let name = names.get(group)
      if (name === undefined) {
        name = templateId(this.groups.group(group).template)
        names.set(group, name)
      }
      tell?.({ line, endLine, at, level: levelWords[level] as LogLevel, group: name })
    }
    this.window = []
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
