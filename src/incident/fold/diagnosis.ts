// What signals, evidence and hypotheses change.
import type { Reason } from '../events.ts'
import type { Draft, Handlers } from './draft.ts'
import { addSeries } from './series.ts'

export const diagnosis: Handlers<
  | 'signal.observed'
  | 'onset.estimated'
  | 'series.recorded'
  | 'change.seen'
  | 'evidence.collected'
  | 'evidence.kept'
  | 'evidence.dismissed'
  | 'hypothesis.proposed'
  | 'hypothesis.scored'
  | 'hypothesis.tested'
  | 'hypothesis.confirmed'
  | 'hypothesis.rejected'
  | 'rootcause.set'
> = {
  'signal.observed': (draft, { id, at, kind, subject, text, level, figures }) => {
    draft.observations.push({ id, at, kind, subject, text, level, figures: { ...figures } })
  },
  'onset.estimated': (draft, event) => {
    draft.onset = { at: event.onsetAt, confidence: event.confidence, from: event.from }
  },
  'series.recorded': (draft, event) => addSeries(draft, event),
  'change.seen': (draft, { id, at, kind, ref, subject, author }) => {
    if (draft.changes.some(one => one.ref === ref && one.kind === kind)) return
    draft.changes.push({ id, at, kind, ref, subject, author })
  },
  'evidence.collected': (draft, event) => {
    if (draft.evidence.some(one => one.id === event.evidenceId)) return
    draft.evidence.push({
      id: event.evidenceId,
      label: null,
      kind: event.kind,
      title: event.title,
      detail: event.detail,
      source: event.source,
      at: event.at,
      state: 'unsorted',
    })
    if (event.kept) keep(draft, event.evidenceId)
  },
  'evidence.kept': (draft, event) => keep(draft, event.evidenceId),
  'evidence.dismissed': (draft, event) => {
    const evidence = draft.evidence.find(one => one.id === event.evidenceId)
    if (evidence) evidence.state = 'dismissed'
  },
  'hypothesis.proposed': (draft, event) => {
    if (draft.hypotheses.some(one => one.id === event.hypothesisId)) return
    draft.hypotheses.push({
      id: event.hypothesisId,
      kind: event.kind,
      title: event.title,
      suspectSha: event.suspectSha,
      score: 0,
      previousScore: null,
      movedBy: null,
      reasons: [],
      state: 'open',
      rejectedWhy: null,
      runIds: [],
      proposedAt: event.at,
      settledAt: null,
      byPerson: event.by !== 'rule',
    })
  },
  'hypothesis.scored': (draft, event) => {
    const hypothesis = hypothesisOf(draft, event.hypothesisId)
    if (!hypothesis) return
    if (hypothesis.reasons.length > 0) {
      hypothesis.previousScore = hypothesis.score
      hypothesis.movedBy = movedMost(hypothesis.reasons, event.reasons, event.score - hypothesis.score)
    }
    hypothesis.score = event.score
    hypothesis.reasons = event.reasons.map(reason => ({ ...reason }))
  },
  'hypothesis.tested': (draft, event) => {
    const hypothesis = hypothesisOf(draft, event.hypothesisId)
    if (hypothesis) hypothesis.runIds = [...new Set([...hypothesis.runIds, ...event.runIds])]
  },
  'hypothesis.confirmed': (draft, event) => {
    const hypothesis = hypothesisOf(draft, event.hypothesisId)
    if (!hypothesis) return
    hypothesis.state = 'confirmed'
    hypothesis.settledAt = event.at
  },
  'hypothesis.rejected': (draft, event) => {
    const hypothesis = hypothesisOf(draft, event.hypothesisId)
    if (!hypothesis) return
    hypothesis.state = 'rejected'
    hypothesis.rejectedWhy = event.reason
    hypothesis.settledAt = event.at
    draft.causes = draft.causes.filter(cause => cause.hypothesisId !== event.hypothesisId)
    draft.rootCause = draft.causes[0] ?? null
  },
  'rootcause.set': (draft, event) => {
    const cause = { text: event.text, hypothesisId: event.hypothesisId, at: event.at }
    const others = event.also ? draft.causes : draft.causes.slice(1)
    if (event.also && others.some(one => one.text === event.text)) return
    draft.causes = event.also ? [...others, cause] : [cause, ...others]
    draft.rootCause = draft.causes[0] ?? null
  },
}

function hypothesisOf(draft: Draft, id: string) {
  return draft.hypotheses.find(one => one.id === id)
}

/** Labels count up in the order of keeping; a piece kept again after a dismissal has its old label. */
function keep(draft: Draft, id: string): void {
  const evidence = draft.evidence.find(one => one.id === id)
  if (!evidence) return
  evidence.state = 'kept'
  if (evidence.label !== null) return
  draft.keptEvidence += 1
  evidence.label = `E${draft.keptEvidence}`
  const run = draft.commands.find(one => one.runId === id)
  if (run) run.label = evidence.label
}

/** The reason that changed most in the direction of the score; figures in its words do not make it another reason. */
function movedMost(before: readonly Reason[], after: readonly Reason[], by: number): string | null {
  const same = (text: string) => text.replace(/\d[\d.,]*/g, '#')
  const points = new Map(before.map(reason => [same(reason.text), reason.points]))
  const gone = before.filter(reason => !after.some(one => same(one.text) === same(reason.text)))
  const moves = [
    ...after.map(({ text, points: now }) => ({ text, by: now - (points.get(same(text)) ?? 0) })),
    ...gone.map(({ text, points: was }) => ({ text: `no longer: ${text}`, by: -was })),
  ]
  const [most] = moves.filter(move => move.by * by > 0).sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
  return most?.text ?? null
}
