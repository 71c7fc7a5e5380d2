// What the events of one incident add up to. Only fold() makes one; nobody stores it.
import type { CommandPurpose, CommandSpec } from './command.ts'
import type {
  EventOf,
  FixKind,
  FixStepPlan,
  FixStepState,
  GateSignal,
  IncidentEvent,
  Reason,
  RehearsalCheck,
  SignalKind,
  Symptom,
  UsualRange,
} from './events.ts'
import type { Instant } from './time.ts'
import type {
  ActionItemKind,
  IncidentStatus,
  MomentName,
  Phase,
  PostmortemState,
  Precision,
  SectionId,
  Severity,
  StatusWord,
} from './vocabulary.ts'

export interface Moments {
  /** Impact began. */
  readonly started: Instant | null
  readonly detected: Instant | null
  readonly declared: Instant | null
  readonly acknowledged: Instant | null
  readonly mitigated: Instant | null
  readonly resolved: Instant | null
  readonly closed: Instant | null
}

export interface PhaseState {
  readonly enteredAt: Instant | null
  /** Milliseconds spent in visits that have ended; the running visit is the clock's business. */
  readonly spentMs: number
  readonly currentSince: Instant | null
  /** Steps ticked (true) or unticked (false) by a person; the rest is derived by phases/. */
  readonly ticks: Readonly<Record<string, boolean>>
}

export interface TimelineRow {
  /** The event's id: rows are amended, retracted and cited by it. */
  readonly id: string
  readonly at: Instant
  readonly recordedAt: Instant
  readonly by: string
  readonly type: IncidentEvent['type']
  readonly text: string
  /** Right-hand meta: `onset`, `E3`, `rule`, the person. */
  readonly meta: string
  readonly glyph:
    | 'deploy'
    | 'alarm'
    | 'declared'
    | 'decision'
    | 'evidence'
    | 'note'
    | 'command'
    | 'update'
    | 'done'
    | 'rejected'
  /** Past facts keep their glyph and lose their colour once a newer fact cancels them. */
  readonly tone: 'critical' | 'warn' | 'ok' | 'accent' | 'plain'
  readonly key: boolean
  readonly original: { readonly text: string; readonly at: Instant } | null
  /** The run or the piece of evidence that the row is about: what it cites. */
  readonly about?: string
  /** The end of what lasted. */
  readonly endsAt?: Instant
  readonly precision?: Precision
  /** Who did it, where that is another than who wrote it down. */
  readonly who?: string
  /** The zone its time was written in, where that is another than that of the incident. */
  readonly zone?: string
  /** Every form it had, the first one first; absent where it was never changed. */
  readonly versions?: readonly RowVersion[]
  /** Rows that say the same and were joined with it. */
  readonly joined?: readonly TimelineRow[]
}

export interface RowVersion {
  readonly text: string
  readonly at: Instant
  readonly by: string
  readonly writtenAt: Instant
}

export interface RetractedRow {
  readonly row: TimelineRow
  readonly reason: string
  readonly by: string
  readonly at: Instant
}

export interface Evidence {
  readonly id: string
  /** `E1`, `E2`… in the order they were kept; null while unsorted or dismissed. */
  readonly label: string | null
  readonly kind: EventOf<'evidence.collected'>['kind']
  readonly title: string
  readonly detail: string
  readonly source: string
  readonly at: Instant
  readonly state: 'unsorted' | 'kept' | 'dismissed'
}

export interface HypothesisState {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly suspectSha: string | null
  readonly score: number
  readonly previousScore: number | null
  /** The reason that moved the score most from the previous one. */
  readonly movedBy: string | null
  readonly reasons: readonly Reason[]
  readonly state: 'open' | 'confirmed' | 'rejected'
  readonly rejectedWhy: string | null
  readonly runIds: readonly string[]
  readonly proposedAt: Instant
  readonly settledAt: Instant | null
  readonly byPerson: boolean
}

