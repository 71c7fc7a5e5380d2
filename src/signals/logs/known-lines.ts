// Which lines of a stream were read lately, so that a stream that is told again from a moment before its break gives
// each line once. Rule: bounded; it remembers the last seconds by the stream's own stamps, as hashes.
import type { Instant } from '../../incident/time.ts'

/** Streams of several origins are not quite in order: so far back everything is remembered. */
const rememberedMs = 2000
const mostLines = 200_000

export class KnownLines {
  private recent = new Set<number>()
  private older = new Set<number>()
  private since: Instant = Number.NEGATIVE_INFINITY
  private newest: Instant = Number.NEGATIVE_INFINITY
  private checkedUpTo: Instant = Number.NEGATIVE_INFINITY

  /** From when the stream has to be told again; null where nothing was read yet. */
  get resumeFrom(): Instant | null {
    return Number.isFinite(this.newest) ? this.newest - rememberedMs : null
  }

  /** The stream begins again at `resumeFrom`. */
  resume(): void {
    this.checkedUpTo = this.newest
  }

  /** True where the line was read before the break; else it counts as read now. */
  isKnown(bytes: Uint8Array, start: number, end: number, stamp: Instant | null): boolean {
    if (stamp === null) return this.checkedUpTo > Number.NEGATIVE_INFINITY && this.checkedUpTo === this.newest
    if (this.checkedUpTo > Number.NEGATIVE_INFINITY && stamp < this.checkedUpTo - rememberedMs) return true
    const hash = hashOf(bytes, start, end)
    if (stamp <= this.checkedUpTo && (this.recent.has(hash) || this.older.has(hash))) return true
    if (stamp - this.since > rememberedMs || this.recent.size >= mostLines) {
      this.older = this.recent
      this.recent = new Set()
      this.since = stamp
    }
    this.recent.add(hash)
    this.newest = Math.max(this.newest, stamp)
    return false
  }
}

/** 53 bits from two running hashes. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let a = 0x811c9dc5
  let b = 0x1b873593
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i] as number
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b, 31) + byte
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff)
}
