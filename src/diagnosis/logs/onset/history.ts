// What finding the onset needs to remember of a log: when errors came and of which group, and how much else there was.
// Rule: bounded. Many errors are thinned evenly, a long log is counted in longer steps.
import type { Instant } from '../../../incident/time.ts'

const mostErrors = 400_000
const mostSteps = 8192

export class ErrorHistory {
  /** Every `stride`-th error: its instant and its group's number. */
  readonly times: number[] = []
  readonly groups: number[] = []
  stride = 1
  private skipped = 0
  /** Other events per step of time. */
  steps = new Float64Array(mostSteps)
  stepMs = 1000
  start: Instant = Number.NaN
  first: Instant = Number.POSITIVE_INFINITY
  last: Instant = Number.NEGATIVE_INFINITY

  error(at: Instant, group: number): void {
    this.span(at)
    this.skipped += 1
    if (this.skipped < this.stride) return
    this.skipped = 0
    this.times.push(at)
    this.groups.push(group)
    if (this.times.length >= mostErrors) this.thin()
  }

  other(at: Instant): void {
    this.span(at)
    const step = this.stepOf(at)
    if (step >= 0) this.steps[step] = (this.steps[step] as number) + 1
  }

  /** Position of an instant's step, the log's range being widened where it must; -1 before the start. */
  private stepOf(at: Instant): number {
    if (Number.isNaN(this.start)) this.start = at
    while (at - this.start >= this.stepMs * mostSteps) this.widen()
    if (at < this.start && !this.moveStart(at)) return -1
    return Math.floor((at - this.start) / this.stepMs)
  }

  private span(at: Instant): void {
    if (at < this.first) this.first = at
    if (at > this.last) this.last = at
  }

  private widen(): void {
    for (let i = 0; i < mostSteps; i += 1)
      this.steps[i] = i < mostSteps / 2 ? (this.steps[2 * i] as number) + (this.steps[2 * i + 1] as number) : 0
    this.stepMs *= 2
  }

  /** A line from before the first one: the steps move up, as far as there is room. */
  private moveStart(at: Instant): boolean {
    for (let tries = 0; tries < 40; tries += 1) {
      const by = Math.ceil((this.start - at) / this.stepMs)
      let last = mostSteps - 1
      while (last > 0 && this.steps[last] === 0) last -= 1
      if (last + by < mostSteps) {
        this.steps.copyWithin(by, 0, mostSteps - by)
        this.steps.fill(0, 0, by)
        this.start -= by * this.stepMs
        return true
      }
      this.widen()
    }
    return false
  }

  private thin(): void {
    for (const list of [this.times, this.groups]) {
      let kept = 0
      for (let i = 0; i < list.length; i += 2) {
        list[kept] = list[i] as number
        kept += 1
      }
      list.length = kept
    }
    this.stride *= 2
  }
}
