// What a post-mortem of this severity should hold, and what of it is missing. Closing has its own, shorter list.
import { missingToClose, rootCauseText } from '../incident/phases/plan.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Severity } from '../incident/vocabulary.ts'
import type { DocumentSectionId } from './model.ts'

export interface Demand {
  readonly id: string
  readonly section: DocumentSectionId
  /** `root cause`: what is asked for, in words. */
  readonly title: string
  readonly met: boolean
  /** `close`: the incident cannot be closed without it. */
  readonly need: 'close' | 'advised'
  /** What to do about it. */
  readonly hint: string
}

export interface Completeness {
  readonly demands: readonly Demand[]
  readonly met: number
  readonly of: number
  /** Why the incident cannot be closed, in words; empty where it can be. */
  readonly toClose: readonly string[]
}

interface Rule extends Omit<Demand, 'met' | 'need'> {
  /** The mildest severity that is asked for it. */
  readonly upTo: Severity
  readonly closing?: boolean
  readonly isMet: (state: IncidentState) => boolean
}

const rules: readonly Rule[] = [
  {
    id: 'severity',
    section: 'facts',
    title: 'severity',
    upTo: 'P3',
    isMet: state => state.severity !== null,
    hint: 'set the severity',
  },
  {
    id: 'started',
    section: 'facts',
    title: 'start of the impact',
    upTo: 'P2',
    isMet: state => state.moments.started !== null,
    hint: 'say when the impact began',
  },
  {
    id: 'resolved',
    section: 'facts',
    title: 'resolved',
    upTo: 'P3',
    closing: true,
    isMet: state => state.moments.resolved !== null,
    hint: 'resolve the incident',
  },
  {
    id: 'impact',
    section: 'impact',
    title: 'impact',
    upTo: 'P2',
    isMet: state => state.impact !== null || written(state, 'impact'),
    hint: 'say who was affected, and how',
  },
  {
    id: 'rootCause',
    section: 'rootCause',
    title: 'root cause',
    upTo: 'P1',
    closing: true,
    isMet: state => rootCauseText(state) !== null,
    hint: 'confirm a hypothesis, or write the root cause',
  },
  {
    id: 'actionItem',
    section: 'actionItems',
    title: 'an action item',
    upTo: 'P1',
    closing: true,
    isMet: state => state.actionItems.some(one => !one.dropped),
    hint: 'take a suggestion, or add an action item',
  },
  {
    id: 'owners',
    section: 'actionItems',
    title: 'an owner and a date for every open action item',
    upTo: 'P1',
    isMet: state => state.actionItems.every(one => one.dropped || one.done || (one.owner !== null && one.due !== null)),
    hint: 'give each action item an owner and a date',
  },
  {
    id: 'factors',
    section: 'contributingFactors',
    title: 'contributing factors',
    upTo: 'P1',
    isMet: state => state.factors.length > 0 || written(state, 'contributingFactors'),
    hint: 'say what made it possible or worse',
  },
  {
    id: 'mitigations',
    section: 'resolution',
    title: 'no mitigation left on without an action item',
    upTo: 'P3',
    isMet: state => state.mitigations.every(one => one.undoneAt !== null || isRemembered(state, one.id)),
    hint: 'undo it, or take the suggestion to',
  },
]

const order: readonly Severity[] = ['P0', 'P1', 'P2', 'P3']

/** Without a severity everything is asked for: when unsure the higher. */
export function completenessOf(state: IncidentState): Completeness {
  const rank = order.indexOf(state.severity ?? 'P0')
  const demands = rules
    .filter(rule => rank <= order.indexOf(rule.upTo))
    .map(({ isMet, upTo: _, closing, ...rule }): Demand => {
      return { ...rule, met: isMet(state), need: closing ? 'close' : 'advised' }
    })
  return { demands, met: demands.filter(one => one.met).length, of: demands.length, toClose: missingToClose(state) }
}

function written(state: IncidentState, section: keyof IncidentState['sections']): boolean {
  return (state.sections[section]?.text.trim() ?? '') !== ''
}

function isRemembered(state: IncidentState, mitigationId: string): boolean {
  return state.actionItems.some(one => one.suggestion === `undo:${mitigationId}`)
}
