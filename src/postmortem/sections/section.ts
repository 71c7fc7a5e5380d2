// How one section comes about: what a person wrote replaces the draft prose; derived facts stay below either.
import type { IncidentState } from '../../incident/state.ts'
import type { SectionId } from '../../incident/vocabulary.ts'
import type { Completeness } from '../completeness.ts'
import type { Block, DocumentSection, DocumentSectionId, ListItem } from '../model.ts'
import type { People } from '../people.ts'

export interface Making {
  readonly state: IncidentState
  readonly people: People
  readonly completeness: Completeness
}

export interface SectionParts {
  readonly id: DocumentSectionId
  readonly title: string
  readonly writes?: SectionId
  /** Prose that a person's text replaces. */
  readonly draft?: readonly Block[]
  /** Derived facts that always stay. */
  readonly facts?: readonly Block[]
  /** What it says where there is nothing: a sentence. */
  readonly nothing: string
  /** A person said it through another event than `section.written`. */
  readonly isSaid?: boolean
}

export function section({ state, people, completeness }: Making, parts: SectionParts): DocumentSection {
  const { id, title, writes = null, draft = [], facts = [], nothing } = parts
  const stored = writes === null ? undefined : state.sections[writes]
  const written = stored && stored.text.trim() !== '' ? { ...stored, by: people.who(stored.by) } : null
  const prose: readonly Block[] = written ? [{ kind: 'written', text: written.text }] : draft
  const blocks = [...prose, ...facts]
  const lacks = completeness.demands.some(one => one.section === id && !one.met)
  return {
    id,
    title,
    state: written || parts.isSaid ? 'written' : blocks.length > 0 ? 'draft' : lacks ? 'missing' : 'optional',
    writes,
    written,
    draft: plainText(draft),
    blocks: blocks.length > 0 ? blocks : [{ kind: 'missing', text: nothing }],
  }
}

export const prose = (text: string): Block => ({ kind: 'prose', text })

export function list(items: readonly (ListItem | string)[]): Block[] {
  if (items.length === 0) return []
  return [{ kind: 'list', items: items.map(item => (typeof item === 'string' ? { text: item } : item)) }]
}

/** Draft blocks as an editor's first text. */
function plainText(blocks: readonly Block[]): string {
  return blocks
    .map(block => {
      if (block.kind === 'prose' || block.kind === 'written') return block.text
      if (block.kind === 'list') return block.items.map(item => `- ${item.text}`).join('\n')
      return ''
    })
    .filter(text => text !== '')
    .join('\n\n')
}
