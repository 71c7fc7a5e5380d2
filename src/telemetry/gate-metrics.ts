// The gate's reading of one metric: against its own rule, and against its range before the onset where it has no rule.
import { type GateQuestion, type GateReading, usualOf } from './gate-question.ts'
import { plain } from './gate-words.ts'
import type { MetricSeries } from './types.ts'
import { metricSignal } from './usual.ts'

/** Nothing where there is neither a rule nor a past to hold it against. */
export function metricReading(series: MetricSeries, question: GateQuestion): GateReading | null {
  const usual = usualOf(metricSignal(series.name), question)
  if (series.bad === null && usual === null) return null
  const room = usual && Math.max(usual.high - usual.low, Math.abs(usual.high) * 0.25)
  const limits = usual && room !== null ? { low: usual.low - room, high: usual.high + room } : null
  const base = {
    id: metricSignal(series.name),
    name: series.name,
    now: series.value === null ? '–' : plain(series.value),
    baseline: series.bad !== null ? `not ${series.bad}` : limits ? `${plain(limits.low)}–${plain(limits.high)}` : '',
    series: metricSignal(series.name) as GateReading['series'],
    limit: limitOf(series.bad) ?? limits?.high ?? null,
    isUsualKnown: usual !== null,
  }
  const lastAt = series.points.at(-1)?.at ?? 0
  if (series.value === null || series.state === 'stale' || series.state === 'waiting')
    return { ...base, state: 'unknown', by: series.reason ?? 'no value yet' }
  if (series.bad !== null && series.state === 'bad') return { ...base, state: 'outside', by: `is ${series.bad}` }
  if (series.bad === null && limits && (series.value > limits.high || series.value < limits.low)) {
    const isOver = series.value > limits.high
    const by = isOver ? `${plain(series.value - limits.high)} above` : `${plain(limits.low - series.value)} below`
    return { ...base, state: 'outside', by }
  }
  if (lastAt < (question.fixedAt ?? 0)) return { ...base, state: 'unknown', by: 'not asked again since the fix' }
  return { ...base, state: 'inside', by: '' }
}

/** The number of `> 0.05`; null where smaller is worse or there is no rule. */
function limitOf(rule: string | null): number | null {
  const found = /^\s*>=?\s*(-?\d+(?:\.\d+)?)\s*$/.exec(rule ?? '')
  return found ? Number(found[1]) : null
}