export interface CommandRun {
  readonly runId: string
  readonly spec: CommandSpec
  readonly purpose: CommandPurpose
  readonly startedAt: Instant
  readonly by: string
  readonly actor: string
  readonly pid: number | null
  /** Where its process runs; null until it has one. */
  readonly host: string | null
  /** `interrupted`: it ran when the program died, outcome unknown. */
  readonly state: 'running' | 'ended' | 'interrupted'
  readonly outcome: EventOf<'command.ended'>['outcome'] | null
  readonly exitCode: number | null
  readonly durationMs: number | null
  readonly artifact: string | null
  readonly tail: string
  /** `E3` where the run is cited as evidence. */
  readonly label: string | null
}

export interface FixState {
  readonly id: string
  readonly kind: FixKind
  readonly title: string
  readonly targets: readonly string[]
  readonly why: string
  readonly chosenAt: Instant
  /** The process that chose it. */
  readonly actor: string
  readonly state: 'chosen' | 'rehearsed' | 'refused' | 'running' | 'completed' | 'abandoned'
  readonly rehearsal: {
    readonly outcome: 'clean' | 'conflict' | 'unsafe' | 'failed'
    readonly summary: string
    readonly worktree: string | null
    readonly revertSha: string | null
    readonly lastGood: string | null
    readonly conflicts: readonly string[]
    readonly checks: readonly RehearsalCheck[]
  } | null
  readonly steps: readonly (FixStepPlan & {
    readonly state: FixStepState
    readonly detail: string
    readonly at: Instant | null
    readonly tree?: string
  })[]
  /** What a person wrote for its pull request; null where nothing was changed. */
  readonly request: { readonly title: string | null; readonly reviewer: string | null }
}

export interface MitigationState {
  readonly id: string
  readonly name: string
  readonly undo: CommandSpec | null
  readonly expect: string | null
  readonly appliedAt: Instant
  readonly undoneAt: Instant | null
  readonly judged: { readonly worked: boolean; readonly detail: string } | null
}

/** monitor.ts says how much of the window is over. */
export interface MonitorState {
  readonly windowMs: number
  /** Start of the running unbroken window; null while held or finished. */
  readonly runningSince: Instant | null
  /** What of the running window was watched up to `countedAt`, or in all where that is null. */
  readonly countedMs: number
  /** From then on it is being watched; null while it is not. */
  readonly countedAt: Instant | null
  readonly pausedAt: Instant | null
  readonly pausedWhy: string | null
  readonly heldAt: Instant | null
  readonly heldBy: string | null
  readonly heldElapsedMs: number
  readonly relapses: number
  readonly completedAt: Instant | null
}

/** `unknown`: the program died while it was being sent; it is not sent again by itself. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'unknown'

export interface StakeholderUpdate {
  readonly id: string
  readonly at: Instant
  readonly by: string
  readonly status: StatusWord
  readonly audience: string
  readonly text: string
  readonly nextDueAt: Instant | null
  readonly channels: readonly {
    readonly name: string
    readonly state: DeliveryState
    readonly detail: string
    readonly attempts: number
    /** How often a person asked for it again. */
    readonly round: number
  }[]
}

export interface ActionItem {
  readonly id: string
  readonly text: string
  readonly kind: ActionItemKind
  readonly owner: string | null
  readonly due: string | null
  readonly priority: 'high' | 'medium' | 'low'
  readonly link: string | null
  readonly done: boolean
  readonly dropped: boolean
  readonly suggestion: string | null
  readonly at: Instant
}

export interface Observation {
  readonly id: string
  readonly at: Instant
  readonly kind: SignalKind
  readonly subject: string
  readonly text: string
  readonly level: 'critical' | 'warn' | 'info'
  readonly figures: Readonly<Record<string, number | string>>
}

export interface ObservedChange {
  readonly id: string
  readonly at: Instant
  readonly kind: EventOf<'change.seen'>['kind']
  readonly ref: string
  readonly subject: string
  readonly author: string
}

export interface Cause {
  readonly text: string
  readonly hypothesisId: string | null
  readonly at: Instant
}

export interface ImpactWindow {
  /** The event's id. */
  readonly id: string
  readonly from: Instant
  readonly until: Instant
  readonly text: string
  readonly precision: Precision | null
}

export interface ImpactFigure {
  readonly measure: string
  readonly value: number
  readonly unit: string
  readonly precision: Precision | null
  readonly source: string
  readonly byPerson: boolean
}

/** What was recorded of one series, oldest first, each moment once. */
export interface StateSeries {
  readonly name: string
  readonly unit: string
  readonly points: readonly { readonly at: Instant; readonly value: number }[]
}

