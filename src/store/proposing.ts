// Proposes hypotheses while the cause is unknown: the ranked changes of the repository, and what the signals show.
// Rule: proposed once, scored again only where the score moved, so that the record holds decisions and not noise.
import { type Cause, causesSeen } from '../diagnosis/causes.ts'
import type { SuspectRanking } from '../diagnosis/suspects/types.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { Session } from './session.ts'

export interface SuspectQuestion {
  readonly onsetAt: Instant
  readonly symptomText: string
}

/** Ranks the changes before the onset; null where there is nothing to rank. */
export type RankChanges = (question: SuspectQuestion) => Promise<SuspectRanking | null>

const everyMs = 10_000
const proposedAtMost = 3
const scoreMoved = 5

/** Call the answer with the time, as often as is convenient. */
export function createProposing(session: Session, telemetry: Telemetry, rank: RankChanges): (now: Instant) => void {
  let askedAt = Number.NEGATIVE_INFINITY
  let asked = ''
  let isAsking = false
  return now => {
    const { state } = session.store.getState()
    if (isOver(state) || now - askedAt < everyMs) return
    askedAt = now
    for (const cause of causesSeen(telemetry.snapshot(now))) propose(session, { ...cause, suspectSha: null })
    const { groups } = telemetry.snapshot(now)
    const key = [onsetOf(state, now), ...groups.map(group => group.id)].join(' ')
    if (isAsking || key === asked) return
    isAsking = true
    void rank(questionOf(state, telemetry, now))
      .then(ranking => {
        asked = key
        if (ranking && !isOver(session.store.getState().state)) proposeSuspects(session, ranking)
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

function proposeSuspects(session: Session, { suspects }: SuspectRanking): void {
  for (const suspect of suspects.slice(0, proposedAtMost)) {
    propose(session, {
      id: `change:${suspect.sha}`,
      kind: 'change',
      title: `deploy ${suspect.sha.slice(0, 7)} "${suspect.subject}"`,
      score: Math.round(suspect.p * 100),
      reasons: suspect.reasons,
      suspectSha: suspect.sha,
    })
  }
}

function propose(
  session: Session,
  { id, kind, title, score, reasons, suspectSha }: Cause & { suspectSha: string | null },
): void {
  const known = session.store.getState().state.hypotheses.find(one => one.id === id)
  if (!known) {
    session.dispatch({
      kind: 'proposeHypothesis',
      hypothesisId: id,
      hypothesisKind: kind,
      title,
      suspectSha,
      byRule: true,
    })
  }
  if (known && Math.abs(known.score - score) < scoreMoved) return
  session.dispatch({ kind: 'scoreHypothesis', hypothesisId: id, score, reasons })
}

/** The words of the failure: what people said, and the newest errors with their traces. */
function questionOf(state: IncidentState, { log }: Telemetry, now: Instant): SuspectQuestion {
  const lines = log.findLast({ levels: ['error', 'fatal'] }, { limit: 12 }).flatMap(index => {
    const frames: string[] = []
    for (let next = index + 1; next < index + 6 && log.line(next)?.continues; next += 1) frames.push(log.text(next))
    return [log.text(index), ...frames]
  })
  const words = [state.symptom?.text ?? state.title, ...new Set(lines)]
  return { onsetAt: onsetOf(state, now), symptomText: words.join('\n') }
}

function onsetOf({ moments }: IncidentState, now: Instant): Instant {
  return moments.started ?? moments.declared ?? now
}
