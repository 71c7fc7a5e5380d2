// When telemetry goes into the record: when the incident moves on, and every few minutes in between; less often the
// longer it lasts. Rule: bounded. After the end nothing more is recorded.
import type { IncidentState } from '../incident/state.ts'
import { hour, type Instant, minute } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { recordedSeries } from '../telemetry/recording.ts'
import { RequestCounts, slotMs } from '../telemetry/request-counts.ts'
import type { Session } from './session.ts'

/** What was usual is recorded too, as far as it is known. */
const beforeMs = 10 * minute
const stepsAtATime = 180
const endpointsMeasured = 5

/** How often, by the incident's age. */
const cadence = [
  [10 * minute, minute],
  [hour, 5 * minute],
  [24 * hour, 15 * minute],
] as const

/** Call the answer at 1 Hz with the time. */
export function createRecording(session: Session, telemetry: Telemetry): (now: Instant) => void {
  const counts = new RequestCounts(telemetry.log)
  let until: Instant | null = null
  let stage = ''
  let isOver = false
  return now => {
    counts.advance()
    const { state } = session.store.getState()
    const { declared, started, resolved, closed } = state.moments
    if (declared === null) return
    if (resolved === null && closed === null) isOver = false
    else if (isOver) return
    const begun = Math.min(started ?? declared, declared)
    until ??= slotOf(Math.max(telemetry.startedAt, begun - beforeMs, lastRecorded(state)))
    const hasMoved = stageOf(state) !== stage
    const age = now - begun
    const every = cadence.find(([upTo]) => age < upTo)?.[1] ?? hour
    if (!hasMoved && now - until < every) return
    stage = stageOf(state)
    isOver = resolved !== null || closed !== null
    const stepMs = age < hour ? slotMs : 6 * slotMs
    const to = Math.floor(now / stepMs) * stepMs
    const from = Math.max(until, to - stepsAtATime * stepMs)
    if (to <= from) return
    session.dispatch({
      kind: 'recordSeries',
      from,
      stepMs,
      series: recordedSeries(telemetry, counts, { from, to, stepMs }),
    })
    until = to
    if (state.moments.mitigated !== null) measure(session, counts, begun)
  }
}

/** The failed requests of the whole incident, and of the endpoints that failed most. */
function measure(session: Session, counts: RequestCounts, begun: Instant): void {
  const { moments } = session.store.getState().state
  const from = slotOf(begun)
  const to = (moments.mitigated ?? moments.resolved ?? 0) + slotMs
  const total = counts.between(from, to)
  if (total === null || total.failed === 0) return
  const source = counts.skipped > 0 ? 'access logs, of which not all could be read' : 'access logs'
  const all = [
    { measure: 'failed requests', ...total },
    ...counts
      .failing(from, to)
      .slice(0, endpointsMeasured)
      .map(({ endpoint, ...count }) => ({ measure: `failed requests of ${endpoint}`, ...count })),
  ]
  for (const { measure: what, failed, requests } of all)
    session.dispatch({
      kind: 'measureImpact',
      measure: what,
      value: failed,
      unit: `of ${requests}`,
      source,
      byRule: true,
    })
}

/** What is worth a recording of its own; going from screen to screen is not. */
function stageOf({ moments, status }: IncidentState): string {
  return [status, moments.mitigated, moments.resolved].join(' ')
}

function slotOf(at: Instant): Instant {
  return Math.floor(at / slotMs) * slotMs
}

/** Where an earlier session, or another one, left off. */
function lastRecorded({ series }: IncidentState): Instant {
  return Math.max(0, ...series.map(one => (one.points.at(-1)?.at ?? 0) + slotMs))
}
