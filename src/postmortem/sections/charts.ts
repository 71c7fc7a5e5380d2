// The pictures: error rate and latency as they were recorded, with the moments marked, and the timeline as lanes.

import { counted } from '../../incident/spans.ts'
import type { IncidentState, StateSeries } from '../../incident/state.ts'
import { type Instant, minute } from '../../incident/time.ts'
import { median } from '../../telemetry/statistics.ts'
import { confirmedHypothesis } from '../milestones.ts'
import {
  type Block,
  type ChartMark,
  type DocumentRow,
  type DocumentSection,
  type LanesChart,
  lanes,
  type SeriesChart,
} from '../model.ts'
import { clockOf } from '../spans.ts'
import { figure } from './outcome.ts'
import { type Making, section } from './section.ts'

/** Fewer points than this are no picture. */
const fewest = 3

export function chartsSection(making: Making, rows: readonly DocumentRow[]): DocumentSection {
  const series = seriesCharts(making.state).map((chart): Block => ({ kind: 'chart', chart }))
  const timeline = lanesChart(making.state, rows)
  return section(making, {
    id: 'charts',
    title: 'Charts',
    facts: [...series, ...(timeline ? [{ kind: 'lanes' as const, chart: timeline }] : [])],
    nothing: 'Nothing was measured.',
  })
}

function seriesCharts(state: IncidentState): SeriesChart[] {
  const named = (name: string) => state.series.find(one => one.name === name)
  const [requests, failed, logs] = [named('requests'), named('failed requests'), named('errors in logs')]
  const rate =
    requests && failed
      ? [chart(state, 'Error rate', { name: 'error rate', unit: '%', points: share(failed, requests) })]
      : []
  const errors = rate.length === 0 && logs ? [chart(state, 'Errors in logs', logs)] : []
  const latencies = state.series
    .filter(one => one.name.startsWith('latency'))
    .map(one => chart(state, one.name.replace(/^latency/, 'Latency'), one))
  return [...rate, ...errors, ...latencies].filter(one => one.points.length >= fewest)
}

/** Of the requests of each step the share that failed, in %. */
function share(failed: StateSeries, requests: StateSeries): StateSeries['points'] {
  const all = new Map(requests.points.map(point => [point.at, point.value]))
  return failed.points.flatMap(({ at, value }) => {
    const of = all.get(at) ?? 0
    return of === 0 ? [] : [{ at, value: Math.round((1000 * value) / of) / 10 }]
  })
}

function chart(state: IncidentState, title: string, { name, unit, points }: StateSeries): SeriesChart {
  const begun = state.moments.started ?? state.moments.declared ?? points[0]?.at ?? 0
  const usual = median(points.filter(point => point.at < begun).map(point => point.value))
  const highest = points.reduce(
    (most, point) => (point.value > most.value ? point : most),
    points[0] ?? { at: 0, value: 0 },
  )
  const suffix = unit === '' ? '' : ` ${unit}`
  const before = usual === null ? '' : `, before that usually ${figure(usual)}${suffix}`
  return {
    id: name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
    title,
    unit,
    points,
    marks: marksOf(state),
    usual,
    summary: `${title}: at most ${figure(highest.value)}${suffix} at ${clockOf(highest.at)} UTC${before}.`,
  }
}

/** Each moment once, in order. */
function marksOf(state: IncidentState): ChartMark[] {
  const { started, declared, mitigated, resolved } = state.moments
  const sha = confirmedHypothesis(state)?.suspectSha
  const trigger = sha ? state.changes.find(one => sha.startsWith(one.ref) || one.ref.startsWith(sha)) : undefined
  const all: [Instant | null | undefined, string][] = [
    [trigger?.at, trigger ? `${trigger.kind} ${trigger.ref.slice(0, 7)}` : ''],
    [started, 'start'],
    [
      state.origin === 'import' ? state.moments.detected : declared,
      state.origin === 'import' ? 'detected' : 'declared',
    ],
    [mitigated, 'mitigated'],
    [resolved, 'resolved'],
  ]
  return all
    .flatMap(([at, label]) => (at === null || at === undefined ? [] : [{ at, label }]))
    .sort((a, b) => a.at - b.at)
}

function lanesChart(state: IncidentState, rows: readonly DocumentRow[]): LanesChart | null {
  const shown = rowsAround(state, rows)
  const from = Math.min(...shown.map(row => row.at))
  const to = Math.max(...shown.map(row => row.endsAt ?? row.at))
  if (shown.length < fewest || to <= from) return null
  const used = lanes
    .map(name => ({ name, rows: shown.filter(row => row.lane === name) }))
    .filter(one => one.rows.length > 0)
  const counts = used.map(({ name, rows: inLane }) => `${name} ${inLane.length}`).join(', ')
  const others = shown.length < rows.length ? ` ${rows.length - shown.length} long before or after are not shown.` : ''
  const marks = marksOf(state).filter(mark => mark.at >= from && mark.at <= to)
  return {
    id: 'timeline',
    title: 'Timeline',
    lanes: used,
    from,
    to,
    marks,
    summary: `${counted(shown.length, 'row')}: ${counts}.${others}`,
  }
}

/** Rows that lie so far from the incident that they would squeeze it are left to the table. */
function rowsAround({ moments }: IncidentState, rows: readonly DocumentRow[]): DocumentRow[] {
  const begun = moments.started ?? moments.declared
  const end = moments.resolved ?? moments.mitigated
  if (begun === null || end === null || end <= begun) return [...rows]
  const room = Math.max(end - begun, minute)
  return rows.filter(row => row.at >= begun - room && row.at <= end + room)
}
