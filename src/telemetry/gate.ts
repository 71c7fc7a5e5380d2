// Is it over? Each watched signal now against what was usual before the onset. Rule: only fresh samples count; what
// nobody has seen since the fix is unknown, which is not the same as well.
import type { GateSignal } from '../incident/events.ts'
import { errorsReading, groupsReading, requestsReading } from './gate-logs.ts'
import { metricReading } from './gate-metrics.ts'
import type { GateQuestion, GateReading } from './gate-question.ts'
import { healthReading, latencyReading } from './gate-targets.ts'

/** One reading a signal, in the order of the configuration. */
export function gateReadings(question: GateQuestion): GateReading[] {
  const { telemetry, accepted } = question
  const targets = telemetry.health
    .filter(target => target.kind !== 'dependency')
    .flatMap(target => [latencyReading(target, question), healthReading(target, question)])
  const readings = [
    requestsReading(question),
    errorsReading(question),
    groupsReading(question),
    ...targets,
    ...telemetry.metrics.map(series => metricReading(series, question)),
  ].filter(reading => reading !== null)
  return readings.map(reading =>
    accepted.has(reading.name) && reading.state === 'outside'
      ? { ...reading, state: 'inside', by: '', baseline: 'accepted as is' }
      : reading,
  )
}

/** As the record keeps it. */
export function gateSignal({ name, now, baseline, state, by }: GateReading): GateSignal {
  return { name, now, baseline, inside: state === 'inside', ...(by !== '' && { by }) }
}
