// What a practice outage is, as data: a service with its history, what begins the outage, and what ends it.
import type { HistoryCommit } from './history.ts'

export interface Scenario {
  readonly name: string
  /** What is seen, not what it comes from. */
  readonly title: string
  /** The folder of the service among the practice repositories. */
  readonly repository: string
  /** What the page says. */
  readonly symptom: string
  readonly service: string
  readonly load: { readonly visit: string; readonly perSecond: number }
  readonly begins: Beginning
  readonly cause: Cause
  /** Asked beside the service's own health report. */
  readonly probes: readonly { readonly name: string; readonly path: string; readonly within?: string }[]
  /** Programs beside the service. */
  readonly helpers?: readonly Helper[]
  /** A program of others with a status page. */
  readonly dependency?: { readonly name: string }
  /** More log files than those of the service. */
  readonly logs?: readonly string[]
  readonly mitigations?: readonly PracticeMitigation[]
  readonly history: readonly HistoryCommit[]
}

/** So many of the newest commits are pushed, the first of them guilty; or something outside of the repository turns. */
type Beginning = { readonly deploy: number } | { readonly control: readonly [name: string, value: string] }

/** Which hypothesis is true: the guilty commit, or those of a kind. */
export type Cause =
  | { readonly kind: 'commit' }
  | { readonly kind: 'signal'; readonly kinds: readonly string[]; readonly cures: readonly string[] }

interface Helper {
  readonly name: string
  /** Among the platform's programs. */
  readonly file: string
  /** Runs only while the control has this value. */
  readonly when?: readonly [name: string, value: string]
}

/** A control of the platform, set and taken back by `shopctl`. */
interface PracticeMitigation {
  readonly name: string
  readonly set: readonly [name: string, value: string]
  /** The value before; null where there is no way back. */
  readonly undo: string | null
  readonly expect: string
}
