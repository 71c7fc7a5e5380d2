// Where the minutes went: the milestones of one incident in their order, and the stretch up to each of them.
// Rule: a milestone that is missing, or that lies before the one it follows, has no stretch; its time counts with the next.
import type { IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import type { Precision } from '../incident/vocabulary.ts'
import { inexactSpan, precisionOf } from './moments.ts'
import { between, notRecorded } from './spans.ts'

type StretchId = 'detect' | 'hypothesis' | 'decision' | 'execution' | 'verification'

export interface Stretch {
  readonly id: StretchId
  readonly title: string
  /** The two moments that it spans, in words. */
  readonly from: string
  readonly to: string
  /** Milliseconds; null where an end is not recorded or came before the beginning. */
  readonly ms: number | null
  /** The same in words, as exactly as the two moments are known, or "not recorded". */
  readonly took: string
  readonly costMost: boolean
}

interface Milestone {
  readonly id: StretchId
  readonly title: string
  readonly name: string
  readonly at: Instant | null
  readonly precision: Precision | null
}

export function stretchesOf(state: IncidentState): Stretch[] {
  const { started } = state.moments
  let last = { name: 'start of the impact', at: started, precision: precisionOf(state, 'started') }
  const stretches = milestonesOf(state).map(({ id, title, name, at, precision }) => {
    const ms = between(last.at, at)
    const took = ms === null ? notRecorded : inexactSpan(ms, [last.precision, precision])
    const stretch = { id, title, from: last.name, to: name, ms, took }
    if (ms !== null || (last.at === null && at !== null)) last = { name, at, precision }
    return stretch
  })
  const most = Math.max(0, ...stretches.map(one => one.ms ?? 0))
  return stretches.map(one => ({ ...one, costMost: one.ms !== null && one.ms > 0 && one.ms === most }))
}

function milestonesOf(state: IncidentState): Milestone[] {
  const cause = confirmedHypothesis(state)?.proposedAt ?? null
  const reached = (moment: 'detected' | 'mitigated' | 'resolved') => ({
    at: state.moments[moment],
    precision: precisionOf(state, moment),
  })
  return [
    { id: 'detect', title: 'Detection', name: 'detection', ...reached('detected') },
    { id: 'hypothesis', title: 'First true hypothesis', name: 'true cause proposed', at: cause, precision: null },
    { id: 'decision', title: 'Decision', name: 'fix chosen', at: decidedAt(state), precision: null },
    { id: 'execution', title: 'Execution', name: 'impact ended', ...reached('mitigated') },
    { id: 'verification', title: 'Verification', name: 'resolved', ...reached('resolved') },
  ]
}

/** The hypothesis that became the root cause, or null. */
export function confirmedHypothesis(state: IncidentState) {
  const id = state.rootCause?.hypothesisId
  const confirmed = state.hypotheses.filter(one => one.state === 'confirmed')
  return confirmed.find(one => one.id === id) ?? confirmed.at(-1) ?? null
}

/** When what helped was chosen: the first fix that was completed, or the command of the first mitigation. */
function decidedAt({ fixes, mitigations, commands }: IncidentState): Instant | null {
  const chosen = fixes.filter(one => one.state === 'completed').map(one => one.chosenAt)
  const helped = mitigations.filter(one => one.judged?.worked !== false)
  const started = helped.map(one => {
    const run = commands.find(({ purpose }) => purpose.kind === 'mitigation' && purpose.mitigationId === one.id)
    return run?.startedAt ?? one.appliedAt
  })
  const all = [...chosen, ...started]
  return all.length === 0 ? null : Math.min(...all)
}
