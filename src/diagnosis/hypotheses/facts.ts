// The signals as the evidence rules read them: what failed since the onset, and how much of it.
import type { IncidentState } from '../../incident/state.ts'
import { type Instant, minute } from '../../incident/time.ts'
import type { Traffic } from '../../telemetry/requests.ts'
import type { ErrorGroup, TelemetrySnapshot } from '../../telemetry/types.ts'

export interface Facts {
  readonly telemetry: TelemetrySnapshot
  readonly onsetAt: Instant
  /** What people said: the title, the symptom, kept evidence. */
  readonly told: string
  /** Error groups that were seen since the onset. */
  readonly failing: readonly ErrorGroup[]
  readonly isNew: (group: ErrorGroup) => boolean
  /** All their lines together. */
  readonly errorLines: number
  /** Requests a minute around the onset; null where that cannot be told. */
  readonly traffic: Traffic | null
}

/** A first error is often seen a little before the onset that is told or estimated. */
const onsetSlack = 2 * minute

export function factsOf(state: IncidentState, telemetry: TelemetrySnapshot, traffic: Traffic | null): Facts {
  const onsetAt = onsetOf(state, telemetry.at)
  const failing = telemetry.groups.filter(group => group.lastAt >= onsetAt - onsetSlack)
  const kept = state.evidence.filter(one => one.state === 'kept').map(one => `${one.title} ${one.detail}`)
  return {
    telemetry,
    onsetAt,
    told: [state.title, state.symptom?.text ?? '', ...kept].join('\n'),
    failing,
    traffic,
    isNew: group => group.firstAt >= onsetAt - onsetSlack,
    errorLines: failing.reduce((sum, group) => sum + group.count, 0),
  }
}

export function onsetOf({ moments, onset }: IncidentState, now: Instant): Instant {
  return moments.started ?? onset?.at ?? moments.declared ?? now
}
