// Figures over the samples of a probe: availability, percentiles, error share, the usual before onset, flapping.
import type { Instant } from '../incident/time.ts'
import { minute } from '../incident/time.ts'
import type { ProbeSample } from './types.ts'

export interface WindowFigures {
  readonly samples: number
  /** Share of good answers, 0 to 1; null without samples. */
  readonly availability: number | null
  readonly errorShare: number | null
  /** Milliseconds over the answers that had a latency. */
  readonly p50: number | null
  readonly p95: number | null
}

/** Figures of the samples in (`until - windowMs`, `until`]. */
export function figuresOver(samples: readonly ProbeSample[], windowMs: number, until: Instant): WindowFigures {
  const inside = samples.filter(sample => sample.at > until - windowMs && sample.at <= until)
  if (inside.length === 0) return { samples: 0, availability: null, errorShare: null, p50: null, p95: null }
  const good = inside.filter(sample => sample.ok).length
  const latencies = inside
    .flatMap(sample => (sample.latencyMs === null ? [] : [sample.latencyMs]))
    .sort((a, b) => a - b)
  return {
    samples: inside.length,
    availability: good / inside.length,
    errorShare: 1 - good / inside.length,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
  }
}

/** Nearest-rank percentile of ascending values. */
export function percentile(ascending: readonly number[], share: number): number | null {
  if (ascending.length === 0) return null
  return ascending[Math.min(ascending.length - 1, Math.max(0, Math.ceil(share * ascending.length) - 1))] ?? null
}

/** Of values in any order; of an even number the lower one in the middle, so that it is one that was measured. */
export function median(values: readonly number[]): number | null {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

/** What was usual in the time before `onset` (or before now less five minutes); null with fewer than five samples. */
export function baselineBefore(samples: readonly ProbeSample[], onset: Instant): WindowFigures | null {
  const figures = figuresOver(samples, 60 * minute, onset - 1)
  return figures.samples < 5 ? null : figures
}

/** At least four turns between good and bad within the last 20 samples. */
export function isFlapping(samples: readonly ProbeSample[]): boolean {
  const recent = samples.slice(-20)
  let turns = 0
  for (let i = 1; i < recent.length; i += 1) if (recent[i]?.ok !== recent[i - 1]?.ok) turns += 1
  return turns >= 4
}
