// What was usual of each signal before the onset. Rule: what was not seen is not made up; a signal that nobody watched
// before the onset has no usual range, and the gate says so.
import type { UsualRange } from '../incident/events.ts'
import { type Instant, minute, second } from '../incident/time.ts'
import type { SignalHistory } from './signal-history.ts'
import { percentile } from './statistics.ts'
import type { TelemetrySnapshot } from './types.ts'

/** How far before the onset. */
const reachMs = 60 * minute
const leastSamples = 5
const leastLinesMs = 5 * second

export const errorsSignal = 'errors'
export const requestsSignal = 'requests'
export const latencySignal = (target: string) => `latency ${target}`
export const healthSignal = (target: string) => `health ${target}`
export const metricSignal = (name: string) => `metric ${name}`

/** The usual range of every signal that was watched before the onset. */
export function usualRanges(
  { health, metrics }: TelemetrySnapshot,
  history: SignalHistory,
  onset: Instant,
): UsualRange[] {
  const from = onset - reachMs
  const ofTargets = health.flatMap(({ name, history: samples }): UsualRange[] => {
    const before = samples.filter(sample => sample.at > from && sample.at < onset)
    const latencies = before.flatMap(({ ok, latencyMs }) => (ok && latencyMs !== null ? [latencyMs] : []))
    const good = before.filter(sample => sample.ok).length
    if (before.length < leastSamples) return []
    const share = good / before.length
    return [
      { signal: healthSignal(name), low: share, high: 1, samples: before.length },
      ...rangeOf(latencySignal(name), latencies),
    ]
  })
  const ofMetrics = metrics.flatMap(({ name, points }) =>
    rangeOf(
      metricSignal(name),
      points.filter(point => point.at > from && point.at < onset).map(point => point.value),
    ),
  )
  return [...ofTargets, ...linesRange(history, onset), ...requestsRange(history, onset), ...ofMetrics]
}

/** From the 5th to the 95th percentile; nothing with too few samples. */
function rangeOf(signal: string, values: readonly number[]): UsualRange[] {
  const ascending = [...values].sort((a, b) => a - b)
  const [low, high] = [percentile(ascending, 0.05), percentile(ascending, 0.95)]
  if (low === null || high === null || ascending.length < leastSamples) return []
  return [{ signal, low, high, samples: ascending.length }]
}

/** Errors a minute: none to the mean. Log files bring their own past, so this may reach back before the program's start. */
function linesRange(history: SignalHistory, onset: Instant): UsualRange[] {
  const since = history.since('lines')
  const to = history.wholeBefore(onset)
  const from = Math.max(to - reachMs, since ?? to)
  if (to - from < leastLinesMs) return []
  const { lines, errors } = history.linesBetween(from, to)
  return [{ signal: errorsSignal, low: 0, high: (errors * minute) / (to - from), samples: lines }]
}

/** The share of requests that failed. */
function requestsRange(history: SignalHistory, onset: Instant): UsualRange[] {
  const { requests, failed } = history.requestsBetween(onset - reachMs, history.wholeBefore(onset))
  if (requests < leastSamples) return []
  return [{ signal: requestsSignal, low: 0, high: failed / requests, samples: requests }]
}
