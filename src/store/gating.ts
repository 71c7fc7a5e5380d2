// The gate of one incident, looked at once a second: every signal's reading, and since when it is as it is.

import type { GateSignal } from '../incident/events.ts'
import { fixedAt } from '../incident/fixed-at.ts'
import { settleTime } from '../incident/monitor.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import { gateReadings, gateSignal } from '../telemetry/gate.ts'
import type { GateQuestion, GateReading } from '../telemetry/gate-question.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { Session } from './session.ts'

export interface GateRow extends GateReading {
  /** Since when it is inside, or outside; null before either was seen. */
  readonly since: Instant | null
  /** Inside, and long enough to count. */
  readonly isSettled: boolean
  /** Outside when the gate was overridden: it does not hold the clock. */
  readonly isExcused: boolean
}

export interface Gate {
  /** Worst first; looked at anew with each call. */
  look(now: Instant): readonly GateRow[]
  /** What was seen at the last look. */
  rows(): readonly GateRow[]
}

/** `windowMs` says how long the monitor window will be: a short one settles sooner. */
export function createGate(session: Session, telemetry: Telemetry, windowMs: () => number): Gate {
  const since = new Map<string, { readonly state: GateReading['state']; readonly at: Instant }>()
  let rows: readonly GateRow[] = []
  return {
    rows: () => rows,
    look: now => {
      const { state } = session.store.getState()
      const settleMs = settleTime(state.monitor?.windowMs ?? windowMs())
      const excused = new Set(state.gate.excused)
      rows = gateReadings(questionOf(state, telemetry, now))
        .map((reading): GateRow => {
          const before = since.get(reading.id)
          // Not to know for a moment is no change.
          if (reading.state !== 'unknown' && before?.state !== reading.state)
            since.set(reading.id, { state: reading.state, at: now })
          const from = since.get(reading.id)?.at ?? null
          const isSettled = reading.state === 'inside' && from !== null && now - from >= settleMs
          const isExcused = excused.has(reading.name) && reading.state === 'outside'
          return { ...reading, since: from, isSettled, isExcused }
        })
        .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
      return rows
    },
  }
}

const order: readonly GateReading['state'][] = ['outside', 'unknown', 'inside']

function questionOf(state: IncidentState, telemetry: Telemetry, now: Instant): GateQuestion {
  return {
    telemetry: telemetry.snapshot(now),
    history: telemetry.history,
    usual: state.gate.usual?.ranges ?? [],
    fixedAt: fixedAt(state),
    accepted: new Set(state.gate.acceptedBaselines.map(one => one.signal)),
    settledGroups: new Set(state.secondary.filter(one => one.settled !== null).map(one => one.subject)),
  }
}

/** As the gate is asked with: what has only just come back does not count yet. */
export function signalsOf(rows: readonly GateRow[]): GateSignal[] {
  return rows.map(row => {
    const signal = gateSignal(row)
    return row.state === 'inside' && !row.isSettled
      ? { ...signal, inside: false, by: 'inside, but only just: it has to stay' }
      : signal
  })
}

/** When the last of them came back. */
export function allInsideSince(rows: readonly GateRow[]): Instant | null {
  if (rows.length === 0 || rows.some(row => row.state !== 'inside')) return null
  return Math.max(...rows.map(row => row.since ?? 0)) || null
}
