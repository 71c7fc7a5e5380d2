// The one curve of Verify: a signal from before the onset to now, its limit dashed, the turning points marked under it.
import { type ChartMark, chartRows } from '../../components/Chart.ts'
import { critical, ok, type Row, segment } from '../../components/rows/row.ts'
import { latency, percent, rate } from '../../components/theme/numbers.ts'
import { clock, clockSeconds } from '../../components/theme/times.ts'
import { fixedAt } from '../../incident/fixed-at.ts'
import { type Instant, minute, second } from '../../incident/time.ts'
import type { GateRow } from '../../store/gating.ts'
import type { Scene } from '../scene.ts'
import { chartable, chartedSignal } from './items.ts'

const leadMs = 15 * minute
/** Rows beside the columns: title, axis, times, marks. */
const frame = 4
const leastHeight = 3
const mostHeight = 9

/** Nothing where there is no room, or no curve. */
export function chartOf(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const signal = chartedSignal(scene)
  const room = Math.min(mostHeight, height - frame)
  const rows = room % 2 === 0 ? room - 1 : room // An odd one has a middle, which is labelled.
  if (!signal?.series || rows < leastHeight) return []
  const { from, to } = stretch(scene)
  const series = scene.history.series(signal.series, { from, to, steps: Math.max(20, width - 12) })
  const { limit } = signal
  const all = chartable(scene)
  const turn = all.length > 1 ? ` · ←→ ${all.indexOf(signal) + 1} of ${all.length}` : ''
  const dashed = limit === null || limit === 0 ? '' : ` · dashed: ${signal.baseline}`
  return chartRows({
    title: titleOf(signal),
    meta: `per ${series.stepMs / second} s${dashed}${turn}`,
    samples: series.values,
    from: series.from,
    to: series.from + series.values.length * series.stepMs,
    ...(limit !== null && limit > 0 && { baseline: limit }),
    label: labelOf(signal),
    timeLabel: at => (to - from < 10 * minute ? clockSeconds(at) : clock(at)),
    marks: marksOf(scene),
    tone: signal.id.startsWith('latency') ? 'warn' : 'critical',
    width,
    height: rows,
  })
}

/** From a while before the onset, as far as anything was watched: fixed, so that nothing jumps while it is looked at. */
function stretch({ state, telemetry, history, now }: Scene): { from: Instant; to: Instant } {
  const onset = state.moments.started ?? state.onset?.at ?? state.moments.declared ?? telemetry.startedAt
  const seen = Math.min(telemetry.startedAt, history.since('lines') ?? telemetry.startedAt)
  const from = Math.max(seen, Math.min(onset, now) - leadMs)
  return { from, to: Math.max(now, from + minute) }
}

function titleOf({ id, name }: GateRow): string {
  if (id === 'requests') return 'Error rate'
  if (id.startsWith('health ')) return `${name}, failing answers`
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function labelOf({ id }: GateRow): (value: number) => string {
  if (id === 'requests' || id.startsWith('health ')) return value => percent(value)
  if (id.startsWith('latency ')) return value => latency(value)
  if (id === 'errors') return value => rate(value)
  return value => String(Math.round(value * 100) / 100)
}

function marksOf({ state }: Scene): ChartMark[] {
  const onset = state.moments.started ?? state.onset?.at ?? null
  const fixed = fixedAt(state)
  const deploy = state.changes.findLast(one => one.kind !== 'commit' && (onset === null || one.at <= onset))
  const held = state.monitor?.heldAt ?? null
  const reverted = state.fixes.findLast(fix => fix.state === 'completed')
  const isUndone = state.mitigations.some(one => one.undoneAt !== null && one.undoneAt === fixed)
  const by = isUndone
    ? 'undone'
    : reverted === undefined
      ? 'mitigation'
      : reverted.kind === 'revert'
        ? 'revert'
        : 'hotfix'
  return [
    ...(onset === null ? [] : [mark(onset, [critical('▲'), segment(' onset')])]),
    ...(fixed === null ? [] : [mark(fixed, [ok('↑'), segment(` ${by}`)])]),
    ...(held === null ? [] : [mark(held, [critical('▲'), segment(' relapse')])]),
    ...(deploy ? [mark(deploy.at, `↑ ${deploy.ref.slice(0, 7)}`)] : []),
  ]
}

function mark(at: Instant, words: ChartMark['words']): ChartMark {
  return { at, words, time: clock(at) }
}
