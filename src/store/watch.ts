// What the program notices by itself, once a second: crossings, changes, evidence, relapses and the end of the window.
import { minute } from '../incident/time.ts'
import { calm, observeCrossings } from '../telemetry/crossings.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { isRequestTitle } from '../telemetry/requests.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import { createBaselines } from './baselines.ts'
import { createCollecting } from './collecting.ts'
import type { Gate } from './gating.ts'
import { createJudging } from './judging.ts'
import { createMonitoring } from './monitoring.ts'
import { createRecording } from './recording.ts'
import { createRequestCounting } from './request-counting.ts'
import { noteSecondary } from './secondary.ts'
import type { Session } from './session.ts'
import { watchFixes } from './watch-fixes.ts'

const changeWindow = 6 * 60 * minute

/** Call the answer at 1 Hz with the time; it dispatches what has to be recorded. */
export function createWatch(session: Session, telemetry: Telemetry, gate: Gate): (now: number) => void {
  let crossings = calm
  const collect = createCollecting(session, telemetry)
  const record = createRecording(session, telemetry)
  const countRequests = createRequestCounting(telemetry)
  const measure = createBaselines(session, telemetry)
  const monitor = createMonitoring(session)
  const judge = createJudging(session, telemetry)
  return now => {
    countRequests()
    const snapshot = telemetry.snapshot(now)
    const { state, observations } = observeCrossings(crossings, snapshot)
    crossings = state
    for (const { at, ...observation } of observations) session.dispatch({ kind: 'recordSignal', observation, at })
    recordDeploys(session, snapshot)
    collectGroups(session, snapshot)
    collect(now)
    noteSecondary(session, snapshot)
    record(now)
    measure(now)
    const rows = gate.look(now)
    watchFixes(session, snapshot, rows)
    judge({ snapshot, rows })
    monitor(rows, now)
  }
}

function recordDeploys(session: Session, { changes, at }: TelemetrySnapshot): void {
  for (const { kind, ref, subject, author, at: changedAt } of changes) {
    if (kind === 'commit' || changedAt < at - changeWindow) continue
    session.dispatch({ kind: 'recordChange', change: { kind, ref, subject, author }, at: changedAt })
  }
}

/** More would bury what matters; the log pane shows them all. */
const groupsCollected = 6

/** Error groups that began with the incident, the loudest first, are evidence to be kept or dismissed. */
function collectGroups(session: Session, { groups, startedAt }: TelemetrySnapshot): void {
  const { moments, gate, evidence } = session.store.getState().state
  const from = Math.min(moments.started ?? startedAt, startedAt) - minute
  const room = groupsCollected - evidence.filter(one => one.id.startsWith('group:')).length
  if (room <= 0) return
  const begun = groups.filter(({ id, title, firstAt }) => {
    const isKnown = evidence.some(one => one.id === `group:${id}`)
    const isLater = gate.passedAt !== null && firstAt > gate.passedAt
    return !isKnown && !isLater && firstAt >= from && !isRequestTitle(title) // Failed requests are told by endpoint.
  })
  for (const group of begun.sort((a, b) => b.count - a.count).slice(0, room)) {
    session.dispatch({
      kind: 'collectEvidence',
      evidenceId: `group:${group.id}`,
      evidenceKind: 'group',
      title: group.title,
      detail: `${group.count} since ${new Date(group.firstAt).toISOString().slice(11, 19)} UTC`,
      source: 'logs',
      kept: false,
      at: group.firstAt,
    })
  }
}
