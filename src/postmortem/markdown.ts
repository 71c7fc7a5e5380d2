// The document as Markdown: the same document gives the same text, byte for byte. The seed's skeleton comes first and
// keeps its shape. Rule: whatever a person or a log wrote goes through `words`, so that it cannot break the document.
import type { IncidentState } from '../incident/state.ts'
import { type DocumentOptions, isSkeleton, postmortemDocument, printedSections } from './document.ts'
import { code, words } from './escape.ts'
import { type ChartsAs, chartMarkdown } from './markdown-charts.ts'
import type { Block, DocumentRow, DocumentSection, ListItem, PostmortemDocument, Task } from './model.ts'
import { proseOf } from './prose.ts'
import { proseMarkdown } from './prose-markdown.ts'

export function postmortemMarkdown(state: IncidentState, options?: DocumentOptions): string {
  return documentMarkdown(postmortemDocument(state, options))
}

/** Rules of markdownlint that the skeleton's lines break or that would judge how people write: it means what it is. */
const lint = '<!-- markdownlint-disable-file MD013 MD022 MD024 MD026 MD029 MD032 MD036 MD041 MD059 -->'

export function documentMarkdown(document: PostmortemDocument, charts: ChartsAs = 'text'): string {
  const sections = printedSections(document).filter(one => charts !== 'none' || one.id !== 'charts')
  return `${[...sections.map(section => sectionMarkdown(section, charts)), lint].join('\n\n')}\n`
}

/** One section with its heading. */
export function sectionMarkdown(section: DocumentSection, charts: ChartsAs = 'text'): string {
  const mark = section.id === 'facts' ? '##' : '###'
  const gap = isSkeleton(section) ? '\n' : '\n\n'
  return `${mark} ${section.title}${gap}${bodyMarkdown(section, charts)}`
}

/** The same without its heading. */
export function bodyMarkdown(section: DocumentSection, charts: ChartsAs = 'text'): string {
  const parts = section.blocks.map(block =>
    block.kind === 'chart' || block.kind === 'lanes' ? chartMarkdown(block, charts) : blockMarkdown(block, section),
  )
  return parts.filter(part => part !== '').join('\n\n')
}

function blockMarkdown(block: Exclude<Block, { kind: 'chart' | 'lanes' }>, section: DocumentSection): string {
  switch (block.kind) {
    case 'prose':
    case 'missing':
      return words(block.text)
    case 'written':
      return proseMarkdown(proseOf(block.text))
    case 'facts': {
      const lead = section.id === 'facts' ? '' : '- '
      return block.rows.map(({ label, value }) => `${lead}**${words(label)}**: ${words(value)}`).join('\n')
    }
    case 'list':
      return block.items.map(item => itemMarkdown(item, '')).join('\n')
    case 'timeline':
      return block.rows.map(rowMarkdown).join('\n')
    case 'tasks':
      return block.items.map(taskMarkdown).join('\n')
    case 'table':
      return tableMarkdown(block.head, block.rows)
  }
}

function itemMarkdown(item: ListItem, indent: string): string {
  const label = item.label ? `${words(item.label)}: ` : ''
  const command = item.code === undefined ? '' : `${code(item.code)}${item.text === '' ? '' : ' -- '}`
  const own = `${indent}- ${label}${command}${words(item.text)}`
  return [own, ...(item.children ?? []).map(child => itemMarkdown(child, `${indent}  `))].join('\n')
}

function rowMarkdown({ when, text, cites, who }: DocumentRow): string {
  const notes = [who, ...cites].filter(note => note !== '').join(', ')
  return `- ${when} -- ${words(text)}${notes === '' ? '' : ` (${words(notes)})`}`
}

function taskMarkdown({ text, kind, priority, owner, due, link, done }: Task): string {
  const whose = [owner && `owner ${owner}`, due && `due ${due}`, link].filter(Boolean).join(', ')
  const notes = whose === '' ? '' : ` (${words(whose)})`
  return `- [${done ? 'x' : ' '}] ${words(text)}${notes} -- ${kind}, ${priority} priority`
}

function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(words).join(' | ')} |`
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n')
}
