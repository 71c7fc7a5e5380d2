// What a screen sees and what a key may do: everything at one moment as plain values, and the few ways to change it.
// Rule: view-models and command tables read a Scene and act through Hands; neither knows a store, a timer or a file.
import type { UntrustedConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { CommandPurpose, CommandSpec } from '../incident/command.ts'
import type { Consent, Intent } from '../incident/intents.ts'
import type { WaitingDelivery } from '../incident/people/deliveries.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import type { Phase } from '../incident/vocabulary.ts'
import type { GateRow } from '../store/gating.ts'
import type { LiveOutput } from '../store/live-output.ts'
import type { LogFound } from '../store/log-finder.ts'
import type { Past } from '../store/past.ts'
import type { Replay, ReplayView } from '../store/replay.ts'
import type { ViewState } from '../store/view.ts'
import type { ViewChange } from '../store/view-changes.ts'
import type { LogRing } from '../telemetry/log-ring.ts'
import type { RequestFigures } from '../telemetry/requests.ts'
import type { SignalHistory } from '../telemetry/signal-history.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import type { Layout } from './layout.ts'
import type { Writing } from './writing-hands.ts'

export interface Scene {
  readonly state: IncidentState
  readonly view: ViewState
  readonly telemetry: TelemetrySnapshot
  readonly log: LogRing
  /** The events of the log that pass the filters, and the matches of the search. */
  readonly found: LogFound
  /** Requests and failures of the last minutes, from access logs. */
  readonly requests: RequestFigures
  readonly now: Instant
  readonly layout: Layout
  readonly config: Config
  /** The repository's configuration while nobody has allowed it, and what it would do. */
  readonly untrusted: UntrustedConfig | null
  /** user@host */
  readonly who: string
  readonly readOnly: boolean
  /** What could not be written, in words; null while everything is on disk. */
  readonly recordTrouble: string | null
  /** How many events wait for the disk, and why in two or three words. */
  readonly heldInMemory: { readonly short: string; readonly count: number } | null
  readonly unreadable: number
  /** What commands print while they run. */
  readonly output: LiveOutput
  /** Who listens at the address in that environment variable; null where it is not set. */
  hostOf(variable: string): string | null
  /** What the outbox still has to send. */
  readonly deliveries: readonly WaitingDelivery[]
  /** Where fixes are made; null without a repository. */
  readonly repository: string | null
  /** What was found instead of one with a remote. */
  readonly whyNoRepository?: string | null
  /** Milliseconds without a relapse until the fix counts as holding. */
  readonly monitorMs: number
  /** Every signal against what was usual, worst first. */
  readonly gate: readonly GateRow[]
  /** What was measured over the last hours, for charts. */
  readonly history: SignalHistory
  /** What the record knows from earlier incidents. */
  readonly past: Past
  /** Where a replay stands; null in an incident that goes on. */
  readonly replay: ReplayView | null
}

export interface Hands {
  /** Does one thing to the incident; a refusal is shown to the person. True where it was done. */
  dispatch(intent: Intent): boolean
  /** Runs a command; its run's id, or null where it was refused. */
  run(spec: CommandSpec, purpose: CommandPurpose, consent: Consent): string | null
  change(change: ViewChange): void
  newId(): string
  /** Brings back what a command printed, where it is no longer in memory. */
  recall(runId: string): void
  /** Asks a health target at once, or stops and goes on asking it. */
  readonly probes: {
    askNow(name: string): boolean
    setPaused(name: string, isPaused: boolean): void
  }
  /** Puts text on the terminal's clipboard and into a file; says which of the two it became. */
  copy(text: string): { readonly clipboard: boolean; readonly file: string | null }
  /** Gives the terminal to the person's editor in that folder; true once it was closed without an error. */
  editIn(folder: string): Promise<boolean>
  /** Allows the repository's configuration as it was shown, and uses it from now on. */
  trustConfig(): void
  /** Gives the terminal to a shell in that folder; true once it was left. */
  shellIn(folder: string): Promise<boolean>
  /** Goes to another incident; the present one stays as it is. */
  open(incidentId: string): void
  /** What steers a replay; null in an incident that goes on. */
  readonly replay: Replay | null
  /** The person's editor, and the files that documents go to. */
  readonly writing: Writing
  leave(): void
}

/** The workbench that is looked at: the one asked for, else the incident's own phase. */
export function phaseShown({ state, view }: Pick<Scene, 'state' | 'view'>): Phase {
  return view.phaseShown ?? state.phase
}
