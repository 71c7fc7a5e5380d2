// What people, timers and finished effects ask for. decide() answers an intent with events and effects, or refuses
// it with a sentence. Ids and times are made at the edge and come in here as plain values.
import type { CommandPurpose, CommandSpec } from './command.ts'
import type { EventData, EventOf, FixKind, FixStepState, GateSignal, Reason, Symptom, UsualRange } from './events.ts'
import type { Message } from './people/message.ts'
import type { FixState } from './state.ts'
import type { Instant } from './time.ts'
import type {
  ActionItemKind,
  MomentName,
  Phase,
  PostmortemState,
  Precision,
  SectionId,
  Severity,
  StatusWord,
} from './vocabulary.ts'

/** A person's consent to a command: `y` for reversible, the typed word for danger. */
export type Consent =
  | { readonly kind: 'none' }
  | { readonly kind: 'yes' }
  | { readonly kind: 'word'; readonly typed: string }

export type Intent =
  | {
      readonly kind: 'declare'
      readonly incidentId: string
      readonly title: string
      readonly symptom: Symptom
      readonly service: string | null
      readonly drill: { readonly scenario: string } | null
      readonly severity: Severity | null
      readonly origin: 'person' | 'alert' | 'import'
      /** When it was declared, where that is long ago. */
      readonly at?: Instant
    }
  | { readonly kind: 'rename'; readonly title: string }
  | { readonly kind: 'setSeverity'; readonly severity: Severity; readonly reason: string; readonly at?: Instant }
  | { readonly kind: 'setImpact'; readonly text: string }
  | {
      readonly kind: 'measureImpact'
      readonly measure: string
      readonly value: number | null
      readonly unit: string
      readonly precision?: Precision
      readonly source: string
      readonly byRule?: boolean
    }
  | {
      readonly kind: 'recordWindow'
      readonly at: Instant
      readonly until: Instant
      readonly text: string
      readonly precision?: Precision
    }
  | { readonly kind: 'setZone'; readonly zone: string }
  | {
      readonly kind: 'recordMoment'
      readonly moment: MomentName
      readonly at: Instant | null
      readonly why: string
      readonly precision?: Precision
    }
  | { readonly kind: 'goToPhase'; readonly phase: Phase }
  | { readonly kind: 'tickStep'; readonly phase: Phase; readonly step: string; readonly done: boolean }
  | {
      readonly kind: 'addNote'
      readonly text: string
      readonly at?: Instant
      readonly endsAt?: Instant
      readonly precision?: Precision
      readonly who?: string
      readonly zone?: string
    }
  | {
      readonly kind: 'amendEntry'
      readonly target: string
      readonly text?: string
      readonly newAt?: Instant
      readonly newEndsAt?: Instant | null
      readonly newPrecision?: Precision | null
    }
  | { readonly kind: 'retractEntry'; readonly target: string; readonly reason: string }
  | { readonly kind: 'keyEntry'; readonly target: string; readonly key: boolean }
  | { readonly kind: 'joinEntry'; readonly target: string; readonly into: string | null }
  | {
      readonly kind: 'recordSignal'
      readonly observation: Omit<EventOf<'signal.observed'>, keyof import('./events.ts').EventHeader | 'type'>
      readonly at: Instant
    }
  | { readonly kind: 'recordOnset'; readonly onsetAt: Instant; readonly confidence: number; readonly from: string }
  | ({ readonly kind: 'recordSeries' } & Omit<
      EventOf<'series.recorded'>,
      keyof import('./events.ts').EventHeader | 'type'
    >)
  | {
      readonly kind: 'recordChange'
      readonly change: Omit<EventOf<'change.seen'>, keyof import('./events.ts').EventHeader | 'type'>
      readonly at: Instant
    }
  | {
      readonly kind: 'collectEvidence'
      readonly evidenceId: string
      readonly evidenceKind: EventOf<'evidence.collected'>['kind']
      readonly title: string
      readonly detail: string
      readonly source: string
      readonly kept: boolean
      readonly at?: Instant
    }
  | { readonly kind: 'keepEvidence'; readonly evidenceId: string }
  | { readonly kind: 'dismissEvidence'; readonly evidenceId: string }
  | {
      readonly kind: 'proposeHypothesis'
      readonly hypothesisId: string
      readonly hypothesisKind: string
      readonly title: string
      readonly suspectSha: string | null
      readonly byRule: boolean
    }
  | {
      readonly kind: 'scoreHypothesis'
      readonly hypothesisId: string
      readonly score: number
      readonly reasons: readonly Reason[]
    }
  | {
      readonly kind: 'confirmHypothesis'
      readonly hypothesisId: string
      readonly rootCause?: string
      /** One more cause beside those that stand; without it that follows from what was confirmed before. */
      readonly also?: boolean
    }
  | { readonly kind: 'rejectHypothesis'; readonly hypothesisId: string; readonly reason: string }
  | { readonly kind: 'setRootCause'; readonly text: string; readonly also?: boolean }
  // commands
  | {
      readonly kind: 'runCommand'
      readonly runId: string
      readonly spec: CommandSpec
      readonly purpose: CommandPurpose
      readonly consent: Consent
    }
  | ({ readonly kind: 'commandEnded' } & Omit<
      EventOf<'command.ended'>,
      keyof import('./events.ts').EventHeader | 'type'
    >)
  | { readonly kind: 'commandSpawned'; readonly runId: string; readonly pid: number; readonly host: string }
  | { readonly kind: 'cancelCommand'; readonly runId: string }
  // fixes
  | {
      readonly kind: 'chooseFix'
      readonly fixId: string
      readonly fixKind: FixKind
      readonly title: string
      readonly targets: readonly string[]
      readonly why: string
    }
  | ({ readonly kind: 'fixRehearsed' } & Omit<
      EventOf<'fix.rehearsed'>,
      keyof import('./events.ts').EventHeader | 'type'
    >)
  | {
      readonly kind: 'settleFixStep'
      readonly fixId: string
      readonly step: string
      readonly state: FixStepState
      readonly detail: string
      readonly tree?: string
    }
  /** The title of its pull request, or who is asked to review it; an empty reviewer asks nobody. */
  | { readonly kind: 'requestFix'; readonly fixId: string; readonly title?: string; readonly reviewer?: string }
  /** Goes on with what a dead session left: a rehearsal begun, a step of unknown outcome, something watched. */
  | { readonly kind: 'resumeFix'; readonly fixId: string }
  /** Looks what has become of a step, e.g. after the editor was closed. */
  | { readonly kind: 'inspectStep'; readonly fixId: string; readonly step: string; readonly said?: string }
  /** The same change, brought in another way than was planned. */
  | { readonly kind: 'replanFix'; readonly fixId: string; readonly way: 'pullRequest' | 'byHand' | 'direct' }
  | { readonly kind: 'abandonFix'; readonly fixId: string; readonly reason: string }
  | {
      readonly kind: 'judgeMitigation'
      readonly mitigationId: string
      readonly worked: boolean
      readonly detail: string
    }
  // verify
  /** `since` is when the last of the signals came back: the moment the effect on users ended. */
  | { readonly kind: 'passGate'; readonly signals: readonly GateSignal[]; readonly since?: Instant }
  | { readonly kind: 'overrideGate'; readonly reason: string; readonly signals: readonly GateSignal[] }
  | { readonly kind: 'acceptBaseline'; readonly signal: string; readonly reason: string }
  | { readonly kind: 'startMonitor'; readonly windowMs: number }
  | { readonly kind: 'holdMonitor'; readonly signal: string; readonly detail: string }
  | { readonly kind: 'watchMonitor' }
  /** `at` is when watching ended, where it is noticed later. */
  | { readonly kind: 'pauseMonitor'; readonly why: string; readonly at?: Instant }
  | { readonly kind: 'resumeMonitor' }
  | { readonly kind: 'restartMonitor' }
  | { readonly kind: 'completeMonitor' }
  | { readonly kind: 'measureBaseline'; readonly onsetAt: Instant; readonly ranges: readonly UsualRange[] }
  | { readonly kind: 'noteSecondary'; readonly subject: string; readonly text: string; readonly firstAt: Instant }
  | { readonly kind: 'settleSecondary'; readonly subject: string; readonly how: string }
  // people
  | {
      readonly kind: 'sendUpdate'
      readonly updateId: string
      readonly status: StatusWord
      readonly audience: string
      readonly text: string
      readonly channels: readonly string[]
      readonly nextDueAt: Instant | null
      readonly consent: Consent
    }
  | ({ readonly kind: 'settleDelivery' } & Omit<
      EventOf<'delivery.settled'>,
      keyof import('./events.ts').EventHeader | 'type'
    >)
  | {
      readonly kind: 'raiseEscalation'
      readonly escalationId: string
      readonly escalationKind: EventOf<'escalation.raised'>['kind']
      readonly text: string
    }
  | { readonly kind: 'snoozeEscalation'; readonly escalationId: string; readonly until: Instant | null }
  | {
      readonly kind: 'page'
      readonly messageId: string
      readonly whom: string
      readonly through: string
      readonly text: string
      readonly consent: Consent
    }
  | {
      readonly kind: 'retryDelivery'
      readonly messageId: string
      readonly channel: string
      readonly consent: Consent
    }
  | { readonly kind: 'takeRole'; readonly role: string; readonly person: string }
  | { readonly kind: 'handRole'; readonly role: string; readonly to: string; readonly brief: string }
  // post-mortem
  | { readonly kind: 'writeSection'; readonly section: SectionId; readonly text: string; readonly base?: string }
  | {
      readonly kind: 'addActionItem'
      readonly actionId: string
      readonly text: string
      readonly itemKind: ActionItemKind
      readonly owner: string | null
      readonly due: string | null
      readonly priority: 'high' | 'medium' | 'low'
      readonly suggestion: string | null
    }
  | ({ readonly kind: 'changeActionItem' } & Omit<
      EventOf<'action.changed'>,
      keyof import('./events.ts').EventHeader | 'type'
    >)
  | {
      readonly kind: 'addFactor'
      readonly text: string
      readonly factorKind: 'contributing' | 'why'
      readonly parent: string | null
    }
  | { readonly kind: 'movePostmortem'; readonly state: PostmortemState }
  | { readonly kind: 'recordExport'; readonly path: string; readonly format: string; readonly sha256?: string }
  | { readonly kind: 'resolve'; readonly at?: Instant }
  | { readonly kind: 'reopen'; readonly reason: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'openSession'; readonly pid: number; readonly host: string }
  | { readonly kind: 'closeSession'; readonly how: 'quit' | 'interrupt' | 'hangup' }

