// Zoomed health, metrics: each with its value and its threshold, the chosen one as a chart; firing alerts under them.
import { chartRows } from '../../../components/Chart.ts'
import { edgeCursor, type SignalState, signalMark, signalToken } from '../../../components/marks.ts'
import { cell, heading, muted, type Row, row, segment, selected, spread, stack } from '../../../components/rows/row.ts'
import { thousands } from '../../../components/theme/numbers.ts'
import { clock, running } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import type { MetricSeries } from '../../../telemetry/types.ts'
import { chosenOf } from '../../choosing.ts'
import type { Scene } from '../../scene.ts'
import { momentMarks } from './moments.ts'
import type { Room } from './view-kinds.ts'

const list = 'health-metrics'
const states: Record<MetricSeries['state'], SignalState> = {
  ok: 'ok',
  bad: 'failing',
  stale: 'stale',
  waiting: 'waiting',
}
const worst: readonly MetricSeries['state'][] = ['bad', 'stale', 'waiting', 'ok']

export function metricList({ telemetry }: Scene): { name: string; ids: string[] } {
  const sorted = [...telemetry.metrics].sort((a, b) => worst.indexOf(a.state) - worst.indexOf(b.state))
  return { name: list, ids: sorted.map(one => one.name) }
}

export function chosenMetric(scene: Scene): MetricSeries | null {
  const { ids } = metricList(scene)
  const id = chosenOf(scene.view, list, ids)
  return scene.telemetry.metrics.find(one => one.name === id) ?? null
}

export function metricRows(scene: Scene, { width, height }: Room): Row[] {
  const { telemetry } = scene
  const chosen = chosenMetric(scene)
  const { ids } = metricList(scene)
  const shown = windowAround(ids, Math.max(0, ids.indexOf(chosen?.name ?? '')), Math.max(3, Math.floor(height * 0.35)))
  const table = shown.items.flatMap(name => {
    const series = telemetry.metrics.find(one => one.name === name)
    return series ? [metricRow(series, { width, isHere: name === chosen?.name, now: scene.now })] : []
  })
  const more = ids.length > shown.items.length ? [row(muted(`   +${ids.length - shown.items.length} more`))] : []
  const alerts = alertRows(scene, width)
  const left = height - table.length - more.length - alerts.length - 2
  const chart =
    chosen && chosen.points.length > 1 && left >= 7
      ? metricChart(chosen, scene, { width, height: Math.min(14, left) })
      : []
  const metrics =
    ids.length === 0
      ? [row(muted('no metric is watched; metrics: in the configuration names them'))]
      : [...table, ...more]
  return stack(metrics, chart, alerts)
}

function metricRow(series: MetricSeries, { width, isHere, now }: { width: number; isHere: boolean; now: number }): Row {
  const { name, state, value, bad, reason, badSince } = series
  const mark = states[state]
  const since = badSince === null ? '' : `for ${running(now - badSince)}`
  const left = [
    segment(' '),
    signalMark(mark),
    segment(' '),
    cell(name, Math.min(32, Math.floor(width / 3))),
    cell(value === null ? '–' : figure(value), 12, { align: 'right', token: signalToken(mark, state === 'bad') }),
    muted(bad === null ? '' : `   bad ${bad}`),
    ...(reason ? [segment(`   ${reason}`, 'warn')] : []),
  ]
  return { ...selected(spread(left, segment(since, 'critical'), width), isHere), ...edgeCursor(isHere) }
}

function metricChart(series: MetricSeries, scene: Scene, { width, height }: Room): Row[] {
  const first = series.points[0]?.at ?? scene.now
  const last = series.points.at(-1)?.at ?? scene.now
  const limit = Number(/-?\d+(?:\.\d+)?(?:e-?\d+)?/i.exec(series.bad ?? '')?.[0] ?? Number.NaN)
  return chartRows({
    title: series.name,
    meta: Number.isFinite(limit) ? `dashed line: threshold ${series.bad}` : series.query,
    samples: series.points.map(point => point.value),
    from: first,
    to: Math.max(first + 1, last),
    ...(Number.isFinite(limit) && { baseline: limit }),
    label: figure,
    timeLabel: at => clock(at),
    marks: momentMarks(scene),
    width,
    height: Math.max(2, height - 4),
  })
}

function alertRows({ telemetry, now }: Scene, width: number): Row[] {
  if (telemetry.alerts.length === 0) return []
  const shown = telemetry.alerts.slice(0, 6)
  const more = telemetry.alerts.length - shown.length
  return [
    heading('Alerts that fire', width, String(telemetry.alerts.length)),
    ...shown.map(({ name, severity, summary, startsAt }) =>
      spread(
        [segment(' '), signalMark('failing'), segment(` ${name}  `), segment(summary || severity, 'muted')],
        muted(`since ${clock(startsAt)}, ${running(now - startsAt)}`),
        width,
      ),
    ),
    ...(more > 0 ? [row(muted(`   +${more} more`))] : []),
  ]
}

function figure(value: number): string {
  return thousands(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3)))
}
