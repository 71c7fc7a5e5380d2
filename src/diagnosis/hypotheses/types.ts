// What a kind of cause looks like in the signals, and what a hypothesis made from it says.
import type { CommandSpec } from '../../incident/command.ts'
import type { FixKind, Reason } from '../../incident/events.ts'
import type { HostSnapshot, ReasonKind } from '../../telemetry/types.ts'

/** One kind of cause. Rule: everything that tells it from others stands here; the arithmetic is the same for all. */
export interface Signature {
  readonly kind: string
  readonly title: string
  /** What logs and alerts say when it is this. */
  readonly says: RegExp
  /** What people say; their words are weaker than the machine's. */
  readonly told?: RegExp
  /** Why probes fail when it is this. */
  readonly probes?: readonly ReasonKind[]
  /** Names of metrics that move with it, and which way. */
  readonly metric?: { readonly name: RegExp; readonly turns: 'up' | 'down' }
  /** What the machine says for it (points above 0) or against it (below). */
  readonly host?: (host: HostSnapshot) => readonly Reason[]
  /** What its host reasons tell is told by the load as well: a machine as busy before the onset is no news. */
  readonly byLoad?: boolean
  /** More requests than before speak for it. */
  readonly byTraffic?: boolean
  readonly test: TestPlan
  readonly fixes: readonly FixOption[]
}

interface TestPlan {
  /** The question that the commands answer. */
  readonly asks: string
  readonly trueIf: string
  /** What would rule it out. */
  readonly falseIf: string
  /** Read-only programs with their arguments. */
  readonly commands: readonly (readonly string[])[]
}

export interface FixOption {
  readonly kind: FixKind
  readonly why: string
  /** Commits a revert is about. */
  readonly targets?: readonly string[]
}

export interface Hypothesis {
  /** The same for the same cause each time. */
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly suspectSha: string | null
  /** 0 to 97, the sum of its reasons' points. */
  readonly score: number
  readonly reasons: readonly Reason[]
  readonly asks: string
  readonly trueIf: string
  readonly falseIf: string
  readonly tests: readonly CommandSpec[]
  /** Best first. */
  readonly fixOptions: readonly FixOption[]
}
