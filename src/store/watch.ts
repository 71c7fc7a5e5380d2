// What the program notices by itself, once a second: crossings, changes, evidence, relapses and the end of the window.
import { minute } from '../incident/time.ts'
import { calm, observeCrossings } from '../telemetry/crossings.ts'
import { gateSignals } from '../telemetry/gate.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { accessLine } from '../telemetry/requests.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import { createCollecting } from './collecting.ts'
import { judgeMitigations } from './judging.ts'
import { createRecording } from './recording.ts'
import type { Session } from './session.ts'
import { watchFixes } from './watch-fixes.ts'

const changeWindow = 6 * 60 * minute

/** Call the answer at 1 Hz with the time; it dispatches what has to be recorded. */
export function createWatch(session: Session, telemetry: Telemetry): (now: number) => void {
  let crossings = calm
  const collect = createCollecting(session, telemetry)
  const record = createRecording(session, telemetry)
  return now => {
    const snapshot = telemetry.snapshot(now)
    const { state, observations } = observeCrossings(crossings, snapshot)
    crossings = state
    for (const { at, ...observation } of observations) session.dispatch({ kind: 'recordSignal', observation, at })
    recordDeploys(session, snapshot)
    collectGroups(session, snapshot)
    collect(now)
    noteSecondary(session, snapshot)
    watchMonitor(session, snapshot)
    record(now)
    watchFixes(session, snapshot)
    judgeMitigations(session, telemetry, snapshot)
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
    return !isKnown && !isLater && firstAt >= from && !accessLine.test(title) // Failed requests are told by endpoint.
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

function noteSecondary(session: Session, { groups }: TelemetrySnapshot): void {
  const { gate } = session.store.getState().state
  if (gate.passedAt === null) return
  for (const group of groups) {
    if (group.firstAt <= gate.passedAt) continue
    const issue = { subject: group.id, text: group.title, firstAt: group.firstAt }
    session.dispatch({ kind: 'noteSecondary', ...issue })
  }
}

function watchMonitor(session: Session, snapshot: TelemetrySnapshot): void {
  const { monitor, gate, onset, moments } = session.store.getState().state
  if (!monitor || monitor.completedAt !== null) return
  const accepted = new Set(gate.acceptedBaselines.map(one => one.signal))
  const signals = gateSignals(snapshot, { onset: onset?.at ?? moments.started, accepted })
  const outside = signals.find(signal => !signal.inside)
  if (monitor.runningSince === null) {
    if (!outside) session.dispatch({ kind: 'restartMonitor' })
    return
  }
  if (outside) session.dispatch({ kind: 'holdMonitor', signal: outside.name, detail: outside.now })
  else if (snapshot.at - monitor.runningSince >= monitor.windowMs) session.dispatch({ kind: 'completeMonitor' })
}
