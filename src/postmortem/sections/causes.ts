// Why it happened: the root cause or several, the trigger apart from it, what contributed, the whys, and what it was not.
import { rootCauseText } from '../../incident/phases/plan.ts'
import type { HypothesisState, IncidentState } from '../../incident/state.ts'
import { confirmedHypothesis } from '../milestones.ts'
import type { Block, DocumentSection, ListItem } from '../model.ts'
import { clockOf } from '../spans.ts'
import { list, type Making, prose, section } from './section.ts'

export function rootCauseSection(making: Making): DocumentSection {
  const { state, people } = making
  const causes = causesOf(state).map(people.inWords)
  const said: Block[] = causes.length === 1 ? [prose(causes[0] as string)] : list(causes)
  return section(making, {
    id: 'rootCause',
    title: 'Root Cause',
    writes: 'rootCause',
    draft: causes.length > 0 ? said : [],
    facts: triggerOf(making),
    nothing: unconfirmed(state),
    isSaid: rootCauseText(state) !== null,
  })
}

/** Every cause once, and what was confirmed without becoming one. */
function causesOf({ causes, hypotheses }: IncidentState): string[] {
  const known = new Set(causes.map(cause => cause.hypothesisId))
  const confirmed = hypotheses.filter(one => one.state === 'confirmed' && !known.has(one.id))
  return [...new Set([...causes.map(cause => cause.text), ...confirmed.map(one => one.title)])]
}

function unconfirmed({ hypotheses }: IncidentState): string {
  const likely = hypotheses.filter(one => one.state === 'open').sort((a, b) => b.score - a.score)[0]
  return likely ? `Not confirmed. Most likely: ${likely.title}` : 'Not recorded.'
}

/** What set it off, apart from why it could happen: as written, else the change that the confirmed cause names. */
function triggerOf({ state, people }: Making): Block[] {
  const written = state.sections.trigger?.text.trim()
  if (written?.includes('\n')) return [prose('Trigger:'), { kind: 'written', text: written }]
  if (written) return [{ kind: 'written', text: `Trigger: ${written}` }]
  const sha = confirmedHypothesis(state)?.suspectSha
  const change = sha ? state.changes.find(one => sha.startsWith(one.ref) || one.ref.startsWith(sha)) : undefined
  if (!change) return []
  const what = `${change.kind} ${change.ref.slice(0, 7)} "${change.subject}"`
  return [prose(people.inWords(`Trigger: ${what}, ${clockOf(change.at, state.moments.started ?? change.at)} UTC.`))]
}

export function factorsSection(making: Making): DocumentSection {
  const { state, people } = making
  const factors = state.factors.filter(one => one.kind === 'contributing').map(one => people.inWords(one.text))
  return section(making, {
    id: 'contributingFactors',
    title: 'Contributing Factors',
    writes: 'contributingFactors',
    facts: list(factors),
    nothing: 'Not recorded.',
    isSaid: factors.length > 0,
  })
}

export function fiveWhysSection(making: Making): DocumentSection {
  const { state, people } = making
  const whys = state.factors.filter(one => one.kind === 'why')
  const shown = new Set<string>()
  const items = (of: readonly (typeof whys)[number][]): ListItem[] =>
    of.flatMap(one => {
      if (shown.has(one.id)) return []
      shown.add(one.id)
      return [{ text: people.inWords(one.text), children: items(whys.filter(other => other.parent === one.id)) }]
    })
  const known = new Set(whys.map(one => one.id))
  const roots = items(whys.filter(one => one.parent === null || !known.has(one.parent)))
  // Answers that explain each other in a circle hang from nothing: they stand at the top, so that none is lost.
  const tree = [...roots, ...items(whys)]
  return section(making, {
    id: 'fiveWhys',
    title: 'Five Whys',
    facts: list(tree),
    nothing: 'Not recorded.',
    isSaid: whys.length > 0,
  })
}

export function hypothesesSection(making: Making): DocumentSection {
  const { state, people } = making
  const sorted = [...state.hypotheses].sort((a, b) => rank(a) - rank(b) || b.score - a.score || (a.id < b.id ? -1 : 1))
  const items = sorted.map((one): ListItem => {
    const why = one.rejectedWhy ? `: ${one.rejectedWhy}` : ''
    const score = one.reasons.length > 0 ? `, score ${Math.round(one.score)}` : ''
    return {
      text: people.inWords(`${one.title} (${one.state}${score})${why}`),
      children: one.reasons.map(reason => ({ text: `${reason.text} (${signed(reason.points)})` })),
    }
  })
  return section(making, {
    id: 'hypotheses',
    title: 'Hypotheses Considered',
    facts: list(items),
    nothing: 'None is recorded.',
  })
}

function rank({ state }: HypothesisState): number {
  return state === 'confirmed' ? 0 : state === 'rejected' ? 1 : 2
}

function signed(points: number): string {
  return points > 0 ? `+${Math.round(points)}` : `${Math.round(points)}`
}