export interface Escalation {
  readonly id: string
  readonly kind: EventOf<'escalation.raised'>['kind']
  readonly text: string
  readonly at: Instant
  /** null: never snoozed; Infinity: put off for good. */
  readonly snoozedUntil: Instant | null
}

export interface IncidentState {
  readonly id: string | null
  readonly title: string
  readonly symptom: Symptom | null
  readonly service: string | null
  readonly drill: { readonly scenario: string } | null
  readonly declaredBy: string
  readonly origin: 'person' | 'alert' | 'import'
  readonly severity: Severity | null
  readonly severityHistory: readonly {
    readonly severity: Severity
    readonly at: Instant
    readonly by: string
    readonly reason: string
  }[]
  readonly impact: string | null
  readonly impactFigures: readonly ImpactFigure[]
  /** When users felt it, where that was not all the time; in order of their beginning. */
  readonly impactWindows: readonly ImpactWindow[]
  /** The zone people worked in; null is UTC. */
  readonly zone: string | null
  readonly status: IncidentStatus
  readonly statusWord: StatusWord
  readonly phase: Phase
  readonly phases: Readonly<Record<Phase, PhaseState>>
  readonly moments: Moments
  readonly momentPrecision: Readonly<Partial<Record<MomentName, Precision>>>
  /** Why each moment is known, in words, where somebody said so. */
  readonly momentWhy: Readonly<Partial<Record<MomentName, string>>>
  readonly onset: { readonly at: Instant; readonly confidence: number; readonly from: string } | null
  readonly timeline: readonly TimelineRow[]
  /** What was taken back: no part of the document, still readable. */
  readonly retracted: readonly RetractedRow[]
  readonly evidence: readonly Evidence[]
  readonly hypotheses: readonly HypothesisState[]
  /** The first of the causes. */
  readonly rootCause: Cause | null
  readonly causes: readonly Cause[]
  readonly commands: readonly CommandRun[]
  readonly fixes: readonly FixState[]
  readonly mitigations: readonly MitigationState[]
  readonly gate: {
    readonly passedAt: Instant | null
    readonly signals: readonly GateSignal[]
    readonly overrides: readonly { readonly at: Instant; readonly by: string; readonly reason: string }[]
    readonly acceptedBaselines: readonly { readonly signal: string; readonly reason: string }[]
    /** Signals that were outside when the gate was overridden: they do not hold the clock. */
    readonly excused: readonly string[]
    readonly usual: { readonly onsetAt: Instant; readonly ranges: readonly UsualRange[] } | null
  }
  readonly monitor: MonitorState | null
  readonly secondary: readonly {
    readonly subject: string
    readonly text: string
    readonly firstAt: Instant
    readonly settled: string | null
  }[]
  readonly updates: readonly StakeholderUpdate[]
  readonly escalations: readonly Escalation[]
  readonly pages: readonly {
    readonly id: string
    readonly at: Instant
    readonly whom: string
    readonly through: string
    readonly text: string
    readonly by: string
    readonly state: DeliveryState
    readonly detail: string
    readonly attempts: number
    readonly round: number
  }[]
  readonly roles: Readonly<Record<string, string>>
  readonly people: readonly string[]
  readonly sections: Readonly<
    Partial<Record<SectionId, { readonly text: string; readonly at: Instant; readonly by: string }>>
  >
  readonly factors: readonly {
    readonly id: string
    readonly text: string
    readonly kind: 'contributing' | 'why'
    readonly parent: string | null
  }[]
  readonly actionItems: readonly ActionItem[]
  readonly postmortemState: PostmortemState
  readonly exports: readonly {
    readonly path: string
    readonly format: string
    readonly sha256: string | null
    readonly at: Instant
  }[]
  readonly observations: readonly Observation[]
  readonly series: readonly StateSeries[]
  readonly changes: readonly ObservedChange[]
  readonly sessions: readonly {
    readonly actor: string
    readonly by: string
    readonly openedAt: Instant
    readonly closedAt: Instant | null
    readonly pid: number
    readonly host: string
  }[]
  /** The newest instant recorded by a person or a command, for silence. */
  readonly lastActivityAt: Instant | null
  readonly eventCount: number
}
