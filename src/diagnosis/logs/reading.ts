// Reads whole logs: bytes of one file after the other in, events with final group names out, and the counts of it all.
// Rule: memory does not grow with the log; what is kept per event is kept for a window only.

import type { Instant } from '../../incident/time.ts'
import { type LogLevel, levelWords } from '../../telemetry/log-ring.ts'
import { GroupTree } from './groups/groups.ts'
import { templateId } from './groups/template.ts'
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

/** Longer than this without a line end, a line is cut; the rest counts as its bytes only. */
const longestLine = 1024 * 1024
/** Events whose group may still be merged before they are told. */
const windowEvents = 400_000

export class LogReading {
  readonly groups = new GroupTree()
  bytes = 0
  private readonly clock: ClockContext
  private readonly tell: (event: ToldEvent) => void
  private source: LogSource | null = null
  private carry: Uint8Array | null = null
  private skipping = false
  private window: LogEvent[] = []
  private linesBefore = 0

  constructor(clock: ClockContext, tell: (event: ToldEvent) => void) {
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

  private current(): LogSource {
    this.source ??= new LogSource(this.groups, this.clock, this.linesBefore + 1, event => {
      this.window.push(event)
      if (this.window.length >= windowEvents) this.flush()
    })
    return this.source
  }

  private flush(): void {
    this.groups.settle()
    const names = new Map<number, string>()
    for (const { line, endLine, at, level, group } of this.window) {
      let name = names.get(group)
      if (name === undefined) {
        name = templateId(this.groups.template(group))
        names.set(group, name)
      }
      this.tell({ line, endLine, at, level: levelWords[level] as LogLevel, group: name })
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
