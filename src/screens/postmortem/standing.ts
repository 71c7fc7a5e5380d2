// How each section stands, in a sign and two or three words.

import type { SignalState } from '../../components/marks.ts'
import { counted } from '../../components/theme/numbers.ts'
import type { IncidentState } from '../../incident/state.ts'
import { completenessOf } from '../../postmortem/completeness.ts'
import type { DocumentSection } from '../../postmortem/model.ts'
import { documentOf } from './document.ts'

export interface Standing {
  readonly mark: SignalState
  readonly words: string
}

export function standingOf(section: DocumentSection, state: IncidentState): Standing {
  const special = specials[section.id]?.(section, state)
  if (special) return special
  if (section.written) return { mark: 'ok', words: 'edited' }
  switch (section.state) {
    case 'written':
      return { mark: 'ok', words: 'recorded' }
    case 'draft':
      return { mark: 'ok', words: 'from events' }
    case 'missing':
      return { mark: 'failing', words: 'nothing yet' }
    case 'optional':
      return { mark: 'waiting', words: 'optional' }
  }
}

type Special = (section: DocumentSection, state: IncidentState) => Standing | null

const specials: { readonly [id: string]: Special | undefined } = {
  summary: ({ written }) => (written ? null : { mark: 'ok', words: 'from events' }),
  timeline: ({ blocks }) => ({
    mark: 'ok',
    words: counted(blocks[0]?.kind === 'timeline' ? blocks[0].rows.length : 0, 'row'),
  }),
  rootCause: ({ written, state }, { hypotheses }) => {
    if (written) return null
    if (state === 'written') return { mark: 'ok', words: 'confirmed' }
    const isLikely = hypotheses.some(one => one.state === 'open')
    if (state === 'missing' && isLikely) return { mark: 'warn', words: 'draft' }
    return state === 'missing' ? { mark: 'failing', words: 'nothing yet' } : { mark: 'waiting', words: 'not recorded' }
  },
  actionItems: (_, state) => actionStanding(state),
  hypotheses: (_, { hypotheses }) => {
    if (hypotheses.length === 0) return null
    const rejected = hypotheses.filter(one => one.state === 'rejected').length
    return { mark: 'ok', words: `${hypotheses.length}${rejected > 0 ? `, ${rejected} rejected` : ''}` }
  },
  contributingFactors: ({ written, state: standing }, { factors }) => {
    const count = factors.filter(one => one.kind === 'contributing').length
    if (count > 0 && !written) return { mark: 'ok', words: String(count) }
    return standing === 'missing' ? { mark: 'warn', words: 'none, advised' } : null
  },
  fiveWhys: (_, { factors }) => {
    const count = factors.filter(one => one.kind === 'why').length
    return count > 0 ? { mark: 'ok', words: String(count) } : null
  },
  wentWell: drafted,
  wentBadly: drafted,
  lucky: drafted,
  evidence: (_, { evidence, commands }) => {
    const count =
      evidence.filter(one => one.state === 'kept').length + commands.filter(run => run.label === null).length
    return count === 0 ? null : { mark: 'ok', words: counted(count, 'exhibit') }
  },
}

/** A judgement that the events suggest; it is for people to make. */
function drafted({ written, state }: DocumentSection): Standing | null {
  return !written && state === 'draft' ? { mark: 'ok', words: 'drafted' } : null
}

function actionStanding(state: IncidentState): Standing {
  const items = state.actionItems.filter(one => !one.dropped)
  const demands = completenessOf(state).demands.filter(one => one.section === 'actionItems' && !one.met)
  if (demands.some(one => one.id === 'actionItem')) return { mark: 'failing', words: '0, needs 1' }
  if (items.length === 0) return { mark: 'waiting', words: 'none' }
  const open = items.filter(one => !one.done)
  const homeless = open.filter(one => one.owner === null || one.due === null).length
  if (homeless > 0) return { mark: 'warn', words: `${homeless} unowned` }
  return { mark: 'ok', words: open.length === 0 ? `${items.length}, all done` : `${items.length}` }
}

/** `6 of 10 written`. */
export function countWritten(state: IncidentState): { readonly done: number; readonly of: number } {
  const sections = documentOf(state).sections.filter(one => one.id !== 'facts' && one.state !== 'optional')
  return { done: sections.filter(one => standingOf(one, state).mark === 'ok').length, of: sections.length }
}
