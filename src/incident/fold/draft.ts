// The state while it is being folded: the same shape, still writable, and what only the fold needs to remember.
import type { EventOf, EventType, IncidentEvent } from '../events.ts'
import type { IncidentState } from '../state.ts'
import type { Instant } from '../time.ts'
import type { MomentName } from '../vocabulary.ts'

type Writable<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Writable<T[Key]> }
      : T

export interface Draft extends Writable<IncidentState> {
  /** When the value that now stands for a moment was recorded: of several, the last recorded counts. */
  momentRecordedAt: Partial<Record<MomentName | 'closed', Instant>>
  keptEvidence: number
  /** Corrections by the id of the event they are about. */
  corrections: Corrections
}

export interface Corrections {
  readonly amended: Map<string, EventOf<'entry.amended'>[]>
  readonly retracted: Map<string, EventOf<'entry.retracted'>>
  readonly keyed: Map<string, boolean>
  /** Which row stands under which other one. */
  readonly joined: Map<string, string | null>
}

/** How each kind of event changes the draft; one table for each room of the incident. */
export type Handlers<T extends EventType> = { readonly [K in T]: (draft: Draft, event: EventOf<K>) => void }

export function correctionsIn(events: readonly IncidentEvent[]): Corrections {
  const corrections: Corrections = { amended: new Map(), retracted: new Map(), keyed: new Map(), joined: new Map() }
  for (const event of events) {
    if (event.type === 'entry.amended') {
      corrections.amended.set(event.target, [...(corrections.amended.get(event.target) ?? []), event])
    }
    if (event.type === 'entry.retracted') corrections.retracted.set(event.target, event)
    if (event.type === 'entry.keyed') corrections.keyed.set(event.target, event.key)
    if (event.type === 'entry.joined') corrections.joined.set(event.target, event.into)
  }
  return corrections
}

const untouched = () => ({ enteredAt: null, spentMs: 0, currentSince: null, ticks: {} })

export function emptyDraft(corrections: Corrections): Draft {
  return {
    id: null,
    title: '',
    symptom: null,
    service: null,
    drill: null,
    declaredBy: '',
    origin: 'person',
    severity: null,
    severityHistory: [],
    impact: null,
    impactFigures: [],
    impactWindows: [],
    zone: null,
    status: 'open',
    statusWord: 'Investigating',
    phase: 'triage',
    phases: {
      triage: untouched(),
      diagnose: untouched(),
      fix: untouched(),
      verify: untouched(),
      postmortem: untouched(),
    },
    moments: {
      started: null,
      detected: null,
      declared: null,
      acknowledged: null,
      mitigated: null,
      resolved: null,
      closed: null,
    },
    momentPrecision: {},
    momentWhy: {},
    onset: null,
    timeline: [],
    retracted: [],
    evidence: [],
    hypotheses: [],
    rootCause: null,
    causes: [],
    commands: [],
    fixes: [],
    mitigations: [],
    gate: { passedAt: null, signals: [], overrides: [], acceptedBaselines: [], excused: [], usual: null },
    monitor: null,
    secondary: [],
    updates: [],
    escalations: [],
    pages: [],
    roles: {},
    people: [],
    sections: {},
    factors: [],
    actionItems: [],
    postmortemState: 'draft',
    exports: [],
    observations: [],
    series: [],
    changes: [],
    sessions: [],
    lastActivityAt: null,
    eventCount: 0,
    momentRecordedAt: {},
    keptEvidence: 0,
    corrections,
  }
}
