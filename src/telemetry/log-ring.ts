// The lines held in memory: bytes in one ring, a few numbers a line beside them; text is made only for what is read.
// Rule: bounded by bytes and by lines, and whatever falls out is counted. Text leaves only through the cleaner.
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'

export const levelWords = ['unknown', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type LogLevel = (typeof levelWords)[number]

export interface HeldLine {
  /** Counted from 0 over everything ever pushed: stays valid while the line is held. */
  readonly index: number
  readonly at: Instant
  readonly level: LogLevel
  readonly source: number
  /** The group's number, -1 where the line has none yet. */
  readonly group: number
  /** Not the first line of its event: a stack frame or the like. */
  readonly continues: boolean
}

export interface LinePush {
  readonly at: Instant
  /** Position in `levelWords`. */
  readonly level: number
  readonly source: number
  readonly continues?: boolean
}

export interface LogFilter {
  readonly levels?: readonly LogLevel[]
  readonly sources?: readonly number[]
  readonly groups?: readonly number[]
  /** Tested on the cleaned text. */
  readonly matches?: (text: string) => boolean
}

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

export class LogRing {
  readonly byteCapacity: number
  readonly lineCapacity: number
  private readonly bytes: Buffer
  private readonly starts: Float64Array
  private readonly lengths: Uint32Array
  private readonly times: Float64Array
  private readonly levels: Uint8Array
  private readonly sources: Uint16Array
  private readonly groups: Int32Array
  /** How far back the first line of a line's event is; 0 for that first line itself. */
  private readonly backs: Uint32Array
  /** Of an event's first line: how many lines continue it. */
  private readonly rests: Uint32Array
  /** The first line of each source's newest event. */
  private readonly heads: number[] = []
  private head = 0
  /** Lines ever pushed. */
  pushed = 0
  /** Index of the oldest line still held. */
  first = 0
  private cleared = 0
  /** Lines dropped per source. */
  private readonly drops: number[] = []
  /** Lines ever pushed per level, in the order of `levelWords`. */
  readonly levelCounts = new Float64Array(levelWords.length)

  constructor(byteCapacity = 32 * 1024 * 1024, lineCapacity = 100_000) {
    this.byteCapacity = byteCapacity
    this.lineCapacity = lineCapacity
    this.bytes = Buffer.alloc(byteCapacity)
    this.starts = new Float64Array(lineCapacity)
    this.lengths = new Uint32Array(lineCapacity)
    this.times = new Float64Array(lineCapacity)
    this.levels = new Uint8Array(lineCapacity)
    this.sources = new Uint16Array(lineCapacity)
    this.groups = new Int32Array(lineCapacity)
    this.backs = new Uint32Array(lineCapacity)
    this.rests = new Uint32Array(lineCapacity)
  }

  /** Lines that had to make room for newer ones. */
  get dropped(): number {
    return this.first - this.cleared
  }

  get length(): number {
    return this.pushed - this.first
  }

  /** Copies one line (without its line end) in; a line never wraps, so that it decodes in one piece. Returns its index. */
  push(buffer: Uint8Array, start: number, end: number, line: LinePush): number {
    const length = Math.min(end - start, this.byteCapacity)
    let offset = this.head % this.byteCapacity
    if (offset + length > this.byteCapacity) {
      this.head += this.byteCapacity - offset
      offset = 0
    }
    if (length < 48) for (let i = 0; i < length; i += 1) this.bytes[offset + i] = buffer[start + i] as number
    else this.bytes.set(buffer.subarray(start, start + length), offset)
    const slot = this.pushed % this.lineCapacity
    if (this.length === this.lineCapacity) this.dropFirst()
    this.starts[slot] = this.head
    this.lengths[slot] = length
    this.times[slot] = line.at
    this.levels[slot] = line.level | (line.continues ? 0x80 : 0)
    this.sources[slot] = line.source
    this.groups[slot] = -1
    this.join(slot, line)
    this.head += length
    this.levelCounts[line.level] = (this.levelCounts[line.level] as number) + 1
    const index = this.pushed
    this.pushed += 1
    const oldest = this.head - this.byteCapacity
    while (this.first < index && (this.starts[this.first % this.lineCapacity] as number) < oldest) this.dropFirst()
    return index
  }

  /** Lines of one source that had to make room for newer ones. */
  droppedOf(source: number): number {
    return this.drops[source] ?? 0
  }

  private dropFirst(): void {
    const source = this.sources[this.first % this.lineCapacity] as number
    this.drops[source] = (this.drops[source] ?? 0) + 1
    this.first += 1
  }

  /** Holds nothing any more; indexes go on. */
  clear(): void {
    this.cleared += this.length
    this.first = this.pushed
    this.drops.length = 0
  }

  /** The first line of the event that a line belongs to, or null where that one is no longer held. */
  headOf(index: number): number | null {
    if (!this.holds(index)) return null
    const head = index - (this.backs[index % this.lineCapacity] as number)
    return this.holds(head) ? head : null
  }

  /** How many lines continue the event that begins at `head`. */
  restCount(head: number): number {
    return this.holds(head) ? (this.rests[head % this.lineCapacity] as number) : 0
  }

  /** The lines that continue an event, in order; lines of other sources may lie between them. */
  restOf(head: number, limit = 1000): number[] {
    const count = Math.min(limit, this.restCount(head))
    const found: number[] = []
    for (let index = head + 1; index < this.pushed && found.length < count; index += 1)
      if (index - (this.backs[index % this.lineCapacity] as number) === head) found.push(index)
    return found
  }

  /** Is it a line that continues an event, or the event's own first one? */
  continues(index: number): boolean {
    return ((this.levels[index % this.lineCapacity] as number) & 0x80) !== 0
  }

  holds(index: number): boolean {
    return index >= this.first && index < this.pushed
  }

  setGroup(index: number, group: number): void {
    if (this.holds(index)) this.groups[index % this.lineCapacity] = group
  }

  line(index: number): HeldLine | null {
    if (!this.holds(index)) return null
    const slot = index % this.lineCapacity
    const packed = this.levels[slot] as number
    return {
      index,
      at: this.times[slot] as number,
      level: levelWords[packed & 0x7f] ?? 'unknown',
      source: this.sources[slot] as number,
      group: this.groups[slot] as number,
      continues: (packed & 0x80) !== 0,
    }
  }

  /** The line's text, sanitised and redacted; an empty text for a line no longer held. */
  text(index: number): string {
    if (!this.holds(index)) return ''
    const raw = this.raw(index)
    return isKeyMaterial(raw) && this.insideKey(index) ? '[redacted]' : cleanText(raw)
  }

  /** Indexes of held lines that pass, oldest first from `from`; at most `limit`. */
  find(filter: LogFilter, { from = this.first, limit = this.lineCapacity } = {}): number[] {
    const found: number[] = []
    for (let index = Math.max(from, this.first); index < this.pushed && found.length < limit; index += 1)
      if (this.passes(index, filter)) found.push(index)
    return found
  }

  /** The newest held lines that pass, oldest first. */
  findLast(filter: LogFilter, { before = this.pushed, limit = 100 } = {}): number[] {
    const found: number[] = []
    for (let index = Math.min(before, this.pushed) - 1; index >= this.first && found.length < limit; index -= 1)
      if (this.passes(index, filter)) found.push(index)
    return found.reverse()
  }

  passes(index: number, filter: LogFilter): boolean {
    const slot = index % this.lineCapacity
    const level = levelWords[(this.levels[slot] as number) & 0x7f] ?? 'unknown'
    if (filter.levels && !filter.levels.includes(level)) return false
    if (filter.sources && !filter.sources.includes(this.sources[slot] as number)) return false
    if (filter.groups && !filter.groups.includes(this.groups[slot] as number)) return false
    return !filter.matches || filter.matches(this.text(index))
  }

  /** Index of the first held line at or after an instant (lines of several sources are nearly in order). */
  indexAt(at: Instant): number {
    let low = this.first
    let high = this.pushed
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.times[middle % this.lineCapacity] as number) < at) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The bytes as single characters, quick to make: for a first look at whether a line could match. Never for showing. */
  glimpse(index: number): string {
    const slot = index % this.lineCapacity
    const start = (this.starts[slot] as number) % this.byteCapacity
    return this.bytes.toString('latin1', start, start + (this.lengths[slot] as number))
  }

  /** Position in `levelWords`. */
  levelAt(index: number): number {
    return (this.levels[index % this.lineCapacity] as number) & 0x7f
  }

  sourceAt(index: number): number {
    return this.sources[index % this.lineCapacity] as number
  }

  groupAt(index: number): number {
    return this.groups[index % this.lineCapacity] as number
  }

  timeAt(index: number): Instant {
    return this.times[index % this.lineCapacity] as number
  }

  private join(slot: number, { source, continues }: LinePush): void {
    const head = continues ? this.heads[source] : undefined
    this.rests[slot] = 0
    if (head === undefined || !this.holds(head)) {
      this.backs[slot] = 0
      if (!continues) this.heads[source] = this.pushed
      return
    }
    this.backs[slot] = this.pushed - head
    const place = head % this.lineCapacity
    this.rests[place] = (this.rests[place] as number) + 1
  }

  private raw(index: number): string {
    const slot = index % this.lineCapacity
    const start = (this.starts[slot] as number) % this.byteCapacity
    return decoder.decode(this.bytes.subarray(start, start + (this.lengths[slot] as number)))
  }

  /** Looks back over lines of key material to a `BEGIN … PRIVATE KEY`. */
  private insideKey(index: number): boolean {
    for (let back = index - 1; back >= this.first && index - back < 200; back -= 1) {
      const raw = this.raw(back)
      if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(raw)) return true
      if (!isKeyMaterial(raw)) return false
    }
    return false
  }
}

function isKeyMaterial(raw: string): boolean {
  return raw.length >= 8 && raw.length <= 80 && /^\s*[A-Za-z0-9+/]+={0,2}\r?$|^\s*-----END /.test(raw)
}
