// One incident at work: intents in, decided, stamped, stored and folded; effects handed to whoever runs them.
// The screens, the command line and the scripted responder of a drill all go through here.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { decide } from '../incident/decide/decide.ts'
import type { EventDraft, IncidentEvent } from '../incident/events.ts'
import { fold } from '../incident/fold/fold.ts'
import type { Effect, Intent } from '../incident/intents.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'

export interface SessionState {
  readonly state: IncidentState
  /** What could not be written, in words; null while everything is on disk. */
  readonly recordTrouble: string | null
  /** How many events wait for the disk, and why in two or three words. */
  readonly heldInMemory: { readonly short: string; readonly count: number } | null
  readonly unreadable: number
}

/** `why` is a sentence with what can be done, `short` the first words of one. */
export type Stored =
  | { readonly stored: true }
  | { readonly stored: false; readonly why: string; readonly short: string }

/** The record as the session needs it; store/record has the one on disk, tests one in memory. */
export interface RecordPort {
  read(incidentId: string): { readonly events: readonly IncidentEvent[]; readonly unreadable: readonly unknown[] }
  append(incidentId: string, event: IncidentEvent): Stored
  flush(): Stored
  /** Events that wait in memory. */
  readonly pendingCount?: number
  follow(incidentId: string, known: readonly IncidentEvent[], onEvents: (events: IncidentEvent[]) => void): () => void
}

export interface SessionOptions {
  readonly record: RecordPort
  readonly incidentId: string
  /** user@host */
  readonly identity: string
  /** One writer: a process. */
  readonly actor: string
  readonly readOnly: boolean
  readonly now: () => Instant
  readonly newId: () => string
  /** Runs one effect and answers with intents, at once or later. */
  readonly runEffect: (effect: Effect, answer: (intent: Intent) => void) => void
}

/** `refused` is a sentence for the person; nothing was recorded then. */
export type Dispatched = { readonly events: readonly IncidentEvent[] } | { readonly refused: string }

export interface Session {
  readonly store: StoreApi<SessionState>
  readonly incidentId: string
  dispatch(intent: Intent): Dispatched
  /** Tries again to write what is held in memory. */
  flush(): void
  /** Sees what other processes write to the incident, until the returned function is called. */
  follow(): () => void
  events(): readonly IncidentEvent[]
}

export function createSession(options: SessionOptions): Session {
  const { record, incidentId, now } = options
  const stored = record.read(incidentId)
  let events: IncidentEvent[] = [...stored.events]
  let seq = events.filter(event => event.actor === options.actor).length
  const store = createStore<SessionState>(() => ({
    state: fold(events),
    recordTrouble: null,
    heldInMemory: null,
    unreadable: stored.unreadable.length,
  }))

  const tellOfDisk = (written: Stored) =>
    store.setState(
      written.stored
        ? { recordTrouble: null, heldInMemory: null }
        : { recordTrouble: written.why, heldInMemory: { short: written.short, count: record.pendingCount ?? 0 } },
    )

  const add = (news: readonly IncidentEvent[]) => {
    const known = new Set(events.map(event => event.id))
    const unknown = news.filter(event => !known.has(event.id))
    if (unknown.length === 0) return
    events = [...events, ...unknown]
    store.setState({ state: fold(events) })
  }

  const stamp = ({ byRule, ...draft }: EventDraft): IncidentEvent => {
    const recordedAt = now()
    const { actor, identity } = options
    const header = { id: options.newId(), recordedAt, by: byRule ? 'rule' : identity, actor, seq: seq++ }
    return { ...draft, ...header, at: draft.at ?? recordedAt } as IncidentEvent
  }

  const dispatch = (intent: Intent): Dispatched => {
    const context = { now: now(), readOnly: options.readOnly, actor: options.actor }
    const decision = decide(store.getState().state, intent, context)
    if ('refused' in decision) return decision
    const stamped = decision.events.map(stamp)
    for (const event of stamped) {
      const written = record.append(incidentId, event)
      tellOfDisk(written)
    }
    add(stamped)
    for (const effect of decision.effects) options.runEffect(effect, answer => void dispatch(answer))
    return { events: stamped }
  }

  return {
    store,
    incidentId,
    dispatch,
    flush: () => {
      const written = record.flush()
      tellOfDisk(written)
    },
    follow: () => record.follow(incidentId, events, add),
    events: () => events,
  }
}
