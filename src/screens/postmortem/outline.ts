// The outline: every section with how it stands, what is suggested, what is missing to close, and the last two steps.
// Rule: the cursor stands by itself on the first thing that is missing, so that Enter leads to the closed incident.

import type { IncidentState } from '../../incident/state.ts'
import { completenessOf } from '../../postmortem/completeness.ts'
import type { DocumentSection, DocumentSectionId } from '../../postmortem/model.ts'
import type { Suggestion } from '../../postmortem/suggestions.ts'
import { chosenOf } from '../choosing.ts'
import type { Scene } from '../scene.ts'
import type { ItemList } from '../workbench.ts'
import { documentOf, suggestionsOf } from './document.ts'

export const outlineList = 'postmortem'

export type OutlineItem =
  | { readonly kind: 'section'; readonly id: string; readonly title: string; readonly section: DocumentSection }
  | { readonly kind: 'suggestion'; readonly id: string; readonly number: number; readonly suggestion: Suggestion }
  | { readonly kind: 'write' | 'close'; readonly id: string }

interface Place {
  readonly id: DocumentSectionId
  readonly title: string
}

/** What a post-mortem is judged by, then what is good to have. */
const mainPlaces: readonly Place[] = [
  { id: 'summary', title: 'Summary' },
  { id: 'impact', title: 'Impact' },
  { id: 'timeline', title: 'Timeline' },
  { id: 'rootCause', title: 'Root Cause' },
  { id: 'actionItems', title: 'Action Items' },
  { id: 'detection', title: 'Detection' },
  { id: 'resolution', title: 'Resolution' },
  { id: 'hypotheses', title: 'Hypotheses' },
  { id: 'contributingFactors', title: 'Factors' },
  { id: 'fiveWhys', title: 'Five Whys' },
]
const morePlaces: readonly Place[] = [
  { id: 'wentWell', title: 'What went well' },
  { id: 'wentBadly', title: 'What went badly' },
  { id: 'lucky', title: 'Where lucky' },
  { id: 'minutes', title: 'The minutes' },
  { id: 'communication', title: 'Communication' },
  { id: 'charts', title: 'Charts' },
  { id: 'evidence', title: 'Appendix' },
]

const mostSuggestions = 3

export function mainSections(scene: Pick<Scene, 'state'>): OutlineItem[] {
  return itemsAt(mainPlaces, scene.state)
}

export function moreSections(scene: Pick<Scene, 'state'>): OutlineItem[] {
  return itemsAt(morePlaces, scene.state)
}

function itemsAt(places: readonly Place[], state: IncidentState): OutlineItem[] {
  const { sections } = documentOf(state)
  return places.flatMap(({ id, title }) => {
    const section = sections.find(one => one.id === id)
    return section ? [{ kind: 'section', id, title, section }] : []
  })
}

export function suggestionItems({ state }: Pick<Scene, 'state'>): (OutlineItem & { kind: 'suggestion' })[] {
  if (state.moments.closed !== null) return []
  return suggestionsOf(state)
    .slice(0, mostSuggestions)
    .map((suggestion, index) => ({ kind: 'suggestion', id: `s:${suggestion.id}`, number: index + 1, suggestion }))
}

function outlineItems(scene: Pick<Scene, 'state'>): OutlineItem[] {
  return [
    ...mainSections(scene),
    ...moreSections(scene),
    ...suggestionItems(scene),
    { kind: 'write', id: 'write' },
    { kind: 'close', id: 'close' },
  ]
}

export function outline(scene: Scene): ItemList {
  return { name: outlineList, ids: outlineItems(scene).map(item => item.id), fallback: firstMissing(scene) }
}

export function chosenItem(scene: Scene): OutlineItem | null {
  const { name, ids, fallback } = outline(scene)
  const id = chosenOf(scene.view, name, ids, fallback)
  return outlineItems(scene).find(item => item.id === id) ?? null
}

/** The section under the cursor; a suggestion belongs to the action items. */
export function sectionShown(scene: Scene): DocumentSectionId {
  const item = chosenItem(scene)
  if (item?.kind === 'section') return item.section.id
  return item?.kind === 'suggestion' ? 'actionItems' : 'facts'
}

/** What closing demands, then what the severity advises where it is about a section, then writing and closing. */
function firstMissing({ state }: Pick<Scene, 'state'>): string {
  const missing = completenessOf(state).demands.filter(one => !one.met && one.id !== 'owners')
  const closing = missing.find(one => one.need === 'close' && one.section !== 'facts')
  if (closing) return closing.section
  const impact = missing.find(one => one.section === 'impact')
  if (impact) return 'impact'
  return state.exports.length === 0 && state.moments.resolved !== null ? 'write' : 'close'
}
