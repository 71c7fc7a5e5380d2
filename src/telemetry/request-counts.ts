// Requests and failures counted once each as their access lines come in, in slots of ten seconds.
// Rule: a bounded number of lines is read at a time; what had to be left out is counted, never guessed.
import type { Instant } from '../incident/time.ts'
import type { LogRing } from './log-ring.ts'
import { requestAt } from './requests.ts'

export const slotMs = 10_000
const slotsHeld = 720
const endpointsHeld = 30
const linesAtATime = 3000
const linesBehind = 30_000

export interface RequestCount {
  requests: number
  /** Answers of 500 and above. */
  failed: number
}

interface Slot extends RequestCount {
  readonly endpoints: Map<string, RequestCount>
}

export class RequestCounts {
  private readonly log: LogRing
  private readonly slots = new Map<number, Slot>()
  private next = 0
  /** Lines that were not read because too many came. */
  skipped = 0

  constructor(log: LogRing) {
    this.log = log
  }

  /** Reads on; call it once a second. */
  advance(): void {
    const { log } = this
    const from = Math.max(this.next, log.first, log.pushed - linesBehind)
    this.skipped += from - this.next
    const to = Math.min(log.pushed, from + linesAtATime)
    for (let index = from; index < to; index += 1) this.read(index)
    this.next = to
  }

  /** Requests in [from, to), null where no access line fell into it. */
  between(from: Instant, to: Instant): RequestCount | null {
    const found = this.slotsBetween(from, to)
    if (found.length === 0) return null
    return found.reduce((sum, slot) => add(sum, slot), { requests: 0, failed: 0 })
  }

  /** Endpoints with failures in [from, to), the worst first. */
  failing(from: Instant, to: Instant): (RequestCount & { readonly endpoint: string })[] {
    const sums = new Map<string, RequestCount>()
    for (const slot of this.slotsBetween(from, to))
      for (const [endpoint, count] of slot.endpoints)
        sums.set(endpoint, add(sums.get(endpoint) ?? { requests: 0, failed: 0 }, count))
    return [...sums]
      .map(([endpoint, count]) => ({ endpoint, ...count }))
      .filter(one => one.failed > 0)
      .sort((a, b) => b.failed - a.failed)
  }

  private slotsBetween(from: Instant, to: Instant): Slot[] {
    return [...this.slots].flatMap(([number, slot]) => (number * slotMs >= from && number * slotMs < to ? [slot] : []))
  }

  private read(index: number): void {
    const request = requestAt(this.log, index)
    const at = this.log.line(index)?.at
    if (!request || at === undefined) return
    const { endpoint, status } = request
    const isFailed = status >= 500
    const slot = this.slotOf(Math.floor(at / slotMs))
    const known = slot.endpoints.get(endpoint) ?? { requests: 0, failed: 0 }
    if (slot.endpoints.has(endpoint) || slot.endpoints.size < endpointsHeld) slot.endpoints.set(endpoint, known)
    for (const count of [slot, known]) {
      count.requests += 1
      if (isFailed) count.failed += 1
    }
  }

  private slotOf(number: number): Slot {
    let slot = this.slots.get(number)
    if (!slot) {
      slot = { requests: 0, failed: 0, endpoints: new Map() }
      this.slots.set(number, slot)
      if (this.slots.size > slotsHeld) this.slots.delete(Math.min(...this.slots.keys()))
    }
    return slot
  }
}

function add(sum: RequestCount, { requests, failed }: RequestCount): RequestCount {
  return { requests: sum.requests + requests, failed: sum.failed + failed }
}
