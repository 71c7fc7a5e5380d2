// Declaration, triage, the timeline and the end.
import { missingToClose } from '../phases/plan.ts'
import type { MomentName } from '../vocabulary.ts'
import { type Deciders, nothing, orderOfMoments, recorded, refused } from './answers.ts'

export const declaring: Deciders<
  | 'declare'
  | 'rename'
  | 'setSeverity'
  | 'setImpact'
  | 'measureImpact'
  | 'recordWindow'
  | 'setZone'
  | 'recordMoment'
  | 'goToPhase'
  | 'tickStep'
  | 'addNote'
  | 'resolve'
  | 'reopen'
  | 'close'
  | 'openSession'
  | 'closeSession'
> = {
  declare: (state, { kind: _, severity, ...declaration }, { now }) => {
    if (state.id !== null) return refused('this incident is declared already')
    if (declaration.at !== undefined && declaration.at > now + 1000) return refused('it would lie in the future')
    if (declaration.title.trim() === '') return refused('say what is wrong, for example "500 errors on /api/checkout"')
    return recorded(
      { type: 'incident.declared', ...declaration },
      severity !== null && { type: 'severity.set', severity, reason: '' },
    )
  },
  rename: (_, { title }) =>
    title.trim() ? recorded({ type: 'incident.renamed', title }) : refused('a title has words'),
  setSeverity: (state, { severity, reason, at }, { now }) => {
    if (at !== undefined && at > now + 1000) return refused('a severity cannot be set in the future')
    if (state.severity === severity) return nothing
    return recorded({ type: 'severity.set', severity, reason, ...(at === undefined ? {} : { at }) })
  },
  setImpact: (_, { text }) =>
    text.trim() ? recorded({ type: 'impact.set', text }) : refused('say who is affected, and how'),
  measureImpact: (state, { kind: _kind, ...figure }) => {
    if (figure.measure.trim() === '') return refused('say what was counted, for example "failed requests"')
    if (figure.value !== null && !(figure.value >= 0)) return refused(`${figure.measure} cannot be negative`)
    const known = state.impactFigures.find(one => one.measure === figure.measure)
    if (figure.byRule && (known?.byPerson || (known?.value === figure.value && known.unit === figure.unit)))
      return nothing
    return recorded({ type: 'impact.measured', ...figure })
  },
  recordWindow: (state, { kind: _kind, ...window }, { now }) => {
    if (window.until < window.at) return refused('its end lies before its beginning')
    if (window.at > now + 1000) return refused('it would lie in the future')
    const isKnown = state.impactWindows.some(one => one.from === window.at && one.until === window.until)
    return isKnown ? nothing : recorded({ type: 'impact.window', ...window })
  },
  setZone: (state, { zone }) => (state.zone === zone ? nothing : recorded({ type: 'zone.set', zone })),
  recordMoment: (state, { moment, at, why, precision }, context) => {
    if (at === null) return recorded({ type: 'moment.recorded', moment, known: false, why })
    const wrong = orderOfMoments(state, { moment, at, precision }, context)
    if (wrong) return refused(wrong)
    return recorded({ type: 'moment.recorded', moment, known: true, why, at, ...(precision && { precision }) })
  },
  goToPhase: (state, { phase }) => {
    if (state.phase === phase) return nothing
    return recorded({ type: 'phase.entered', phase })
  },
  tickStep: (_, { kind: _kind, ...tick }) => recorded({ type: 'step.ticked', ...tick }),
  addNote: (_, { kind: _kind, ...note }, { now }) => {
    const { text, at, endsAt } = note
    if (text.trim() === '') return refused('a note has words')
    if (at !== undefined && at > now + 1000) return refused('a note cannot lie in the future')
    if (endsAt !== undefined && endsAt < (at ?? now)) return refused('its end would come before its beginning')
    return recorded({ type: 'note.added', ...note })
  },
  resolve: (state, { at }, context) => {
    if (state.moments.resolved !== null) return refused('it is resolved already')
    const moment = at ?? context.now
    const wrong = orderOfMoments(state, { moment: 'resolved', at: moment }, context)
    if (wrong) return refused(wrong)
    const reached = (name: MomentName) =>
      ({ type: 'moment.recorded', moment: name, known: true, why: '', at: moment }) as const
    return recorded(state.moments.mitigated === null && reached('mitigated'), reached('resolved'))
  },
  reopen: (state, { reason }) => {
    if (state.moments.resolved === null && state.moments.mitigated === null) return refused('it is open')
    return recorded({ type: 'incident.reopened', reason })
  },
  close: state => {
    if (state.moments.closed !== null) return refused('it is closed already')
    const missing = missingToClose(state)
    return missing.length > 0 ? refused(`cannot close: ${missing.join('; ')}`) : recorded({ type: 'incident.closed' })
  },
  openSession: (_, { pid, host }, { readOnly }) => recorded({ type: 'session.opened', pid, host, readOnly }),
  closeSession: (_, { how }) => recorded({ type: 'session.closed', how }),
}
