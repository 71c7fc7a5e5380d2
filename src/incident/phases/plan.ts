// The steps of the five phases, and which are done: read off the state, or ticked by a person.
import type { IncidentState } from '../state.ts'
import { minute } from '../time.ts'
import { type Phase, phases } from '../vocabulary.ts'

export interface PlanStep {
  readonly phase: Phase
  readonly id: string
  readonly title: string
  readonly done: boolean
}

interface Step {
  readonly id: string
  readonly title: string
  readonly isDone: (state: IncidentState) => boolean
}

/** Milliseconds a phase may take before it says so; null has no limit of its own. */
export const phaseBudget: Record<Phase, number | null> = {
  triage: 2 * minute,
  diagnose: 15 * minute,
  fix: null,
  verify: 15 * minute,
  postmortem: null,
}

const steps: Record<Phase, readonly Step[]> = {
  triage: [
    { id: 'severity', title: 'classify severity', isDone: state => state.severity !== null },
    { id: 'impact', title: 'assess blast radius', isDone: state => state.impact !== null },
    { id: 'quickWin', title: 'quick win?', isDone: state => state.fixes.length > 0 },
  ],
  diagnose: [
    { id: 'evidence', title: 'gather evidence', isDone: state => state.evidence.some(one => one.state === 'kept') },
    { id: 'rank', title: 'rank hypotheses', isDone: state => state.hypotheses.length > 0 },
    { id: 'confirm', title: 'test, then confirm', isDone: state => state.rootCause !== null },
  ],
  fix: [
    { id: 'choose', title: 'choose a fix', isDone: state => state.fixes.length > 0 || state.mitigations.length > 0 },
    {
      id: 'apply',
      title: 'put it in place',
      isDone: state => state.fixes.some(one => one.state === 'completed') || state.mitigations.length > 0,
    },
  ],
  verify: [
    { id: 'gate', title: 'fix confirmed', isDone: state => state.gate.passedAt !== null },
    { id: 'monitor', title: 'monitor', isDone: state => (state.monitor?.completedAt ?? null) !== null },
    {
      id: 'secondary',
      title: 'secondary issues',
      isDone: state =>
        (state.monitor?.completedAt ?? null) !== null && state.secondary.every(one => one.settled !== null),
    },
    {
      id: 'communicate',
      title: 'communicate',
      isDone: state => state.updates.some(one => one.status === 'Resolved'),
    },
  ],
  postmortem: [
    { id: 'rootCause', title: 'root cause', isDone: state => rootCauseText(state) !== null },
    { id: 'actions', title: 'action items', isDone: state => state.actionItems.some(one => !one.dropped) },
    { id: 'export', title: 'write it', isDone: state => state.exports.length > 0 },
    { id: 'close', title: 'close', isDone: state => state.moments.closed !== null },
  ],
}

/** Every step of every phase, in order. A person's tick, or the taking back of one, wins over what is derived. */
export function planOf(state: IncidentState): PlanStep[] {
  return phases.flatMap(phase =>
    steps[phase].map(({ id, title, isDone }) => {
      const ticked = state.phases[phase].ticks[id]
      return { phase, id, title, done: ticked ?? isDone(state) }
    }),
  )
}

/** The first step of the phase that is not done, or null. */
export function nextStep(state: IncidentState, phase: Phase = state.phase): PlanStep | null {
  return planOf(state).find(step => step.phase === phase && !step.done) ?? null
}

/** The root cause as written by a person, else as confirmed. */
export function rootCauseText(state: IncidentState): string | null {
  return state.sections.rootCause?.text ?? state.rootCause?.text ?? null
}

/** What must be there before the incident can be closed; empty where nothing is missing. */
export function missingToClose(state: IncidentState): string[] {
  const missing: string[] = []
  if (state.moments.resolved === null) missing.push('it is not resolved yet: resolve it first')
  const isMajor = state.severity === 'P0' || state.severity === 'P1'
  if (isMajor && rootCauseText(state) === null) missing.push(`a ${state.severity} needs a root cause`)
  if (isMajor && !state.actionItems.some(one => !one.dropped)) missing.push(`a ${state.severity} needs an action item`)
  return missing
}
