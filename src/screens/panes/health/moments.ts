// The incident's moments as marks of a chart: onset, deploys, what was done. The first of two that collide stays.
import type { ChartMark } from '../../../components/Chart.ts'
import { segment } from '../../../components/rows/row.ts'
import { clock } from '../../../components/theme/times.ts'
import type { Token } from '../../../components/theme/tokens.ts'
import type { Instant } from '../../../incident/time.ts'
import type { Scene } from '../../scene.ts'

export function momentMarks({ state, telemetry }: Scene): ChartMark[] {
  const { moments, onset } = state
  const began = onset?.at ?? moments.started
  const mark = (at: Instant | null, sign: string, name: string, token: Token): ChartMark[] =>
    at === null ? [] : [{ at, time: clock(at), words: [segment(`${sign} `, token), segment(name, 'muted')] }]
  return [
    ...mark(began, '▲', 'onset', 'warn'),
    ...telemetry.changes
      .filter(change => change.kind !== 'commit')
      .slice(0, 12)
      .flatMap(change => mark(change.at, '↑', change.ref.slice(0, 7), 'info')),
    ...mark(moments.mitigated, '●', 'mitigated', 'ok'),
    ...mark(moments.resolved, '●', 'resolved', 'ok'),
    ...mark(moments.declared, '●', 'declared', 'info'),
  ]
}
