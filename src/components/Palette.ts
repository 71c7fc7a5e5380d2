// The command palette: what was typed, the matches with their letters accented, each with its place and its key.

import { ruleRow } from './LogPane.tsx'
import { cursor } from './marks.ts'
import type { Row, Segment } from './rows/row.ts'
import { cell, muted, row, segment, selected, spread, wordsWidth } from './rows/row.ts'
import { lettersOf, wholeClauses } from './rows/text.ts'
import { promptRow, type TypedText } from './TextField.ts'
import { windowAround } from './window.ts'

export interface PaletteItem {
  readonly id: string
  readonly label: string
  /** Positions (UTF-16) of the letters that matched. */
  readonly matched?: readonly number[]
  /** `Diagnose`, `any time`. */
  readonly place?: string
  readonly key?: string
  /** Why it cannot be done now. */
  readonly disabled?: string
  readonly selected?: boolean
}

export interface PaletteProps {
  readonly field: TypedText
  readonly items: readonly PaletteItem[]
  /** What else is understood: `note TEXT`, `severity P0`. */
  readonly alsoTakes?: readonly string[]
  readonly width: number
  /** Rows of matches, kept constant so that nothing jumps while typing. */
  readonly visible: number
}

export function paletteRows({ field, items, alsoTakes = [], width, visible }: PaletteProps): Row[] {
  const at = Math.max(
    0,
    items.findIndex(item => item.selected),
  )
  const shown = windowAround(items, at, visible).items.map(item => itemRow(item, width))
  if (shown.length === 0) shown.push(row('  ', muted('nothing matches; Esc closes')))
  const filler = Array.from({ length: Math.max(0, visible - shown.length) }, () => row())
  const also = alsoTakes.length > 0 ? [row(), row(muted('Also takes'), `   ${alsoTakes.join('    ')}`)] : []
  return [promptRow({ field, width }), ruleRow(width), ...shown, ...filler, ...also]
}

function itemRow(item: PaletteItem, width: number): Row {
  const right = item.disabled
    ? [muted(`– ${item.disabled}`)]
    : [cell(item.place ?? '', 20, { token: 'muted' }), cell(item.key ?? '', 8, { align: 'right', token: 'strong' })]
  const words = wholeClauses(item.label, width - 4 - wordsWidth(right))
  const label = item.disabled ? [muted(words)] : accented(words, item.matched ?? [])
  const left: Segment[] = [cursor(item.selected === true), segment(' '), ...label]
  return selected(spread(left, right, width), item.selected)
}

function accented(label: string, matched: readonly number[]): Segment[] {
  if (matched.length === 0) return [segment(label)]
  const wanted = new Set(matched)
  const parts: Segment[] = []
  let at = 0
  for (const letter of lettersOf(label)) {
    parts.push(segment(letter, wanted.has(at) ? 'accent' : 'text'))
    at += letter.length
  }
  return parts
}
