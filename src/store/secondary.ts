// What is new since the fix: error groups that come on and targets that fail though they did not before. Each is put on
// the record once, with when it was first seen, to be settled by a person.
import { fixedAt } from '../incident/fixed-at.ts'
import type { IncidentState } from '../incident/state.ts'
import { newSince } from '../telemetry/gate-logs.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import type { Session } from './session.ts'

/** More would bury what matters. */
const mostIssues = 8

export function noteSecondary(session: Session, telemetry: TelemetrySnapshot): void {
  const { state } = session.store.getState()
  const fixed = fixedAt(state) ?? state.gate.passedAt
  if (fixed === null || state.phase !== 'verify' || state.moments.resolved !== null) return
  const room = mostIssues - state.secondary.length
  for (const issue of issuesSince(fixed, state, telemetry).slice(0, Math.max(0, room)))
    session.dispatch({ kind: 'noteSecondary', ...issue })
}

interface Issue {
  readonly subject: string
  readonly text: string
  readonly firstAt: number
}

function issuesSince(fixed: number, state: IncidentState, telemetry: TelemetrySnapshot): Issue[] {
  const known = new Set(state.secondary.map(one => one.subject))
  const groups = newSince({ telemetry, fixedAt: fixed, settledGroups: known }).map(group => ({
    subject: group.id,
    text: group.title,
    firstAt: group.firstAt,
  }))
  const failedBefore = new Set(
    state.observations.filter(one => one.kind === 'health_down' && one.at <= fixed).map(one => one.subject),
  )
  const targets = telemetry.health.flatMap(({ name, downSince, reason, answer, history }): Issue[] => {
    const isDown = history.slice(-2).length === 2 && history.slice(-2).every(sample => !sample.ok)
    if (downSince === null || downSince <= fixed || !isDown || failedBefore.has(name)) return []
    return [{ subject: `target:${name}`, text: `${name} fails: ${reason ?? answer}`, firstAt: downSince }]
  })
  return [...targets, ...groups].filter(issue => !known.has(issue.subject))
}
