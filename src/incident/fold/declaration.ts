// What the declaration, triage and the moments change.
import type { Phase } from '../vocabulary.ts'
import type { Draft, Handlers } from './draft.ts'

export const declaration: Handlers<
  | 'incident.declared'
  | 'incident.renamed'
  | 'moment.recorded'
  | 'zone.set'
  | 'incident.closed'
  | 'incident.reopened'
  | 'session.opened'
  | 'session.closed'
  | 'severity.set'
  | 'impact.set'
  | 'impact.measured'
  | 'impact.window'
  | 'phase.entered'
  | 'step.ticked'
> = {
  'incident.declared': (draft, event) => {
    if (draft.id !== null) return
    draft.id = event.incidentId
    draft.title = event.title
    draft.symptom = { ...event.symptom }
    draft.service = event.service
    draft.drill = event.drill && { ...event.drill }
    draft.declaredBy = event.by
    draft.origin = event.origin
    draft.moments.declared = event.at
    if (draft.momentRecordedAt.started === undefined) draft.moments.started = event.symptom.startedAt
    enter(draft, 'triage', event.at)
  },
  'incident.renamed': (draft, event) => {
    draft.title = event.title
  },
  'moment.recorded': (draft, event) => {
    if (event.recordedAt < (draft.momentRecordedAt[event.moment] ?? Number.NEGATIVE_INFINITY)) return
    draft.momentRecordedAt[event.moment] = event.recordedAt
    draft.moments[event.moment] = event.known ? event.at : null
    draft.momentPrecision[event.moment] = event.known ? event.precision : undefined
    draft.momentWhy[event.moment] = event.known && event.why !== '' ? event.why : undefined
  },
  'zone.set': (draft, event) => {
    draft.zone = event.zone
  },
  'incident.closed': (draft, event) => {
    if (event.recordedAt < (draft.momentRecordedAt.closed ?? Number.NEGATIVE_INFINITY)) return
    draft.momentRecordedAt.closed = event.recordedAt
    draft.moments.closed = event.at
  },
  'incident.reopened': (draft, event) => {
    for (const moment of ['mitigated', 'resolved', 'closed'] as const) {
      if (event.recordedAt < (draft.momentRecordedAt[moment] ?? Number.NEGATIVE_INFINITY)) continue
      draft.momentRecordedAt[moment] = event.recordedAt
      draft.moments[moment] = null
    }
  },
  'session.opened': (draft, event) => {
    draft.sessions.push({
      actor: event.actor,
      by: event.by,
      openedAt: event.at,
      closedAt: null,
      pid: event.pid,
      host: event.host,
    })
  },
  'session.closed': (draft, event) => {
    const session = draft.sessions.findLast(one => one.actor === event.actor)
    if (session) session.closedAt = event.at
    for (const run of draft.commands) {
      if (run.actor === event.actor && run.state === 'running') run.state = 'interrupted'
    }
  },
  'severity.set': (draft, event) => {
    draft.severity = event.severity
    draft.severityHistory.push({ severity: event.severity, at: event.at, by: event.by, reason: event.reason })
  },
  'impact.set': (draft, event) => {
    draft.impact = event.text
  },
  'impact.measured': (draft, { measure, value, unit, precision = null, source, by }) => {
    const known = draft.impactFigures.find(one => one.measure === measure)
    if (known?.byPerson && by === 'rule') return
    draft.impactFigures = draft.impactFigures.filter(one => one !== known)
    if (value === null) return
    draft.impactFigures.push({ measure, value, unit, precision, source, byPerson: by !== 'rule' })
  },
  'impact.window': (draft, { id, at, until, text, precision = null }) => {
    if (draft.impactWindows.some(one => one.id === id)) return
    draft.impactWindows.push({ id, from: at, until, text, precision })
  },
  'phase.entered': (draft, event) => enter(draft, event.phase, event.at),
  'step.ticked': (draft, event) => {
    draft.phases[event.phase].ticks[event.step] = event.done
  },
}

/** Ends the running visit of the old phase and begins one of the new. */
function enter(draft: Draft, phase: Phase, at: number): void {
  const old = draft.phases[draft.phase]
  if (old.currentSince !== null) {
    old.spentMs += Math.max(0, at - old.currentSince)
    old.currentSince = null
  }
  draft.phase = phase
  draft.phases[phase].enteredAt ??= at
  draft.phases[phase].currentSince = at
}
