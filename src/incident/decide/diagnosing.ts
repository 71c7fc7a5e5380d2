// What the signals say, evidence and hypotheses.
import { type Deciders, nothing, recorded, refused } from './answers.ts'

export const diagnosing: Deciders<
  | 'recordSignal'
  | 'recordOnset'
  | 'recordSeries'
  | 'recordChange'
  | 'collectEvidence'
  | 'keepEvidence'
  | 'dismissEvidence'
  | 'proposeHypothesis'
  | 'scoreHypothesis'
  | 'confirmHypothesis'
  | 'rejectHypothesis'
  | 'setRootCause'
> = {
  recordSignal: (_, { observation, at }) => recorded({ type: 'signal.observed', ...observation, at, byRule: true }),
  recordOnset: (_, { onsetAt, confidence, from }) =>
    recorded({ type: 'onset.estimated', onsetAt, confidence, from, byRule: true }),
  recordSeries: (_, { kind: _kind, ...recording }) =>
    recording.series.some(one => one.values.some(value => value !== null))
      ? recorded({ type: 'series.recorded', ...recording, at: recording.from, byRule: true })
      : nothing,
  recordChange: (state, { change, at }) => {
    if (state.changes.some(one => one.kind === change.kind && isSameRef(one.ref, change.ref))) return nothing
    return recorded({ type: 'change.seen', ...change, at, byRule: true })
  },
  collectEvidence: (state, { evidenceId, evidenceKind, title, detail, source, kept, at }) => {
    if (state.evidence.some(one => one.id === evidenceId)) return nothing
    const evidence = {
      type: 'evidence.collected',
      evidenceId,
      kind: evidenceKind,
      title,
      detail,
      source,
      kept,
    } as const
    return recorded({ ...evidence, byRule: !kept, ...(at === undefined ? {} : { at }) })
  },
  keepEvidence: (state, { evidenceId }) =>
    state.evidence.some(one => one.id === evidenceId)
      ? recorded({ type: 'evidence.kept', evidenceId })
      : refused('no such piece of evidence'),
  dismissEvidence: (state, { evidenceId }) =>
    state.evidence.some(one => one.id === evidenceId)
      ? recorded({ type: 'evidence.dismissed', evidenceId })
      : refused('no such piece of evidence'),
  proposeHypothesis: (state, { hypothesisId, hypothesisKind, title, suspectSha, byRule }) => {
    if (title.trim() === '') return refused('a hypothesis has words')
    if (state.hypotheses.some(one => one.id === hypothesisId)) return nothing
    return recorded({ type: 'hypothesis.proposed', hypothesisId, kind: hypothesisKind, title, suspectSha, byRule })
  },
  scoreHypothesis: (state, { hypothesisId, score, reasons }) => {
    if (!state.hypotheses.some(one => one.id === hypothesisId)) return refused('no such hypothesis')
    return recorded({ type: 'hypothesis.scored', hypothesisId, score, reasons, byRule: true })
  },
  confirmHypothesis: (state, { hypothesisId, rootCause, also: isFurther }) => {
    const hypothesis = state.hypotheses.find(one => one.id === hypothesisId)
    if (!hypothesis) return refused('no such hypothesis')
    if (hypothesis.state === 'confirmed') return refused('it is confirmed already')
    const also = isFurther || state.causes.some(cause => cause.hypothesisId !== null)
    return recorded(
      { type: 'hypothesis.confirmed', hypothesisId },
      { type: 'rootcause.set', text: rootCause ?? hypothesis.title, hypothesisId, ...(also && { also }) },
    )
  },
  rejectHypothesis: (state, { hypothesisId, reason }) => {
    if (!state.hypotheses.some(one => one.id === hypothesisId)) return refused('no such hypothesis')
    return recorded({ type: 'hypothesis.rejected', hypothesisId, reason })
  },
  setRootCause: (_, { text, also }) =>
    text.trim()
      ? recorded({ type: 'rootcause.set', text, hypothesisId: null, ...(also && { also }) })
      : refused('a root cause has words'),
}

/** A commit may be named by its beginning. */
function isSameRef(a: string, b: string): boolean {
  const isBeginning = /^[0-9a-f]{7,64}$/.test(a) && /^[0-9a-f]{7,64}$/.test(b)
  return a === b || (isBeginning && (a.startsWith(b) || b.startsWith(a)))
}
