// Is it over? Each watched signal now against what was usual before the onset.
import type { GateSignal } from '../incident/events.ts'
import { type Instant, minute } from '../incident/time.ts'
import { baselineBefore, figuresOver } from './statistics.ts'
import type { HealthTarget, TelemetrySnapshot } from './types.ts'

/** Good answers in a row that make a target well again. */
const goodInARow = 3
const recentMs = 15_000

/** One row a signal; `inside` where it is back in its baseline, or where a person took its state as usual. */
export function gateSignals(
  telemetry: TelemetrySnapshot,
  { onset, accepted }: { readonly onset: Instant | null; readonly accepted: ReadonlySet<string> },
): GateSignal[] {
  const health = telemetry.health
    .filter(target => target.kind !== 'dependency')
    .map(target => targetSignal(target, onset ?? telemetry.startedAt, telemetry.at))
  const metrics = telemetry.metrics
    .filter(series => series.bad !== null)
    .map(series => ({
      name: series.name,
      now: series.value === null ? 'unknown' : String(round(series.value)),
      baseline: `not ${series.bad}`,
      inside: series.state === 'ok',
    }))
  return [...health, ...errorSignal(telemetry), ...metrics].map(signal =>
    accepted.has(signal.name) ? { ...signal, inside: true, baseline: `${signal.baseline}, accepted` } : signal,
  )
}

function targetSignal(target: HealthTarget, onset: Instant, at: Instant): GateSignal {
  const last = target.history.slice(-goodInARow)
  const isUp = last.length === goodInARow && last.every(sample => sample.ok) && target.state !== 'stale'
  const baseline = baselineBefore(target.history, onset)
  const recent = figuresOver(target.history.slice(-goodInARow), minute, at).p50
  const usual = baseline?.p50 ?? null
  const limit = usual === null ? null : Math.max(3 * usual, usual + 50)
  const isQuick = limit === null || recent === null || recent <= limit
  const answers = `${target.answer}${recent === null ? '' : `, ${Math.round(recent)} ms`}`
  return {
    name: target.name,
    now: target.state === 'stale' ? 'no answer lately' : answers,
    baseline: limit === null ? 'ok' : `ok, up to ${Math.round(limit)} ms`,
    inside: isUp && isQuick,
  }
}

/** New errors since a moment ago; one a minute is not an outage. */
function errorSignal({ groups, rates, sources, at }: TelemetrySnapshot): GateSignal[] {
  if (sources.length === 0) return []
  const allowed = Math.max(1, 2 * (rates.usualErrorsPerMin ?? 0))
  const isQuiet = rates.errorsPerMin <= allowed || groups.every(group => group.lastAt < at - recentMs)
  return [
    {
      name: 'errors in logs',
      now: isQuiet ? `none in ${recentMs / 1000} s` : `${round(rates.errorsPerMin)} in the last minute`,
      baseline: `up to ${round(allowed)} a minute`,
      inside: isQuiet,
    },
  ]
}

function round(value: number): number {
  return Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100
}
