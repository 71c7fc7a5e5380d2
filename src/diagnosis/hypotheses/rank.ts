// Ranks what may be the cause: the changes before the onset, what services outside say, and the table of signatures.
// Rule: the score is the sum of the points shown, kept between 0 and 97, since nothing here is ever certain.
import { type CommandSpec, command } from '../../incident/command.ts'
import type { Reason } from '../../incident/events.ts'
import type { IncidentState } from '../../incident/state.ts'
import { second } from '../../incident/time.ts'
import type { Traffic } from '../../telemetry/requests.ts'
import type { DependencyStatus, TelemetrySnapshot } from '../../telemetry/types.ts'
import type { SuspectRanking } from '../suspects/types.ts'
import { changeHypotheses } from './changes.ts'
import { commitTest } from './commit-test.ts'
import { evidenceFor } from './evidence.ts'
import { type Facts, factsOf } from './facts.ts'
import { signatures } from './signatures/table.ts'
import type { Hypothesis, Signature } from './types.ts'

export interface HypothesisQuery {
  readonly state: IncidentState
  readonly telemetry: TelemetrySnapshot
  /** Null while the changes are not ranked, or cannot be. */
  readonly suspects: SuspectRanking | null
  /** Where a suspect can be looked at. */
  readonly repository?: string | null
  /** Requests a minute before and since the onset. */
  readonly traffic?: Traffic | null
  /** Kinds of cause of one's own, beside those of the table. */
  readonly own?: readonly Signature[]
}

const highest = 97
/** Below this nothing but a person's word speaks for a cause, and that is not enough to propose it. */
const leastEvidence = 12

/** Best first. */
export function rankHypotheses(query: HypothesisQuery): Hypothesis[] {
  const { state, telemetry, suspects, repository = null, traffic = null, own = [] } = query
  const facts = factsOf(state, telemetry, traffic)
  const seen = [...signatures, ...own].flatMap(signature => [
    ...fromSignature(signature, facts),
    ...(signature.kind === 'third-party' ? fromDependencies(signature, facts) : []),
  ])
  const changed = suspects
    ? changeHypotheses(suspects).map(one => ({ ...one, ...commitTest(one.suspectSha, repository, one.reasons) }))
    : []
  return [...changed, ...seen].map(scored).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

type Unscored = Omit<Hypothesis, 'score'>

function fromSignature(signature: Signature, facts: Facts): Unscored[] {
  const reasons = evidenceFor(signature, facts)
  const inFavour = reasons.reduce((sum, reason) => sum + Math.max(0, reason.points), 0)
  return inFavour < leastEvidence ? [] : [hypothesis(signature, reasons)]
}

/** One hypothesis for each service outside that says it has trouble; the logs may name it. */
function fromDependencies(signature: Signature, { telemetry, failing }: Facts): Unscored[] {
  return telemetry.dependencies
    .filter(({ state }) => state === 'down' || state === 'degraded')
    .map(dependency => {
      const { name, state, summary } = dependency
      const reasons: Reason[] = [
        { text: `its status page says: ${summary || state}`, points: state === 'down' ? 50 : 40 },
      ]
      const naming = failing.filter(group => names(group.title, dependency))
      const lines = naming.reduce((sum, group) => sum + group.count, 0)
      if (lines > 0) reasons.push({ text: `${lines} lines of the logs name it`, points: 25 })
      const probed = telemetry.health.find(one => one.name === name && one.state === 'failing')
      if (probed) reasons.push({ text: `our own probe of it fails: ${probed.reason ?? probed.answer}`, points: 15 })
      return { ...hypothesis(signature, reasons), id: `third-party:${name}`, title: `third-party outage: ${name}` }
    })
}

function names(title: string, { name }: DependencyStatus): boolean {
  return name.length >= 3 && title.toLowerCase().includes(name.toLowerCase().replace(/s$/, ''))
}

function hypothesis({ kind, title, test, fixes }: Signature, reasons: readonly Reason[]): Unscored {
  const { asks, trueIf, falseIf, commands } = test
  const tests = commands.map(testCommand)
  const plan = { asks, trueIf, falseIf, tests, fixOptions: fixes }
  return { id: `signal:${kind}`, kind, title, suspectSha: null, reasons, ...plan }
}

export function testCommand(argv: readonly string[]): CommandSpec {
  return command(argv, { timeoutMs: 30 * second })
}

/** Whole points; what would lead out of the scale is cut from the reason that does. */
function scored(one: Unscored): Hypothesis {
  let score = 0
  const reasons = [...one.reasons]
    .sort((a, b) => b.points - a.points)
    .map(({ text, points }): Reason => {
      const next = Math.max(0, Math.min(highest, score + Math.round(points)))
      const counted = next - score
      score = next
      return { text, points: counted }
    })
  return { ...one, reasons, score }
}
