// A row: one line of the screen as styled pieces of text. Everything visible is built from these, cut and padded here.
// Rule: a row that leaves a component is exactly as wide as its place.
import type { Token } from '../theme/tokens.ts'
import { cutEnd, cutMiddle, padEnd, padStart, textWidth } from './text.ts'

export interface Segment {
  readonly text: string
  readonly token?: Token
  /** What stands here under --ascii, where the twin of each sign is not enough (bar cells). */
  readonly ascii?: string
  /** What a screen reader is told instead; empty for decoration. */
  readonly spoken?: string
  /** Lies on the selection background. */
  readonly selected?: boolean
}

/** Text for a person: plain, or in styled pieces. */
export type Words = string | Segment | readonly (Segment | string)[]

export interface Row {
  readonly segments: readonly Segment[]
  /** The focused pane's current row: it gets the selection background. */
  readonly selected?: boolean
  /** Stands in the pane's padding column, for lists without a cursor column of their own. */
  readonly marker?: Segment
}

export function segment(text: string, token: Token = 'text'): Segment {
  return { text, token }
}

export const strong = (text: string) => segment(text, 'strong')
export const muted = (text: string) => segment(text, 'muted')
export const accent = (text: string) => segment(text, 'accent')
export const info = (text: string) => segment(text, 'info')
export const ok = (text: string) => segment(text, 'ok')
export const warn = (text: string) => segment(text, 'warn')
export const critical = (text: string) => segment(text, 'critical')

export const blankRow: Row = { segments: [] }

/** A row of the given pieces; nothing stands for nothing. */
export function row(...parts: readonly (Words | null | undefined | false)[]): Row {
  return { segments: parts.flatMap(part => (part ? segmentsOf(part) : [])) }
}

/** The pieces of the words; plain strings take `token`, pieces already styled keep theirs. */
export function segmentsOf(words: Words, token: Token = 'text'): Segment[] {
  if (typeof words === 'string') return words === '' ? [] : [{ text: words, token }]
  if (Array.isArray(words)) return words.flatMap((part: Segment | string) => segmentsOf(part, token))
  return [words as Segment]
}

export function wordsWidth(words: Words): number {
  return segmentsOf(words).reduce((sum, part) => sum + textWidth(part.text), 0)
}

export function rowWidth(of: Row): number {
  return wordsWidth(of.segments)
}

/** At most `width` cells; the last piece that fits only in part ends in `…`. */
export function cutWords(words: Words, width: number): Segment[] {
  const all = segmentsOf(words)
  if (wordsWidth(all) <= width) return all
  const kept: Segment[] = []
  let left = width
  for (const part of all) {
    const partWidth = textWidth(part.text)
    if (partWidth < left) {
      kept.push(part)
      left -= partWidth
      continue
    }
    if (left > 0)
      kept.push({ ...part, text: partWidth === left ? cutEnd(`${part.text} `, left) : cutEnd(part.text, left) })
    break
  }
  return kept
}

const controls = /[\x00-\x1f\x7f-\x9f]/
const allControls = new RegExp(controls.source, 'g')

/** Exactly `width` cells. A control character that got this far (a tab in a log line) takes one cell as a space. */
export function fitRow(of: Row, width: number): Row {
  const clean = of.segments.map(part =>
    controls.test(part.text) ? { ...part, text: part.text.replace(allControls, ' ') } : part,
  )
  const segments = cutWords(clean, width)
  const missing = width - wordsWidth(segments)
  return missing > 0 ? { ...of, segments: [...segments, { text: ' '.repeat(missing) }] } : { ...of, segments }
}

export interface CellStyle {
  readonly token?: Token
  readonly align?: 'left' | 'right'
  readonly cut?: 'end' | 'middle'
}

/** A column: `text` in exactly `width` cells. */
export function cell(text: string, width: number, style: CellStyle = {}): Segment {
  const cut = style.cut === 'middle' ? cutMiddle(text, width) : cutEnd(text, width)
  const padded = style.align === 'right' ? padStart(cut, width) : padEnd(cut, width)
  return { text: padded, token: style.token ?? 'text' }
}

/** Words in exactly `width` cells. */
export function wordsCell(words: Words, width: number): Segment[] {
  return [...fitRow({ segments: segmentsOf(words) }, Math.max(0, width)).segments]
}

/** Words on the left, meta at the right end. Where both do not fit the left is cut; where even that is too narrow the meta goes. */
export function spread(left: Words, right: Words, width: number): Row {
  const rightWidth = wordsWidth(right)
  if (rightWidth === 0) return fitRow(row(left), width)
  const room = width - rightWidth - 2
  if (wordsWidth(left) > room && room < Math.min(12, wordsWidth(left))) return fitRow(row(left), width)
  return row(wordsCell(cutWords(left, room), room + 2), right)
}

/** A heading inside a pane: bold, with its meta at the right end. */
export function heading(title: string, width: number, meta: Words = ''): Row {
  return spread(strong(title), segmentsOf(meta, 'muted'), width)
}

/** A label in a column of 11 cells (or `labelWidth`), its value after it. */
export function labelled(
  label: string,
  value: Words,
  options: { width: number; labelWidth?: number; meta?: Words },
): Row {
  const labelWidth = options.labelWidth ?? 11
  const left = [cell(label, labelWidth, { token: 'muted' }), ...segmentsOf(value)]
  return spread(left, segmentsOf(options.meta ?? '', 'muted'), options.width)
}

/** The row as the current one of its list, where it is. */
export function selected(of: Row, isSelected: boolean | undefined): Row {
  return isSelected ? { ...of, selected: true } : of
}

/** Blocks of rows one under the other with one blank row between; empty blocks leave no gap. */
export function stack(...blocks: readonly (readonly Row[])[]): Row[] {
  return blocks
    .filter(block => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [blankRow, ...block]))
}
