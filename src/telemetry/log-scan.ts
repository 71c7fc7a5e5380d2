// The events of the log that pass a query, found little by little: what is new first, then further and further back.
// Rule: a step is as long as the caller allows; what fell out of the ring falls out here too.

import type { Instant } from '../incident/time.ts'
import { isFailedRequest, type LogQuery, lineHas, passes } from './log-query.ts'
import { type LogRing, levelWords } from './log-ring.ts'

/** How far apart an access line and the line that says why may be. */
const echoMs = 2000
const errorLevel = levelWords.indexOf('error')
const linesPerLook = 64
const linesForTold = 2000
const mostEchoes = 1000

/** Going one way: when an error last said why, and the failed requests kept since. */
interface Way {
  toldAt: Instant
  echoes: number[]
}

export class LogScan {
  private readonly log: LogRing
  private readonly query: LogQuery
  /** Found going forward, oldest first; those before `skipped` are no longer held. */
  private later: number[] = []
  private skipped = 0
  /** Found going back, newest first. */
  private readonly earlier: number[] = []
  /** Where looking began; what is before it is found going back. */
  private readonly start: number
  private from: number
  private to: number
  private readonly forward: Way
  private readonly back: Way = { toldAt: Number.POSITIVE_INFINITY, echoes: [] }

  constructor(log: LogRing, query: LogQuery) {
    this.log = log
    this.query = query
    this.start = log.pushed
    this.from = log.pushed
    this.to = log.pushed
    this.forward = { toldAt: query.withoutEchoes ? this.toldBefore(this.start) : 0, echoes: [] }
  }

  /** Goes on until everything held has been looked at or the caller is out of time; true once it is up to date. */
  advance(isOutOfTime: () => boolean = () => false): boolean {
    this.forget()
    while (this.to < this.log.pushed) {
      const end = Math.min(this.log.pushed, this.to + linesPerLook)
      for (; this.to < end; this.to += 1) this.lookForward(this.to)
      if (isOutOfTime()) return this.isComplete
    }
    while (this.from > this.log.first) {
      const end = Math.max(this.log.first, this.from - linesPerLook)
      while (this.from > end) {
        this.from -= 1
        this.lookBack(this.from)
      }
      if (isOutOfTime()) return this.isComplete
    }
    return this.isComplete
  }

  get isComplete(): boolean {
    return this.to === this.log.pushed && this.from <= this.log.first
  }

  /** 0 to 1: how much of what is held has been looked at. */
  get share(): number {
    const held = this.log.length
    return held === 0 ? 1 : Math.min(1, (this.to - Math.max(this.from, this.log.first)) / held)
  }

  get count(): number {
    return this.earlier.length + this.later.length - this.skipped
  }

  /** The first line of the event at a position, oldest first; undefined outside. */
  at(position: number): number | undefined {
    if (position < 0) return undefined
    const before = this.earlier.length
    return position < before ? this.earlier[before - 1 - position] : this.later[this.skipped + position - before]
  }

  /** The position of the last event that begins at or before `index`; -1 where there is none. */
  positionAtOrBefore(index: number): number {
    let [low, high] = [0, this.count]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.at(middle) as number) <= index) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  has(head: number): boolean {
    return this.at(this.positionAtOrBefore(head)) === head
  }

  private lookForward(index: number): void {
    if (this.log.continues(index)) {
      this.reconsider(index)
      return
    }
    if (this.tellsTwice(index, this.forward) || !passes(this.log, index, this.query)) return
    this.later.push(index)
  }

  private lookBack(index: number): void {
    if (this.log.continues(index) || this.tellsTwice(index, this.back)) return
    if (passes(this.log, index, this.query)) this.earlier.push(index)
  }

  /** True for a failed request that another line tells; an error that says why lets those go that were kept till now. */
  private tellsTwice(index: number, way: Way): boolean {
    if (!this.query.withoutEchoes || this.log.levelAt(index) < errorLevel) return false
    const at = this.log.timeAt(index)
    if (isFailedRequest(this.log, index)) {
      if (Math.abs(at - way.toldAt) <= echoMs) return true
      way.echoes.push(index)
      if (way.echoes.length > mostEchoes) way.echoes.splice(0, mostEchoes / 2)
      return false
    }
    way.toldAt = at
    for (const echo of way.echoes) if (Math.abs(at - this.log.timeAt(echo)) <= echoMs) this.remove(echo)
    way.echoes = []
    return false
  }

  /** The newest error before the start that says why. */
  private toldBefore(start: number): Instant {
    for (let index = start - 1; index >= Math.max(this.log.first, start - linesForTold); index -= 1) {
      const isError = this.log.levelAt(index) >= errorLevel && !this.log.continues(index)
      if (isError && !isFailedRequest(this.log, index)) return this.log.timeAt(index)
    }
    return Number.NEGATIVE_INFINITY
  }

  private remove(head: number): void {
    const isBefore = head < this.start
    const found = isBefore ? this.earlier : this.later
    let place = found.length - 1
    while (place >= 0 && (isBefore ? (found[place] as number) < head : (found[place] as number) > head)) place -= 1
    if (found[place] === head) found.splice(place, 1)
  }

  /** A line that continues an event has come: the event may pass now, or no longer. */
  private reconsider(index: number): void {
    if (!this.query.texts.some(({ match }) => lineHas(this.log, index, match))) return
    const head = this.log.headOf(index)
    // What lies further back is asked as a whole when it is looked at.
    if (head === null || head < this.from || this.log.continues(head)) return
    const isWanted = passes(this.log, head, this.query)
    if (isWanted === this.has(head)) return
    const [found, place] =
      head < this.start
        ? [this.earlier, this.earlier.findLastIndex(one => one > head) + 1]
        : [this.later, this.later.findLastIndex(one => one < head) + 1]
    found.splice(place, isWanted ? 0 : 1, ...(isWanted ? [head] : []))
  }

  private forget(): void {
    const { first } = this.log
    while (this.earlier.length > 0 && (this.earlier.at(-1) as number) < first) this.earlier.pop()
    while (this.skipped < this.later.length && (this.later[this.skipped] as number) < first) this.skipped += 1
    if (this.skipped > 4096 && this.skipped > this.later.length / 2) {
      this.later = this.later.slice(this.skipped)
      this.skipped = 0
    }
    this.from = Math.max(this.from, Math.min(first, this.to))
    this.to = Math.max(this.to, first)
  }
}
