// Every fact an incident can hold, in the past tense. Events are immutable: a correction is one more event.
// A new kind of fact is added here, folded in fold/, and stored through store/record's codec.
import type { CommandPurpose, CommandSpec } from './command.ts'
import type { Instant } from './time.ts'
import type {
  ActionItemKind,
  MomentName,
  Phase,
  PostmortemState,
  Precision,
  RiskTier,
  SectionId,
  Severity,
  StatusWord,
} from './vocabulary.ts'

/** What the edge stamps onto every event. `at` is when it happened and may be back-dated; order is `at`, then `id`. */
export interface EventHeader {
  readonly id: string
  readonly at: Instant
  readonly recordedAt: Instant
  /** user@host, or `rule` for what the program noticed by itself. */
  readonly by: string
  /** One writer (a process) and its own counter. */
  readonly actor: string
  readonly seq: number
}

export interface Symptom {
  readonly text: string
  /** `/api/checkout`, where the words name one. */
  readonly endpoint: string | null
  /** HTTP status named in the words. */
  readonly status: number | null
  readonly startedAt: Instant | null
  readonly kind: 'errors' | 'slow' | 'down' | 'login' | 'data' | 'other'
}

export type SignalKind =
  | 'health_down'
  | 'health_up'
  | 'error_rate_left'
  | 'error_rate_back'
  | 'latency_left'
  | 'latency_back'
  | 'new_group'
  | 'host_threshold'
  | 'host_back'
  | 'source_lost'
  | 'source_back'
  | 'metric_bad'
  | 'metric_back'
  | 'dependency_incident'
  | 'dependency_back'
  | 'alert_firing'
  | 'alert_resolved'

export interface RecordedSeries {
  /** `error rate`, `latency`. */
  readonly name: string
  readonly unit: string
  readonly values: readonly (number | null)[]
}

export interface Reason {
  readonly text: string
  readonly points: number
}

export interface RehearsalCheck {
  readonly title: string
  readonly ok: boolean
  readonly detail: string
}

export interface FixStepPlan {
  readonly id: string
  readonly title: string
  /** Absent for steps that watch or hand over the terminal instead of running a command. */
  readonly command?: CommandSpec
  readonly tier: RiskTier
  /** `edit` hands the terminal over, `watch` waits for what is seen, `hand` is done by a person somewhere else. */
  readonly kind: 'command' | 'watch' | 'edit' | 'hand'
  readonly undo?: string
  /** Done by the preparation already, in words: `made, local`. */
  readonly made?: string
  /** What has to be seen: the full id that has to be live, or the branch whose pull request has to be merged. */
  readonly waitsFor?: {
    readonly kind: 'live' | 'merge'
    readonly what: string
    /** How it is seen: an address that names the version, the list of deploys, or only the signals. */
    readonly by?: 'endpoint' | 'deploys' | 'signals'
  }
  /** Where a person does it by hand. */
  readonly address?: string
}

/** Where a step of a fix stands. `unknown`: it ran when the program died. */
export type FixStepState = 'todo' | 'running' | 'done' | 'failed' | 'skipped' | 'unknown'

export type FixKind = 'revert' | 'hotfix' | 'mitigate'

export interface GateSignal {
  readonly name: string
  readonly now: string
  readonly baseline: string
  readonly inside: boolean
  /** How far outside it is, or why nothing can be said of it. */
  readonly by?: string
}

/** What was usual of one signal before the onset; it outlives the program that saw it. */
export interface UsualRange {
  /** The signal's own id: `latency api`. */
  readonly signal: string
  readonly low: number
  readonly high: number
  readonly samples: number
}

/** What calls for a person. */
export type EscalationKind = 'budget' | 'silence' | 'severity' | 'interrupted' | 'undelivered'

