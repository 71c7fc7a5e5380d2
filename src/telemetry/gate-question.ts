// What the gate asks of each signal, and the form of an answer.
import type { UsualRange } from '../incident/events.ts'
import { type Instant, second } from '../incident/time.ts'
import type { SeriesId, SignalHistory } from './signal-history.ts'
import type { TelemetrySnapshot } from './types.ts'

export interface GateReading {
  /** `latency api`: under which it is measured, accepted and remembered. */
  readonly id: string
  readonly name: string
  readonly now: string
  /** What it has to be: from before the onset, else what is expected of it. */
  readonly baseline: string
  readonly state: 'inside' | 'outside' | 'unknown'
  /** How far outside, or why nothing can be said. */
  readonly by: string
  /** Its curve, and the value up to which that is inside. */
  readonly series: SeriesId | null
  readonly limit: number | null
  /** False where nobody saw it before the onset: then it is held against its expectation. */
  readonly isUsualKnown: boolean
}

export interface GateQuestion {
  readonly telemetry: TelemetrySnapshot
  readonly history: SignalHistory
  readonly usual: readonly UsualRange[]
  /** The last change that was to end it; samples from before it do not count. */
  readonly fixedAt: Instant | null
  /** Names of signals whose present state a person took as usual. */
  readonly accepted: ReadonlySet<string>
  /** Groups that were settled as no part of this. */
  readonly settledGroups: ReadonlySet<string>
}

/** How much of the recent past is judged. */
const recentMs = 30 * second

export function usualOf(signal: string, { usual }: GateQuestion): UsualRange | null {
  return usual.find(one => one.signal === signal) ?? null
}

/** Where the stretch that is judged begins. */
export function judgedFrom({ telemetry, fixedAt }: GateQuestion): Instant {
  return Math.max(telemetry.at - recentMs, fixedAt ?? 0)
}
