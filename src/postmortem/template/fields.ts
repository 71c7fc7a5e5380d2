// What a template may name: one table of names, what they are, and how they are made. Its listing is the documentation.
// Rule: a name is added and never renamed; plain values are escaped where they are put, sections come rendered.
import type { IncidentState } from '../../incident/state.ts'
import { toIso } from '../../incident/time.ts'
import { postmortemDocument, printedSections } from '../document.ts'
import { stretchesOf } from '../milestones.ts'
import type { Block, DocumentSection, DocumentSectionId, PostmortemDocument } from '../model.ts'

/** Text that is ready for the format: it is put as it is. */
export interface Rendered {
  readonly rendered: string
}
export type TemplateValue = string | Rendered | readonly TemplateData[]
export type TemplateData = Readonly<Record<string, TemplateValue>>

interface Input {
  readonly state: IncidentState
  readonly document: PostmortemDocument
  readonly renderBody: (section: DocumentSection) => string
}

interface Field {
  readonly name: string
  readonly says: string
  readonly make: (input: Input) => TemplateValue
}

const headFact =
  (label: string) =>
  ({ document }: Input) => {
    const facts = blocksOf(document, 'facts').flatMap(block => (block.kind === 'facts' ? block.rows : []))
    return facts.find(row => row.label === label)?.value ?? ''
  }
const moment =
  (name: keyof IncidentState['moments']) =>
  ({ state }: Input) => {
    const at = state.moments[name]
    return at === null ? '' : toIso(at)
  }

const simple: readonly Field[] = [
  { name: 'title', says: 'the title of the incident', make: ({ state }) => state.title },
  { name: 'id', says: 'its id', make: ({ state }) => state.id ?? '' },
  { name: 'service', says: 'the service; empty where none is named', make: ({ state }) => state.service ?? '' },
  {
    name: 'drill',
    says: 'the scenario of a practice outage; else empty',
    make: ({ state }) => state.drill?.scenario ?? '',
  },
  { name: 'state', says: 'draft, in review, reviewed or closed', make: ({ state }) => state.postmortemState },
  { name: 'date', says: '2025-03-25, or the first and the last day', make: headFact('Date') },
  { name: 'duration', says: '45 minutes (14:30 - 15:15 UTC)', make: headFact('Duration') },
  { name: 'severity', says: 'P0 to P3, or "not recorded"', make: headFact('Severity') },
  { name: 'impact', says: 'the impact in one sentence', make: headFact('Impact') },
  { name: 'started', says: 'ISO 8601 in UTC; empty where it is not recorded', make: moment('started') },
  { name: 'detected', says: 'the same', make: moment('detected') },
  { name: 'mitigated', says: 'the same', make: moment('mitigated') },
  { name: 'resolved', says: 'the same', make: moment('resolved') },
]

const lists: readonly Field[] = [
  {
    name: 'timeline',
    says: 'a list of: when, at (ISO), text, who, cites, lane, key ("key" or empty)',
    make: ({ document }) =>
      blocksOf(document, 'timeline').flatMap(block =>
        block.kind !== 'timeline'
          ? []
          : block.rows.map(({ when, at, text, who, cites, lane, key }) => {
              return { when, at: toIso(at), text, who, cites: cites.join(', '), lane, key: key ? 'key' : '' }
            }),
      ),
  },
  {
    name: 'causes',
    says: 'a list of: text',
    make: ({ state }) => state.causes.map(({ text }) => ({ text })),
  },
  {
    name: 'factors',
    says: 'contributing factors, a list of: text',
    make: ({ state }) => state.factors.flatMap(({ kind, text }) => (kind === 'contributing' ? [{ text }] : [])),
  },
  {
    name: 'actionItems',
    says: 'a list of: text, kind, priority, owner, due, link, done ("x" or empty)',
    make: ({ document }) =>
      blocksOf(document, 'actionItems').flatMap(block =>
        block.kind !== 'tasks'
          ? []
          : block.items.map(({ text, kind, priority, owner, due, link, done }) => {
              return {
                text,
                kind,
                priority,
                owner: owner ?? '',
                due: due ?? '',
                link: link ?? '',
                done: done ? 'x' : '',
              }
            }),
      ),
  },
  {
    name: 'figures',
    says: 'figures of the impact, a list of: measure, value, unit, source',
    make: ({ state }) =>
      state.impactFigures.map(({ measure, value, unit, source }) => ({ measure, value: String(value), unit, source })),
  },
  {
    name: 'stretches',
    says: 'where the minutes went, a list of: title, from, to, took',
    make: ({ state }) => stretchesOf(state).map(({ title, from, to, took }) => ({ title, from, to, took })),
  },
  {
    name: 'sections',
    says: 'the printed sections after the head, a list of: title, body (rendered)',
    make: ({ document, renderBody }) =>
      printedSections(document)
        .filter(one => one.id !== 'facts')
        .map(one => ({ title: one.title, body: { rendered: renderBody(one) } })),
  },
]

const rendered: readonly (readonly [DocumentSectionId, string])[] = [
  ['timeline', 'timelineSection'],
  ['rootCause', 'rootCause'],
  ['actionItems', 'actionItemsSection'],
  ['summary', 'summary'],
  ['background', 'background'],
  ['impact', 'impactSection'],
  ['detection', 'detection'],
  ['resolution', 'resolution'],
  ['contributingFactors', 'contributingFactors'],
  ['fiveWhys', 'fiveWhys'],
  ['hypotheses', 'hypotheses'],
  ['minutes', 'minutes'],
  ['communication', 'communication'],
  ['wentWell', 'wentWell'],
  ['wentBadly', 'wentBadly'],
  ['lucky', 'lucky'],
  ['lessons', 'lessons'],
  ['charts', 'charts'],
  ['evidence', 'evidence'],
]

const bodies: readonly Field[] = rendered.map(([id, name]) => ({
  name,
  says: `the section, rendered, without its heading; empty where it would not be printed`,
  make: ({ document, renderBody }) => {
    const section = printedSections(document).find(one => one.id === id)
    return { rendered: section ? renderBody(section) : '' }
  },
}))

export const templateFields: readonly Field[] = [...simple, ...lists, ...bodies]

/** Everything a template may name, for one incident. */
export function templateData(
  state: IncidentState,
  { names, renderBody }: { readonly names: boolean; readonly renderBody: (section: DocumentSection) => string },
): TemplateData {
  const document = postmortemDocument(state, { names })
  return Object.fromEntries(templateFields.map(({ name, make }) => [name, make({ state, document, renderBody })]))
}

function blocksOf({ sections }: PostmortemDocument, id: DocumentSectionId): readonly Block[] {
  return sections.find(one => one.id === id)?.blocks ?? []
}