export type EventData =
  // --- the incident itself
  | {
      readonly type: 'incident.declared'
      readonly incidentId: string
      readonly title: string
      readonly symptom: Symptom
      readonly service: string | null
      readonly drill: { readonly scenario: string } | null
      readonly origin: 'person' | 'alert' | 'import'
    }
  | { readonly type: 'incident.renamed'; readonly title: string }
  /** `at` is the moment itself; of several, the last recorded counts. `known: false` withdraws it. */
  | {
      readonly type: 'moment.recorded'
      readonly moment: MomentName
      readonly known: boolean
      readonly why: string
      readonly precision?: Precision
    }
  /** The zone people worked in, as an IANA name; instants stay UTC. */
  | { readonly type: 'zone.set'; readonly zone: string }
  | { readonly type: 'incident.closed' }
  | { readonly type: 'incident.reopened'; readonly reason: string }
  | { readonly type: 'session.opened'; readonly pid: number; readonly host: string; readonly readOnly: boolean }
  | { readonly type: 'session.closed'; readonly how: 'quit' | 'interrupt' | 'hangup' }
  // --- triage
  | { readonly type: 'severity.set'; readonly severity: Severity; readonly reason: string }
  | { readonly type: 'impact.set'; readonly text: string }
  /** One figure of the impact; of several for one measure the last counts, and null takes it back. */
  | {
      readonly type: 'impact.measured'
      /** `failed requests`, `affected users`: what was counted. */
      readonly measure: string
      readonly value: number | null
      readonly unit: string
      readonly precision?: Precision
      /** How it is known, in words. */
      readonly source: string
    }
  /** Users felt it from `at` until then: where it came and went, or differed, there are several. */
  | {
      readonly type: 'impact.window'
      readonly until: Instant
      /** What they felt then; may be empty. */
      readonly text: string
      readonly precision?: Precision
    }
  | { readonly type: 'phase.entered'; readonly phase: Phase }
  | { readonly type: 'step.ticked'; readonly phase: Phase; readonly step: string; readonly done: boolean }
  // --- the timeline
  | {
      readonly type: 'note.added'
      readonly text: string
      /** The end of what lasted from `at` until then. */
      readonly endsAt?: Instant
      readonly precision?: Precision
      /** Who did it, where that is another than who wrote it down. */
      readonly who?: string
      /** The zone its time was written in, where that is another than that of the incident. */
      readonly zone?: string
    }
  | {
      readonly type: 'entry.amended'
      readonly target: string
      readonly text?: string
      readonly newAt?: Instant
      readonly newEndsAt?: Instant | null
      readonly newPrecision?: Precision | null
    }
  | { readonly type: 'entry.retracted'; readonly target: string; readonly reason: string }
  | { readonly type: 'entry.keyed'; readonly target: string; readonly key: boolean }
  /** The row says the same as another one and stands under it from now on; null takes them apart again. */
  | { readonly type: 'entry.joined'; readonly target: string; readonly into: string | null }
  // --- what the signals said, by rule
  | {
      readonly type: 'signal.observed'
      readonly kind: SignalKind
      readonly subject: string
      readonly text: string
      readonly level: 'critical' | 'warn' | 'info'
      readonly figures: Readonly<Record<string, number | string>>
    }
  | { readonly type: 'onset.estimated'; readonly onsetAt: Instant; readonly confidence: number; readonly from: string }
  /** What was measured in a stretch of time, in equal steps from `from`; null where nothing was. At most 240 steps. */
  | {
      readonly type: 'series.recorded'
      readonly from: Instant
      readonly stepMs: number
      readonly series: readonly RecordedSeries[]
    }
  | {
      readonly type: 'change.seen'
      readonly kind: 'commit' | 'deploy' | 'config' | 'rollout' | 'tag'
      readonly ref: string
      readonly subject: string
      readonly author: string
    }
  // --- diagnosis
  | {
      readonly type: 'evidence.collected'
      readonly evidenceId: string
      readonly kind:
        | 'group'
        | 'onset'
        | 'change'
        | 'log'
        | 'health'
        | 'host'
        | 'metric'
        | 'command'
        | 'traffic'
        | 'note'
      readonly title: string
      readonly detail: string
      readonly source: string
      /** Marked by a person, or by a command that was run: kept from the start. */
      readonly kept: boolean
    }
  | { readonly type: 'evidence.kept'; readonly evidenceId: string }
  | { readonly type: 'evidence.dismissed'; readonly evidenceId: string }
  | {
      readonly type: 'hypothesis.proposed'
      readonly hypothesisId: string
      readonly kind: string
      readonly title: string
      readonly suspectSha: string | null
    }
  | {
      readonly type: 'hypothesis.scored'
      readonly hypothesisId: string
      readonly score: number
      readonly reasons: readonly Reason[]
    }
  | {
      readonly type: 'hypothesis.tested'
      readonly hypothesisId: string
      readonly runIds: readonly string[]
    }
  | { readonly type: 'hypothesis.confirmed'; readonly hypothesisId: string }
  | { readonly type: 'hypothesis.rejected'; readonly hypothesisId: string; readonly reason: string }
  /** `also` adds one more cause beside those that stand; without it the first is replaced. */
  | {
      readonly type: 'rootcause.set'
      readonly text: string
      readonly hypothesisId: string | null
      readonly also?: boolean
    }
  // --- commands
  | {
      readonly type: 'command.started'
      readonly runId: string
      readonly spec: CommandSpec
      readonly purpose: CommandPurpose
      readonly pid: number | null
    }
  /** Its process, which leads a group of its own on that host. */
  | { readonly type: 'command.spawned'; readonly runId: string; readonly pid: number; readonly host: string }
  | {
      readonly type: 'command.ended'
      readonly runId: string
      readonly exitCode: number | null
      readonly outcome: 'exited' | 'signalled' | 'timedOut' | 'cancelled' | 'failedToStart' | 'unknown'
      readonly durationMs: number | null
      /** File name below artifacts/, or null where no output could be kept. */
      readonly artifact: string | null
      /** The last lines, redacted, for screens and the document. */
      readonly tail: string
    }
  // --- fixes
  | {
      readonly type: 'fix.chosen'
      readonly fixId: string
      readonly kind: FixKind
      readonly title: string
      readonly targets: readonly string[]
      readonly why: string
    }
  | {
      readonly type: 'fix.rehearsed'
      readonly fixId: string
      readonly outcome: 'clean' | 'conflict' | 'unsafe' | 'failed'
      readonly summary: string
      readonly worktree: string | null
      readonly revertSha: string | null
      readonly lastGood: string | null
      readonly conflicts: readonly string[]
      readonly checks: readonly RehearsalCheck[]
      readonly steps: readonly FixStepPlan[]
    }
  | {
      readonly type: 'fix.step'
      readonly fixId: string
      readonly step: string
      readonly state: FixStepState
      readonly detail: string
      /** What an edit left, by the id of its tree: a later one that differs has to be reviewed again. */
      readonly tree?: string
    }
  /** What its pull request says beside the text: the title, and who is asked to look. */
  | {
      readonly type: 'fix.requested'
      readonly fixId: string
      readonly title?: string
      readonly reviewer?: string
    }
  | { readonly type: 'fix.completed'; readonly fixId: string }
  | { readonly type: 'fix.abandoned'; readonly fixId: string; readonly reason: string }
  | {
      readonly type: 'mitigation.applied'
      readonly mitigationId: string
      readonly name: string
      readonly undo: CommandSpec | null
      readonly expect: string | null
    }
  | { readonly type: 'mitigation.undone'; readonly mitigationId: string }
  | {
      readonly type: 'mitigation.judged'
      readonly mitigationId: string
      readonly worked: boolean
      readonly detail: string
    }
  // --- verify
  | { readonly type: 'gate.passed'; readonly signals: readonly GateSignal[] }
  | { readonly type: 'gate.overridden'; readonly reason: string; readonly signals: readonly GateSignal[] }
  | { readonly type: 'baseline.measured'; readonly onsetAt: Instant; readonly ranges: readonly UsualRange[] }
  | { readonly type: 'baseline.accepted'; readonly signal: string; readonly reason: string }
  | { readonly type: 'monitor.started'; readonly windowMs: number }
  /** So much of the window has been watched by then; what comes after counts once it is said again. */
  | { readonly type: 'monitor.watched'; readonly elapsedMs: number }
  /** Nothing is known from then on: no fresh samples, or no program that watched. The clock stands, it is no relapse. */
  | { readonly type: 'monitor.paused'; readonly why: string; readonly elapsedMs: number }
  | { readonly type: 'monitor.resumed'; readonly unwatchedMs: number }
  | { readonly type: 'monitor.held'; readonly signal: string; readonly detail: string; readonly elapsedMs: number }
  | { readonly type: 'monitor.restarted' }
  | { readonly type: 'monitor.completed' }
  | { readonly type: 'secondary.noted'; readonly subject: string; readonly text: string; readonly firstAt: Instant }
  | { readonly type: 'secondary.settled'; readonly subject: string; readonly how: string }
  // --- people
  | {
      readonly type: 'update.sent'
      readonly updateId: string
      readonly status: StatusWord
      readonly audience: string
      readonly text: string
      readonly channels: readonly string[]
      readonly nextDueAt: Instant | null
    }
  | {
      readonly type: 'delivery.settled'
      readonly messageId: string
      readonly channel: string
      /** `unknown`: the program died while it was being sent. `waiting`: a person wants it sent again. */
      readonly state: 'delivered' | 'failed' | 'unknown' | 'waiting'
      readonly attempts: number
      readonly detail: string
    }
  | {
      readonly type: 'escalation.raised'
      readonly escalationId: string
      readonly kind: EscalationKind
      readonly text: string
    }
  | { readonly type: 'escalation.snoozed'; readonly escalationId: string; readonly until: Instant | null }
  | {
      readonly type: 'page.sent'
      readonly messageId: string
      readonly whom: string
      readonly through: string
      readonly text: string
    }
  | { readonly type: 'role.taken'; readonly role: string; readonly person: string }
  | { readonly type: 'role.handed'; readonly role: string; readonly to: string; readonly brief: string }
  // --- post-mortem
  /** `base` is the text that the writing began from: what others wrote since then is kept beside it. */
  | { readonly type: 'section.written'; readonly section: SectionId; readonly text: string; readonly base?: string }
  | {
      readonly type: 'action.added'
      readonly actionId: string
      readonly text: string
      readonly kind: ActionItemKind
      readonly owner: string | null
      readonly due: string | null
      readonly priority: 'high' | 'medium' | 'low'
      /** Which suggestion it was taken from, so that it is not offered twice. */
      readonly suggestion: string | null
    }
  | {
      readonly type: 'action.changed'
      readonly actionId: string
      readonly text?: string
      readonly itemKind?: ActionItemKind
      readonly priority?: 'high' | 'medium' | 'low'
      readonly owner?: string | null
      readonly due?: string | null
      readonly link?: string | null
      readonly done?: boolean
      readonly dropped?: boolean
    }
  | {
      readonly type: 'factor.added'
      readonly text: string
      readonly kind: 'contributing' | 'why'
      readonly parent: string | null
    }
  | { readonly type: 'postmortem.moved'; readonly state: PostmortemState }
  /** `sha256` is of the file as it was written: where it still is the same, nobody has edited it. */
  | {
      readonly type: 'postmortem.exported'
      readonly path: string
      readonly format: string
      readonly sha256?: string
    }

export type EventType = EventData['type']
export type IncidentEvent = EventHeader & EventData

/** What decide() asks to be recorded: the edge stamps the header; `at` only where it is not now. */
export type EventDraft = EventData & { readonly at?: Instant; readonly byRule?: boolean }

/** One kind of event, picked by its type: `EventOf<'note.added'>`. */
export type EventOf<T extends EventType> = Extract<IncidentEvent, { type: T }>
