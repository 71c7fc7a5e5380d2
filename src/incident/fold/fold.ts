// Events in, state out. The order of arrival, a second copy and a broken event change nothing: events are put in order
// by `at`, then `id`, and each counts once.
import type { EventType, IncidentEvent } from '../events.ts'
import type { IncidentState } from '../state.ts'
import { declaration } from './declaration.ts'
import { diagnosis } from './diagnosis.ts'
import { correctionsIn, type Draft, emptyDraft } from './draft.ts'
import { fixing } from './fixing.ts'
import { asAmended, isTakenBack, joined, rowOf } from './rows.ts'
import { telling } from './telling.ts'
import { verifying } from './verifying.ts'

type Handler = (draft: Draft, event: IncidentEvent) => void
const handlers = { ...declaration, ...diagnosis, ...fixing, ...verifying, ...telling } as unknown as Partial<
  Record<EventType, Handler>
>

/** What a person or a command did; rules, sessions and bookkeeping do not break a silence. */
const quiet: ReadonlySet<EventType> = new Set([
  'signal.observed',
  'onset.estimated',
  'series.recorded',
  'change.seen',
  'evidence.collected',
  'hypothesis.proposed',
  'hypothesis.scored',
  'escalation.raised',
  'command.spawned',
  'session.opened',
  'session.closed',
  'delivery.settled',
  'baseline.measured',
  'monitor.watched',
  'monitor.paused',
  'monitor.resumed',
])

export function fold(events: readonly IncidentEvent[]): IncidentState {
  const ordered = inOrder(events)
  const draft = emptyDraft(correctionsIn([...ordered].sort(byRecording)))
  const people = new Set<string>()
  for (const event of ordered) {
    if (isTakenBack(draft, event)) continue
    handlers[event.type]?.(draft, asAmended(draft, event))
    const row = rowOf(draft, event)
    if (row) draft.timeline.push(row)
    if (event.by !== 'rule') people.add(event.by)
    if (event.by !== 'rule' && !quiet.has(event.type)) {
      draft.lastActivityAt = Math.max(draft.lastActivityAt ?? 0, event.recordedAt)
    }
  }
  draft.eventCount = ordered.length
  draft.people = [...people]
  return finished(draft)
}

/** The events once each, by `at`, then `id`. */
function inOrder(events: readonly IncidentEvent[]): IncidentEvent[] {
  const once = new Map(events.map(event => [event.id, event]))
  return [...once.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function byRecording(a: IncidentEvent, b: IncidentEvent): number {
  return a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1)
}

function finished(draft: Draft): IncidentState {
  const { momentRecordedAt, keptEvidence: _kept, corrections, ...state } = draft
  const { moments } = state
  if (momentRecordedAt.started === undefined && moments.started === null && (state.onset?.confidence ?? 0) >= 0.5) {
    moments.started = state.onset?.at ?? null
  }
  if (momentRecordedAt.detected === undefined && moments.declared !== null && state.origin !== 'import') {
    const alarm = state.observations.find(one => one.level === 'critical')
    moments.detected = Math.min(alarm?.at ?? Number.POSITIVE_INFINITY, moments.declared)
  }
  state.timeline = joined(state.timeline, corrections)
  if (moments.closed !== null) state.postmortemState = 'closed'
  state.status = moments.closed ? 'closed' : moments.resolved ? 'resolved' : moments.mitigated ? 'mitigated' : 'open'
  state.statusWord = moments.resolved
    ? 'Resolved'
    : moments.mitigated || state.monitor
      ? 'Monitoring'
      : state.rootCause
        ? 'Identified'
        : 'Investigating'
  return state
}
