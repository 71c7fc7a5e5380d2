// Events in, state out. The order of arrival, a second copy and a broken event change nothing: events are put in order
// by `at`, then `id`, and each counts once.
import type { EventType, IncidentEvent } from '../events.ts'
import type { IncidentState } from '../state.ts'
import { declaration } from './declaration.ts'
import { diagnosis } from './diagnosis.ts'
import { correctionsIn, type Draft, emptyDraft } from './draft.ts'
import { fixing } from './fixing.ts'
import { telling } from './telling.ts'
import { tell } from './words.ts'

type Handler = (draft: Draft, event: IncidentEvent) => void
const handlers = { ...declaration, ...diagnosis, ...fixing, ...telling } as unknown as Partial<
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
])

export function fold(events: readonly IncidentEvent[]): IncidentState {
  const ordered = inOrder(events)
  const draft = emptyDraft(correctionsIn([...ordered].sort(byRecording)))
  const people = new Set<string>()
  for (const event of ordered) {
    if (draft.corrections.retracted.has(event.id) && retractable.has(event.type)) continue
    handlers[event.type]?.(draft, event)
    addRow(draft, event)
    if (event.by !== 'rule') people.add(event.by)
    if (event.by !== 'rule' && !quiet.has(event.type)) {
      draft.lastActivityAt = Math.max(draft.lastActivityAt ?? 0, event.recordedAt)
    }
  }
  draft.eventCount = ordered.length
  draft.people = [...people]
  return finished(draft)
}

/** Only what a person wrote can be taken back; what was observed or run stays. */
const retractable: ReadonlySet<EventType> = new Set([
  'note.added',
  'impact.set',
  'impact.measured',
  'action.added',
  'factor.added',
  'section.written',
  'rootcause.set',
  'severity.set',
])

/** The events once each, by `at`, then `id`. */
export function inOrder(events: readonly IncidentEvent[]): IncidentEvent[] {
  const once = new Map(events.map(event => [event.id, event]))
  return [...once.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function byRecording(a: IncidentEvent, b: IncidentEvent): number {
  return a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1)
}

function addRow(draft: Draft, event: IncidentEvent): void {
  const telling = tell(event, draft)
  if (!telling) return
  const amendments = draft.corrections.amended.get(event.id) ?? []
  const text = amendments.findLast(one => one.text !== undefined)?.text ?? telling.text
  const at = amendments.findLast(one => one.newAt !== undefined)?.newAt ?? event.at
  const ended = amendments.findLast(one => one.newEndsAt !== undefined)
  const endsAt = ended ? ended.newEndsAt : telling.endsAt
  const judged = amendments.findLast(one => one.newPrecision !== undefined)
  const precision = judged ? judged.newPrecision : telling.precision
  draft.timeline.push({
    id: event.id,
    at,
    recordedAt: event.recordedAt,
    by: event.by,
    type: event.type,
    text,
    meta: telling.meta ?? '',
    glyph: telling.glyph,
    tone: telling.tone ?? 'plain',
    key: draft.corrections.keyed.get(event.id) ?? false,
    original: amendments.length > 0 ? { text: telling.text, at: event.at } : null,
    ...(telling.about === undefined ? {} : { about: telling.about }),
    ...(endsAt === undefined || endsAt === null || endsAt < at ? {} : { endsAt }),
    ...(precision === undefined || precision === null ? {} : { precision }),
    ...(telling.who === undefined ? {} : { who: telling.who }),
  })
}

function finished(draft: Draft): IncidentState {
  const { momentRecordedAt, keptEvidence: _kept, corrections: _corrections, ...state } = draft
  const { moments } = state
  if (momentRecordedAt.started === undefined && moments.started === null && (state.onset?.confidence ?? 0) >= 0.5) {
    moments.started = state.onset?.at ?? null
  }
  if (momentRecordedAt.detected === undefined && moments.declared !== null && state.origin !== 'import') {
    const alarm = state.observations.find(one => one.level === 'critical')
    moments.detected = Math.min(alarm?.at ?? Number.POSITIVE_INFINITY, moments.declared)
  }
  state.timeline.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
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