export type IntentKind = Intent['kind']

/** What decide() needs to know beside the state: all of it from the edge. */
export interface DecideContext {
  readonly now: Instant
  readonly readOnly: boolean
  readonly actor: string
}

/** Work for the outside world, as data. Run in one place (store/effects), answered by intents. */
export type Effect =
  | { readonly kind: 'run'; readonly runId: string; readonly spec: CommandSpec; readonly purpose: CommandPurpose }
  | { readonly kind: 'cancel'; readonly runId: string }
  | {
      readonly kind: 'rehearseRevert'
      readonly fixId: string
      readonly targets: readonly string[]
      readonly incident: { readonly id: string; readonly title: string }
      /** As the configuration says where absent. */
      readonly way?: 'direct' | 'pullRequest' | 'byHand'
    }
  | { readonly kind: 'prepareHotfix'; readonly fixId: string; readonly title: string }
  /** Asks the world what has become of a step; never runs it. */
  | {
      readonly kind: 'inspectStep'
      readonly fix: FixState
      readonly step: string
      /** What is said beside the finding. */
      readonly said?: string
      /** Its process, which may still run: what becomes of it is awaited first. */
      readonly pid?: number | null
    }
  /** Follows what a step waits for until it is there. */
  | { readonly kind: 'watchStep'; readonly fix: FixState; readonly step: string }
  /** `keep: changes` leaves it where something in it was not committed. */
  | {
      readonly kind: 'discardWorktree'
      readonly fixId: string
      readonly worktree: string
      readonly keep?: 'changes' | 'nothing'
    }
  /** Into the outbox: once for each channel and round. */
  | {
      readonly kind: 'send'
      readonly message: Message
      readonly channels: readonly string[]
      readonly round: number
    }

/** `refused` is shown to the person as it stands: what is missing, and what would make it possible. */
export type Decision =
  | {
      readonly events: readonly (EventData & { readonly at?: Instant; readonly byRule?: boolean })[]
      readonly effects: readonly Effect[]
    }
  | { readonly refused: string }
