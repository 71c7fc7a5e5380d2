// The figures of one target over the last 1, 5 and 15 minutes against what was usual before it began.
import { cell, heading, type Row, row, segment } from '../../../components/rows/row.ts'
import { latency, percent } from '../../../components/theme/numbers.ts'
import type { Token } from '../../../components/theme/tokens.ts'
import { minute } from '../../../incident/time.ts'
import { figuresOver, type WindowFigures } from '../../../telemetry/statistics.ts'
import type { HealthTarget } from '../../../telemetry/types.ts'
import type { Scene } from '../../scene.ts'
import { usualOf } from './target-chart.ts'

const labelWidth = 13
const columnWidth = 11

export function figureRows(target: HealthTarget, scene: Scene, width: number): Row[] {
  const usual = usualOf(target, scene)
  const rows = [1, 5, 15].map(count =>
    figureRow(`last ${count} min`, figuresOver(target.history, count * minute, scene.now), usual),
  )
  const head = row(
    cell('', labelWidth),
    ...['asked', 'answered', 'failed', 'p50', 'p95'].map(name => column(name, 'muted')),
  )
  return [
    heading('Figures', width, usual ? 'usual: the hour before it began' : 'nothing is known from before it began'),
    head,
    ...rows,
    ...(usual ? [figureRow('usual', usual, usual)] : []),
  ]
}

function figureRow(label: string, figures: WindowFigures, usual: WindowFigures | null): Row {
  const { samples, availability, errorShare, p50, p95 } = figures
  const isWorse = usual !== null && (errorShare ?? 0) > (usual.errorShare ?? 0) + 0.01
  const isSlower = usual?.p95 != null && p95 !== null && p95 > 2 * usual.p95 && p95 > usual.p95 + 20
  return row(
    cell(label, labelWidth, { token: 'muted' }),
    column(String(samples), 'text'),
    column(percent(availability), isWorse ? 'critical' : 'text'),
    column(percent(errorShare), isWorse ? 'critical' : 'text'),
    column(latency(p50), 'text'),
    column(latency(p95), isSlower ? 'warn' : 'text'),
  )
}

function column(text: string, token: Token) {
  return segment(cell(text, columnWidth, { align: 'right' }).text, token)
}
