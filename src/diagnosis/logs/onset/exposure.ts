// Time weighed by traffic: twice the requests may bring twice the errors without anything being broken.
import type { Instant } from '../../../incident/time.ts'
import type { ErrorHistory } from './history.ts'

/** Weighed seconds between two instants. */
export type Exposure = (from: Instant, to: Instant) => number

export function exposureOf(history: ErrorHistory): Exposure {
  const { first, last, stepMs, start } = history
  const count = Number.isNaN(start) ? 0 : Math.max(1, Math.floor((last - start) / stepMs) + 1)
  if (count < 4) return (from, to) => Math.max(0, to - from) / 1000
  const steps = history.steps.subarray(0, Math.min(count, history.steps.length))
  const weights = smoothed(steps, Math.max(1, Math.round(60_000 / stepMs)))
  const usual = median([...weights].filter(weight => weight > 0))
  const sums = new Float64Array(weights.length + 1)
  weights.forEach((weight, i) => {
    sums[i + 1] = (sums[i] as number) + (Math.max(1, usual > 0 ? weight / usual : 1) * stepMs) / 1000
  })
  const until = (at: Instant): number => {
    const place = (Math.min(Math.max(at, first), last) - start) / stepMs
    if (place <= 0) return (place * stepMs) / 1000
    const i = Math.min(Math.floor(place), weights.length - 1)
    return (sums[i] as number) + ((sums[i + 1] as number) - (sums[i] as number)) * Math.min(1, place - i)
  }
  return (from, to) => until(to) - until(from)
}

/** The mean over `reach` steps to either side. */
function smoothed(steps: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(steps.length + 1)
  steps.forEach((step, i) => {
    sums[i + 1] = (sums[i] as number) + step
  })
  return Float64Array.from(steps, (_, i) => {
    const from = Math.max(0, i - reach)
    const to = Math.min(steps.length, i + reach + 1)
    return ((sums[to] as number) - (sums[from] as number)) / (to - from)
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
