// What was measured over the last hours, by signal: log lines and errors, requests and failures, answers of probes.
// Rule: bounded, in slots of a few seconds; a baseline is read from before the onset, a chart from any stretch.
import { type Instant, minute, second } from '../incident/time.ts'
import { Slots } from './slots.ts'
import type { LogSlot, MetricSeries } from './types.ts'

interface LineCounts {
  lines: number
  errors: number
}
interface RequestCounts {
  requests: number
  failed: number
}
interface Answers {
  good: number
  bad: number
  /** Answers that had a latency, the sum and the largest of those. */
  timed: number
  sumMs: number
  maxMs: number
}

export interface Series {
  readonly from: Instant
  readonly stepMs: number
  /** Oldest first; null where nothing was measured. */
  readonly values: readonly (number | null)[]
}

export interface Stretch {
  readonly from: Instant
  readonly to: Instant
  /** At most so many steps; never finer than the slots. */
  readonly steps: number
}

/** Which signal: its kind and, where there are several, its name. */
export type SeriesId = 'errors' | 'requests' | `health ${string}` | `latency ${string}` | `metric ${string}`

const slotMs = 5 * second
const keep = (6 * 60 * minute) / slotMs
/** A minute and a bit in single seconds: what happens now is told by the second. */
const fine = { slotMs: second, keep: 75 }

export class SignalHistory {
  private readonly lines = new Slots<LineCounts>({ slotMs, keep }, () => ({ lines: 0, errors: 0 }))
  private readonly seconds = new Slots<LineCounts>(fine, () => ({ lines: 0, errors: 0 }))
  private readonly requests = new Slots<RequestCounts>({ slotMs, keep }, () => ({ requests: 0, failed: 0 }))
  private readonly answers = new Map<string, Slots<Answers>>()
  private metrics: ReadonlyMap<string, MetricSeries> = new Map()
  /** The newest error line of all. */
  lastErrorAt: Instant | null = null
  lastLineAt: Instant | null = null

  countLines(at: Instant, lines: number, errors: number): void {
    if (lines > 0) this.lastLineAt = Math.max(at, this.lastLineAt ?? at)
    if (errors > 0) this.lastErrorAt = Math.max(at, this.lastErrorAt ?? at)
    for (const slots of [this.lines, this.seconds]) {
      const slot = slots.at(at)
      if (!slot) continue
      slot.lines += lines
      slot.errors += errors
    }
  }

  countRequest(at: Instant, failed: boolean): void {
    const slot = this.requests.at(at)
    if (!slot) return
    slot.requests += 1
    if (failed) slot.failed += 1
  }

  countAnswer(target: string, { at, ok, latencyMs }: { at: Instant; ok: boolean; latencyMs: number | null }): void {
    const slots = this.answers.get(target) ?? new Slots<Answers>({ slotMs, keep }, noAnswers)
    this.answers.set(target, slots)
    const slot = slots.at(at)
    if (!slot) return
    if (ok) slot.good += 1
    else slot.bad += 1
    if (latencyMs === null) return
    slot.timed += 1
    slot.sumMs += latencyMs
    slot.maxMs = Math.max(slot.maxMs, latencyMs)
  }

  /** Metrics bring their own past with them. */
  readMetricsFrom(metrics: ReadonlyMap<string, MetricSeries>): void {
    this.metrics = metrics
  }

  /** Lines and errors in [from, to) by whole seconds where those are held, else by slots. */
  linesBetween(from: Instant, to: Instant): LineCounts {
    // Seconds are held for the newest minute only.
    const isNow = this.lastLineAt !== null && from >= this.lastLineAt - 70 * second
    const slots = isNow ? this.seconds : this.lines
    const sum = { lines: 0, errors: 0 }
    for (const { value } of slots.between(from, to)) {
      sum.lines += value.lines
      sum.errors += value.errors
    }
    return sum
  }

  /** Slot by slot, oldest first; slots in which nothing came are missing. */
  lineSlots(from: Instant, to: Instant): LogSlot[] {
    return this.lines.between(from, to).map(({ at, value: { lines, errors } }) => ({ at, lines, errors }))
  }

  requestsBetween(from: Instant, to: Instant): RequestCounts {
    const sum = { requests: 0, failed: 0 }
    for (const { at, value } of this.requests.between(from, to)) {
      if (at < from) continue
      sum.requests += value.requests
      sum.failed += value.failed
    }
    return sum
  }

  /** The end of the last slot that lies before that time with a second to spare: what led up to it is not usual any more. */
  wholeBefore(at: Instant): Instant {
    return Math.floor((at - second) / slotMs) * slotMs
  }

  /** When the first line, or the first request, of all that is held was written; null without any. */
  since(of: 'lines' | 'requests'): Instant | null {
    return this[of].since
  }

  /** A signal over a stretch of time, for charts and for the record. */
  series(id: SeriesId, { from, to, steps }: Stretch): Series {
    const stepMs = Math.max(1, Math.ceil((to - from) / steps / slotMs)) * slotMs
    const start = Math.floor(from / stepMs) * stepMs
    const count = Math.max(1, Math.ceil((to - start) / stepMs))
    const points = this.points(id, start, start + count * stepMs)
    const held = Array.from({ length: count }, (): number[] => [])
    for (const { at, value } of points) held[Math.floor((at - start) / stepMs)]?.push(value)
    const values = held.map(all => (all.length === 0 ? null : merged(id, all)))
    return { from: start, stepMs, values }
  }

  clear(): void {
    for (const slots of [this.lines, this.seconds, this.requests]) slots.clear()
    this.answers.clear()
    this.lastErrorAt = null
    this.lastLineAt = null
  }

  /** One value for each slot: errors a minute, share of failures, mean latency in ms, or the metric's own value. */
  private points(id: SeriesId, from: Instant, to: Instant): { readonly at: Instant; readonly value: number }[] {
    if (id === 'errors')
      return this.lines.between(from, to).map(({ at, value }) => ({ at, value: (value.errors * minute) / slotMs }))
    if (id === 'requests')
      return this.requests.between(from, to).map(({ at, value }) => ({ at, value: value.failed / value.requests }))
    const name = id.slice(id.indexOf(' ') + 1)
    if (id.startsWith('metric '))
      return (this.metrics.get(name)?.points ?? []).filter(({ at }) => at >= from && at < to)
    const slots = this.answers.get(name)?.between(from, to) ?? []
    if (id.startsWith('health '))
      return slots.map(({ at, value }) => ({ at, value: value.bad / (value.good + value.bad) }))
    return slots
      .filter(({ value }) => value.timed > 0)
      .map(({ at, value }) => ({ at, value: value.sumMs / value.timed }))
  }
}

const noAnswers = (): Answers => ({ good: 0, bad: 0, timed: 0, sumMs: 0, maxMs: 0 })

/** Latency keeps its peaks; counts and shares are averaged, so that a longer step does not raise them. */
function merged(id: SeriesId, values: readonly number[]): number {
  if (id.startsWith('latency ')) return Math.max(...values)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
