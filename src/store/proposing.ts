// Proposes hypotheses while the cause is unknown, and scores them again as the signals change.
// Rule: proposed once, scored again only where the score moved, so that the record holds decisions and not noise.
import { onsetOf } from '../diagnosis/hypotheses/facts.ts'
import { rankHypotheses } from '../diagnosis/hypotheses/rank.ts'
import type { Hypothesis, Signature } from '../diagnosis/hypotheses/types.ts'
import type { SuspectRanking } from '../diagnosis/suspects/types.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import { errorTraces } from '../telemetry/error-traces.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { trafficAround } from '../telemetry/requests.ts'
import type { Session } from './session.ts'

export interface SuspectQuestion {
  readonly onsetAt: Instant
  readonly symptomText: string
  /** What was put live and when, as far as it is known. */
  readonly deploys: readonly { readonly ref: string; readonly at: Instant }[]
}

/** Ranks the changes before the onset; null where there is nothing to rank. */
export type RankChanges = (question: SuspectQuestion) => Promise<SuspectRanking | null>

const everyMs = 10_000
const proposedAtMost = 8
const leastScore = 10
const scoreMoved = 5

/** Call the answer with the time, as often as is convenient. */
export function createProposing(
  session: Session,
  telemetry: Telemetry,
  rank: RankChanges,
  own: readonly Signature[] = [],
): (now: Instant) => void {
  let askedAt = Number.NEGATIVE_INFINITY
  let asked = ''
  let isAsking = false
  let suspects: SuspectRanking | null = null
  const traffic = (state: IncidentState, now: Instant) => trafficAround(telemetry.log, onsetOf(state, now), now)
  const proposeAt = (now: Instant) => {
    const { state } = session.store.getState()
    if (!isOver(state))
      proposeAll(
        session,
        rankHypotheses({ state, telemetry: telemetry.snapshot(now), suspects, traffic: traffic(state, now), own }),
      )
  }
  return now => {
    const { state } = session.store.getState()
    if (isOver(state) || now - askedAt < everyMs) return
    askedAt = now
    proposeAt(now)
    const { groups, changes } = telemetry.snapshot(now)
    const deploys = changes.filter(one => one.kind === 'deploy')
    const key = [onsetOf(state, now), deploys.length, ...groups.map(group => group.id)].join(' ')
    if (isAsking || key === asked) return
    isAsking = true
    void rank({ ...questionOf(state, telemetry, now), deploys })
      .then(ranking => {
        asked = key
        suspects = ranking
        proposeAt(now)
      })
      .catch(() => undefined) // A repository that cannot be read is no hypothesis; the sources pane says so.
      .finally(() => {
        isAsking = false
      })
  }
}

function isOver(state: IncidentState): boolean {
  return state.rootCause !== null || state.moments.resolved !== null || state.moments.closed !== null
}

function proposeAll(session: Session, ranked: readonly Hypothesis[]): void {
  const known = new Map(session.store.getState().state.hypotheses.map(one => [one.id, one]))
  for (const [index, { id, kind, title, suspectSha, score, reasons }] of ranked.entries()) {
    const before = known.get(id)
    if (before?.state === 'rejected' || (before && Math.abs(before.score - score) < scoreMoved)) continue
    if (!before) {
      if (index >= proposedAtMost || score < leastScore) continue
      const proposal = { hypothesisId: id, hypothesisKind: kind, title, suspectSha, byRule: true }
      session.dispatch({ kind: 'proposeHypothesis', ...proposal })
    }
    session.dispatch({ kind: 'scoreHypothesis', hypothesisId: id, score, reasons })
  }
  const still = new Set(ranked.map(one => one.id))
  for (const { id, state, byPerson, score } of known.values()) {
    if (byPerson || state !== 'open' || score === 0 || still.has(id)) continue
    const reasons = [{ text: 'what spoke for it is no longer seen', points: 0 }]
    session.dispatch({ kind: 'scoreHypothesis', hypothesisId: id, score: 0, reasons })
  }
}

/** The words of the failure: what people said, and the newest errors with their traces. */
function questionOf(state: IncidentState, { log }: Telemetry, now: Instant): Omit<SuspectQuestion, 'deploys'> {
  const words = [state.symptom?.text ?? state.title, ...errorTraces(log, 5)]
  return { onsetAt: onsetOf(state, now), symptomText: words.join('\n') }
}
