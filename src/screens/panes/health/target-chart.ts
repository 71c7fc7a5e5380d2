// The latency of one target over time, with the share of its answers that failed under it, against what was usual.
import { chartRows, chartTop } from '../../../components/Chart.ts'
import type { Row, Words } from '../../../components/rows/row.ts'
import { latency, percent } from '../../../components/theme/numbers.ts'
import { clock, clockSeconds, span } from '../../../components/theme/times.ts'
import { minute } from '../../../incident/time.ts'
import { baselineBefore, figuresOver, percentile } from '../../../telemetry/statistics.ts'
import type { HealthTarget, ProbeSample } from '../../../telemetry/types.ts'
import type { Scene } from '../../scene.ts'
import { momentMarks } from './moments.ts'
import { inBuckets, type Stretch, stretchOf } from './time.ts'
import type { Room } from './view-kinds.ts'

/** Milliseconds: below that a chart would show nothing but noise. */
const leastTop = 10

/** Cells of the axis labels and the axis. */
const axisWidth = 10

/** How many columns a chart of that width has. */
export function chartColumnsIn(width: number): number {
  return Math.max(8, width - axisWidth)
}

export function targetChart(target: HealthTarget, scene: Scene, { width, height }: Room): Row[] {
  const columns = chartColumnsIn(width)
  const stretch = stretchOf(scene, target.history, columns)
  const buckets = inBuckets(target.history, stretch)
  const usual = usualOf(target, scene)?.p95 ?? undefined
  const largest = target.history.reduce((max, sample) => Math.max(max, sample.latencyMs ?? 0), 0)
  return chartRows({
    title: `${target.name} latency`,
    meta: chartMeta(stretch, buckets, usual),
    samples: buckets.map(largestLatency),
    strip: { label: 'failed', samples: buckets.map(failedShare) },
    from: stretch.from,
    to: stretch.to,
    ...(usual !== undefined && { baseline: usual }),
    // Of everything held, so that the top does not fall while one looks at a quiet stretch.
    top: chartTop({ samples: [largest], top: leastTop, ...(usual !== undefined && { baseline: usual }) }),
    label: value => latency(value).padStart(axisWidth - 3),
    timeLabel: at => clock(at),
    marks: [...cursorMark(stretch), ...momentMarks(scene)],
    width,
    height: Math.max(2, height - 5),
  })
}

/** What was usual before it began; where watching began later, what was usual before this target itself went down. */
export function usualOf(target: HealthTarget, { state, now }: Scene) {
  const { history, downSince } = target
  const began = state.onset?.at ?? state.moments.started ?? now - 5 * minute
  return baselineBefore(history, began) ?? (downSince === null ? null : baselineBefore(history, downSince))
}

/** The bucket under the cursor in figures, else what a column stands for. */
function chartMeta(stretch: Stretch, buckets: readonly ProbeSample[][], usual: number | undefined): Words {
  const { cursor, from, bucketMs } = stretch
  const dashed = usual === undefined ? 'no usual yet' : `dashed line: top of baseline, ${latency(usual)}`
  if (cursor === null) return `per ${span(bucketMs)} · ${dashed}`
  const samples = buckets[Math.floor((cursor - from) / bucketMs)] ?? []
  const when = clockSeconds(cursor)
  if (samples.length === 0) return `${when}  nothing was asked`
  const { errorShare, p95 } = figuresOver(samples, 2 * bucketMs, cursor + bucketMs)
  return `${when}  ${samples.length} asked, ${percent(errorShare)} failed, p95 ${latency(p95)}`
}

function cursorMark({ cursor, bucketMs }: Stretch) {
  if (cursor === null) return []
  return [
    { at: cursor + bucketMs / 2, time: clockSeconds(cursor), words: [{ text: '▲ here', token: 'accent' as const }] },
  ]
}

function largestLatency(samples: readonly ProbeSample[]): number | null {
  const known = samples.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
  return percentile(
    known.sort((a, b) => a - b),
    1,
  )
}

function failedShare(samples: readonly ProbeSample[]): number | null {
  return samples.length === 0 ? null : samples.filter(sample => !sample.ok).length / samples.length
}
