// When it started: the window in which errors come clearly more often than outside, and then the first error of those
// groups that make the difference. Two Poisson rates are compared by their log-likelihood; no window is an answer too.
import type { Instant } from '../../../incident/time.ts'
import { type Exposure, exposureOf } from './exposure.ts'
import { withoutHabits } from './habits.ts'
import type { ErrorHistory } from './history.ts'

export interface Onset {
  readonly at: Instant
  /** 0…1: how sure it is that something changed. */
  readonly confidence: number
  /** Numbers of the groups whose errors make the difference. */
  readonly drivers: readonly number[]
}

interface Burst {
  readonly from: Instant
  readonly to: Instant
  readonly score: number
}

const windowSeconds = [20, 40, 60, 120, 300, 600, 1200, 1800, 3600, 7200]
const leastErrors = 4
const leastScore = 14
const leastRatio = 1.8
const mostStarts = 4000
/** Share of the log that must lie before the onset. */
const leastBefore = 0.005

/** `resolve` turns the history's group numbers into those they mean by now. */
export function findOnset(history: ErrorHistory, resolve: (group: number) => number): Onset | null {
  const order = history.times
    .map((_, i) => i)
    .sort((a, b) => (history.times[a] as number) - (history.times[b] as number))
  const all = {
    times: order.map(i => history.times[i] as number),
    groups: order.map(i => resolve(history.groups[i] as number)),
  }
  const { times, groups } = withoutHabits(all, history.first, history.last)
  if (times.length < leastErrors) return null
  const exposure = exposureOf(history)
  const range = { first: history.first, last: history.last }
  const burst = firstBurst(times, exposure, range)
  if (!burst) return null
  const drivers = driversOf(times, groups, burst, exposure, range)
  const own = times.filter((_, i) => drivers.has(groups[i] as number))
  const exact = firstBurst(own, exposure, range) ?? burst
  const at = walkBack(own, exact.from)
  // What was so from the log's first line on began before it.
  if (at - range.first < (range.last - range.first) * leastBefore) return null
  return {
    at,
    confidence: 1 - Math.exp(-burst.score / 20),
    drivers: [...drivers],
  }
}

interface Range {
  readonly first: Instant
  readonly last: Instant
}

/** The best burst; where an earlier one of its own carries a good part of its weight, that one: the first counts. */
function firstBurst(times: readonly number[], exposure: Exposure, range: Range): Burst | null {
  const bursts = allBursts(times, exposure, range)
  const best = bursts.reduce<Burst | null>(
    (top, burst) => (top === null || burst.score > top.score ? burst : top),
    null,
  )
  if (!best || best.score < leastScore) return null
  const earlier = bursts.filter(burst => burst.to < best.from && burst.score >= Math.max(leastScore, best.score * 0.3))
  if (earlier.length === 0) return best
  const firstEnd = Math.min(...earlier.map(burst => burst.to))
  return earlier.filter(burst => burst.from <= firstEnd).reduce((top, burst) => (burst.score > top.score ? burst : top))
}

function allBursts(times: readonly number[], exposure: Exposure, { first, last }: Range): Burst[] {
  const total = exposure(first, last)
  const n = times.length
  const bursts: Burst[] = []
  const stride = Math.max(1, Math.floor(n / mostStarts))
  for (const seconds of windowSeconds) {
    let end = 0
    for (let i = 0; i < n; i += stride) {
      const from = times[i] as number
      const to = Math.min(from + seconds * 1000, last)
      while (end < n && (times[end] as number) <= to) end += 1
      const inside = end - i
      if (inside < leastErrors) continue
      const score = contrast(inside, exposure(from, to), n, total)
      if (score > 0) bursts.push({ from, to, score })
    }
  }
  return bursts
}

/** Log-likelihood gained by two rates instead of one; 0 where the inside is not clearly more. */
function contrast(inside: number, inExposure: number, n: number, total: number): number {
  const exposure = Math.max(inExposure, 1)
  const outExposure = total - exposure
  if (outExposure < total * 0.05) return 0
  const expected = (n * exposure) / total
  const outside = n - inside
  if (inside <= expected || inside * outExposure <= leastRatio * outside * exposure) return 0
  const outPart = outside > 0 ? outside * Math.log(outside / outExposure) : 0
  return inside * Math.log(inside / exposure) + outPart - n * Math.log(n / total)
}

/** Groups that are frequent inside the burst and clearly rarer outside. */
function driversOf(
  times: readonly number[],
  groups: readonly number[],
  burst: Burst,
  exposure: Exposure,
  range: Range,
): Set<number> {
  const inside = new Map<number, number>()
  const outside = new Map<number, number>()
  times.forEach((at, i) => {
    const counts = at >= burst.from && at <= burst.to ? inside : outside
    const group = groups[i] as number
    counts.set(group, (counts.get(group) ?? 0) + 1)
  })
  const top = Math.max(0, ...inside.values())
  const within = Math.max(1, exposure(burst.from, burst.to))
  const without = Math.max(1, exposure(range.first, range.last) - within)
  const drivers = new Set<number>()
  for (const [group, count] of inside)
    if (count >= top * 0.1 && count / within >= (3 * (outside.get(group) ?? 0)) / without) drivers.add(group)
  return drivers.size > 0 ? drivers : new Set(groups)
}

/** Back over the drivers' own errors as long as they follow each other closely: a ramp begins slowly. */
function walkBack(times: readonly number[], from: Instant): Instant {
  let at = times.findIndex(time => time >= from)
  if (at < 0) return from
  const next = times.slice(at, at + 12)
  const gap = ((next.at(-1) as number) - (next[0] as number)) / Math.max(1, next.length - 1)
  const history = times.some(time => time < from - 600_000)
  const near = Math.max(30_000, Math.min(120_000, 6 * gap))
  const far = Math.min(300_000, 12 * gap)
  while (at > 0) {
    const step = (times[at] as number) - (times[at - 1] as number)
    if (step > near && (history || step > far)) break
    at -= 1
  }
  return times[at] as number
}
