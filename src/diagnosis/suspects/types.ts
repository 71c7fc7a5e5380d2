// What goes into the ranking of suspect changes and what comes out.
import type { Reason } from '../../incident/events.ts'
import type { Instant } from '../../incident/time.ts'
import type { TraceFrame } from './trace.ts'

/** A change that may have caused the incident. Texts are clean already. */
export interface CandidateChange {
  /** The full commit id, or whatever names a change that is no commit. */
  readonly sha: string
  readonly subject: string
  readonly author: string
  /** When it landed on the branch. */
  readonly at: Instant
  /** When it went live, where the deploys are known; null where it did not before the onset. */
  readonly liveAt?: Instant | null
  readonly paths: readonly string[]
  /** Commit ids that its message says it reverts. */
  readonly reverts?: readonly string[]
  /** It began the repository: it touches every file, and nothing was before it. */
  readonly isFirst?: boolean
  /** Its added and removed lines, once they were read. */
  readonly changedText?: string
  /** A line of a stack trace that it was the last to write; depth 1 is where it failed, 2 what called that. */
  readonly wroteFrame?: TraceFrame & { readonly depth: number }
}

export interface SuspectQuery {
  /** Changes of the window, in any order; those after the onset are left out. */
  readonly changes: readonly CandidateChange[]
  /** What is known of the failure in words: the declaration, error groups, traces. */
  readonly symptomText: string
  readonly onsetAt: Instant
  /** Stack frames beside those that stand in the text. */
  readonly frames?: readonly TraceFrame[]
  /** Files whose lines of the trace have a known last writer: merely touching a file of the trace says less then. */
  readonly blamedPaths?: ReadonlySet<string>
}

export interface Suspect {
  readonly sha: string
  readonly subject: string
  readonly author: string
  readonly at: Instant
  readonly paths: readonly string[]
  /** The sum of its reasons' points: ten points more make it e times as likely as another. */
  readonly score: number
  /** How likely it is the cause, below 1: something else always keeps a share. */
  readonly p: number
  readonly reasons: readonly Reason[]
}

export interface SuspectRanking {
  /** Best first, every candidate. */
  readonly suspects: readonly Suspect[]
  /** How likely it is none of these, 0 to 1: with every candidate's probability it makes one. */
  readonly none: number
  /** The first one stands out by more than its time. */
  readonly clear: boolean
  /** The answer in one sentence. */
  readonly verdict: string
}
