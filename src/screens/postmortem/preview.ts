// The rendered document beside the outline: it follows the cursor, and can be read through by itself.
import { markdownRows } from '../../components/MarkdownView.ts'
import { blankRow, muted, type Row, row, segment, spread } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { printedSections } from '../../postmortem/document.ts'
import { sectionMarkdown } from '../../postmortem/markdown.ts'
import type { DocumentSection, DocumentSectionId, PostmortemDocument } from '../../postmortem/model.ts'
import type { Scene } from '../scene.ts'
import { documentOf } from './document.ts'
import { fileName, usualFormat } from './exporting.ts'
import { chosenItem, sectionShown, suggestionItems } from './outline.ts'
import { standingOf } from './standing.ts'

interface Rendered {
  readonly rows: readonly Row[]
  /** First row and the one after the last, by section. */
  readonly places: ReadonlyMap<DocumentSectionId, readonly [from: number, to: number]>
}

const bodies = new WeakMap<DocumentSection, Map<number, readonly Row[]>>()
/** So many rows of the timeline stand for all where the reader is at another section. */
const timelineRows = 6

/** What the file is called, and how far it is. */
export function previewMeta(scene: Scene): string {
  const { postmortemState } = scene.state
  const name = fileName(scene.state, usualFormat(scene))
  return postmortemState === 'draft' ? name : `${postmortemState} · ${name}`
}

export function previewRows(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const { rows } = rendered(scene, width)
  const from = previewTop(scene, { width, height })
  return rows.slice(from, from + height)
}

export function previewRowCount(scene: Scene, width: number): number {
  return rendered(scene, width).rows.length
}

/** Where the preview begins: where someone scrolled to, else so that the section under the cursor can be read. */
export function previewTop(scene: Scene, { width, height }: { width: number; height: number }): number {
  const { rows, places } = rendered(scene, width)
  const last = Math.max(0, rows.length - height)
  const shown = sectionShown(scene)
  const scrolled = scene.view.scroll[`preview ${shown}`]
  if (scrolled !== undefined) return Math.min(last, scrolled)
  const [from, to] = places.get(shown) ?? [0, 0]
  return to <= height ? 0 : Math.min(last, from)
}

function rendered(scene: Scene, width: number): Rendered {
  const { state } = scene
  const document = documentOf(state)
  const shown = sectionShown(scene)
  const places = new Map<DocumentSectionId, readonly [number, number]>()
  const rows: Row[] = []
  for (const section of sectionsToShow(document, shown)) {
    if (rows.length > 0) rows.push(blankRow)
    const from = rows.length
    rows.push(headingOf(section, scene, width), ...bodyOf(section, shown, width))
    if (section.id === 'actionItems') rows.push(...suggestionRows(scene, width))
    places.set(section.id, [from, rows.length])
  }
  return { rows, places }
}

/** What will be printed, and the section under the cursor even where nothing is in it yet. */
function sectionsToShow(document: PostmortemDocument, shown: DocumentSectionId): DocumentSection[] {
  const printed = new Set(printedSections(document).map(one => one.id))
  return document.sections.filter(one => printed.has(one.id) || one.id === shown)
}

function headingOf(section: DocumentSection, { state }: Scene, width: number): Row {
  if (section.id === 'facts') return spread(segment(section.title, 'accent'), muted(state.postmortemState), width)
  const { mark, words } = standingOf(section, state)
  return spread(
    segment(section.title, 'accent'),
    segment(words, mark === 'failing' ? 'critical' : mark === 'warn' ? 'warn' : 'muted'),
    width,
  )
}

function bodyOf(section: DocumentSection, shown: DocumentSectionId, width: number): readonly Row[] {
  const [block] = section.blocks
  if (section.id !== 'timeline' || shown === 'timeline' || block?.kind !== 'timeline') return allRowsOf(section, width)
  const more = block.rows.length - timelineRows
  if (more <= 1) return allRowsOf(section, width)
  return [...allRowsOf(beginningOf(section), width), row(muted(`       ${more} more rows`))]
}

const beginnings = new WeakMap<DocumentSection, DocumentSection>()

/** The section with the first rows of its timeline only. */
function beginningOf(section: DocumentSection): DocumentSection {
  const known = beginnings.get(section)
  if (known) return known
  const blocks = section.blocks.map(block =>
    block.kind === 'timeline' ? { ...block, rows: block.rows.slice(0, timelineRows) } : block,
  )
  const made = { ...section, blocks }
  beginnings.set(section, made)
  return made
}

function allRowsOf(section: DocumentSection, width: number): readonly Row[] {
  const known = bodies.get(section) ?? new Map<number, readonly Row[]>()
  bodies.set(section, known)
  const made = known.get(width) ?? markdownRows(sectionMarkdown(section).replace(/^[^\n]*\n+/, ''), width)
  known.set(width, made)
  return made
}

/** Below the action items while they are looked at: what is suggested, whole and with its reason. Not in the file. */
function suggestionRows(scene: Scene, width: number): Row[] {
  const items = suggestionItems(scene)
  if (sectionShown(scene) !== 'actionItems' || items.length === 0) return []
  const chosen = chosenItem(scene)
  const told = items.flatMap(({ id, number, suggestion }) => {
    const token = chosen?.id === id ? 'strong' : 'text'
    const [first = '', ...rest] = wrapText(suggestion.text, width - 3)
    return [
      row(muted(`${number}  `), segment(first, token)),
      ...rest.map(line => row('   ', segment(line, token))),
      ...wrapText(suggestion.reason, width - 3).map(line => row('   ', muted(line))),
    ]
  })
  return [blankRow, row(muted('Suggested from what happened; not in the document until taken:')), ...told]
}
