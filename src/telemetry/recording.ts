// A stretch of telemetry as it goes into the record: a few series in equal steps, small numbers, null where nothing was.
import type { RecordedSeries } from '../incident/events.ts'
import type { Instant } from '../incident/time.ts'
import type { Telemetry } from './hub.ts'
import type { RequestCounts } from './request-counts.ts'
import { median } from './statistics.ts'
import type { HealthTarget } from './types.ts'

export interface Stretch {
  readonly from: Instant
  readonly to: Instant
  readonly stepMs: number
}

/** More probes than this are not charted. */
const targetsRecorded = 3

/** `requests` and `failed requests` a step, `errors in logs` a minute, `latency of X` in ms: those that say anything. */
export function recordedSeries(telemetry: Telemetry, counts: RequestCounts, stretch: Stretch): RecordedSeries[] {
  const { to, stepMs } = stretch
  const steps = stepsOf(stretch)
  const requests = steps.map(at => counts.between(at, at + stepMs))
  const { health, sources } = telemetry.snapshot(to)
  const targets = health.filter(target => target.kind !== 'dependency').slice(0, targetsRecorded)
  const all: RecordedSeries[] = [
    { name: 'requests', unit: '', values: requests.map(one => one?.requests ?? null) },
    { name: 'failed requests', unit: '', values: requests.map(one => one?.failed ?? null) },
    {
      name: 'errors in logs',
      unit: 'a minute',
      values: sources.length === 0 ? [] : steps.map(at => telemetry.errorsPerMinute(at, at + stepMs)),
    },
    ...targets.map(target => ({
      name: `latency of ${target.name}`,
      unit: 'ms',
      values: steps.map(at => medianLatency(target, at, at + stepMs)),
    })),
  ]
  return all.filter(one => one.values.some(value => value !== null))
}

function stepsOf({ from, to, stepMs }: Stretch): Instant[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / stepMs)) }, (_, step) => from + step * stepMs)
}

function medianLatency({ history }: HealthTarget, from: Instant, to: Instant): number | null {
  const usual = median(
    history.flatMap(({ at, latencyMs }) => (at >= from && at < to && latencyMs !== null ? [latencyMs] : [])),
  )
  return usual === null ? null : Math.round(usual)
}
