// Help: the keys of this very screen, made from the command table, so it cannot lie. What is off says what it needs.
import type { Row, Segment } from './rows/row.ts'
import { blankRow, cell, muted, row, segment, strong, wordsCell } from './rows/row.ts'

export interface HelpEntry {
  readonly key: string
  readonly label: string
}

export interface HelpSection {
  readonly title: string
  readonly entries: readonly HelpEntry[]
}

export interface HelpProps {
  /** The left column: here, then how to move. */
  readonly left: readonly HelpSection[]
  /** The right column: everywhere. */
  readonly right: readonly HelpSection[]
  /** At the bottom, over the whole width: key, what, and the condition. */
  readonly disabled: readonly (HelpEntry & { readonly reason: string })[]
  readonly width: number
}

export function helpRows({ left, right, disabled, width }: HelpProps): Row[] {
  const leftWidth = Math.floor(width / 2)
  const [leftRows, rightRows] = [columnRows(left), columnRows(right)]
  const rows = Array.from({ length: Math.max(leftRows.length, rightRows.length) }, (_, index) =>
    row(wordsCell(leftRows[index] ?? [], leftWidth), rightRows[index] ?? []),
  )
  if (disabled.length === 0) return rows
  const last = rows.at(-1)
  const isLeftFree = leftRows.length < rows.length && last !== undefined
  return [...rows, ...(isLeftFree ? [] : [blankRow]), row(strong('Not now')), ...disabled.map(disabledRow)]
}

function columnRows(sections: readonly HelpSection[]): Segment[][] {
  return sections.flatMap((section, index) => [
    ...(index > 0 ? [[]] : []),
    [strong(section.title)],
    ...section.entries.map(({ key, label }): Segment[] => [
      cell(key, key.length > 9 ? key.length + 1 : 11),
      muted(label),
    ]),
  ])
}

function disabledRow({ key, label, reason }: HelpProps['disabled'][number]): Row {
  return row(
    { text: `${key}  – `, token: 'muted', spoken: `${key}, not now:` },
    cell(label, Math.max(20, label.length + 2), { token: 'muted' }),
    segment(reason, 'muted'),
  )
}
