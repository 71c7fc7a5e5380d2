// The stretch of time zoomed health looks at, in whole buckets, and the moment its cursor is on.
import { type Instant, minute, second } from '../../../incident/time.ts'
import type { HealthTarget } from '../../../telemetry/types.ts'
import type { Scene } from '../../scene.ts'

export const timeList = 'health-time'

export interface Stretch {
  readonly from: Instant
  readonly to: Instant
  readonly bucketMs: number
  /** Start of the bucket under the cursor; null while now is followed. */
  readonly cursor: Instant | null
}

const ranges = [5, 15, 30, 60].map(count => count * minute)

/** As many whole buckets as there are columns; the range is the shortest that holds what has been seen, 30 min at most. */
export function stretchOf(scene: Scene, history: HealthTarget['history'], columns: number): Stretch {
  const seen = scene.now - (history[0]?.at ?? scene.now)
  const range = ranges.find(one => seen <= one) ?? 30 * minute
  const bucketMs = Math.max(second, Math.ceil(Math.min(range, 30 * minute) / columns / second) * second)
  const end = Math.floor(scene.now / bucketMs) * bucketMs + bucketMs
  const chosen = Number(scene.view.chosen[timeList])
  const cursor = Number.isFinite(chosen) && chosen > 0 ? Math.floor(chosen / bucketMs) * bucketMs : null
  const span = columns * bucketMs
  const to = cursor !== null && cursor < end - span ? cursor + span : end
  return { from: to - span, to, bucketMs, cursor: cursor !== null && cursor >= end - bucketMs ? null : cursor }
}

/** The samples of each bucket, oldest bucket first. */
export function inBuckets<T extends { readonly at: Instant }>(
  samples: readonly T[],
  { from, to, bucketMs }: Stretch,
): T[][] {
  const buckets = Array.from({ length: Math.round((to - from) / bucketMs) }, (): T[] => [])
  for (const sample of samples) buckets[Math.floor((sample.at - from) / bucketMs)]?.push(sample)
  return buckets
}
