// Help: the keys of this very screen, made from the command table, so it cannot lie. What is off says what it needs.
import type { Row, Segment } from './rows/row.ts'
import { blankRow, cell, muted, row, rowWidth, segment, strong, wordsCell } from './rows/row.ts'
import { wrapText } from './rows/text.ts'

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

/** Between the columns. */
const gutter = 2

export function helpRows({ left, right, disabled, width }: HelpProps): Row[] {
  const leftWidth = Math.floor(width / 2)
  const [leftRows, rightRows] = [columnRows(left, leftWidth - gutter), columnRows(right, width - leftWidth)]
  const rows = Array.from({ length: Math.max(leftRows.length, rightRows.length) }, (_, index) =>
    row(wordsCell(leftRows[index] ?? [], leftWidth), rightRows[index] ?? []),
  )
  if (disabled.length === 0) return rows
  const last = rows.at(-1)
  const isLeftFree = leftRows.length < rows.length && last !== undefined
  const off = disabled.flatMap(one => disabledRows(one, width))
  return [...rows, ...(isLeftFree ? [] : [blankRow]), row(strong('Not now')), ...off]
}

/** What a key does is told in full: a long one goes on below. */
function columnRows(sections: readonly HelpSection[], width: number): Segment[][] {
  return sections.flatMap((section, index) => [
    ...(index > 0 ? [[]] : []),
    [strong(section.title)],
    ...section.entries.flatMap(({ key, label }): Segment[][] => {
      const keyWidth = key.length > 9 ? key.length + 1 : 11
      const [first, ...more] = wrapText(label, Math.max(10, width - keyWidth))
      return [
        [cell(key, keyWidth), muted(first ?? '')],
        ...more.map(line => [segment(' '.repeat(keyWidth)), muted(line)]),
      ]
    }),
  ])
}

function disabledRows({ key, label, reason }: HelpProps['disabled'][number], width: number): Row[] {
  const head: Segment = { text: `${key}  – `, token: 'muted', spoken: `${key}, not now:` }
  const what = cell(label, Math.max(20, label.length + 2), { token: 'muted' })
  const whole = row(head, what, segment(reason, 'muted'))
  if (rowWidth(whole) <= width) return [whole]
  const indent = head.text.length
  const [first, ...more] = wrapText(`${label}: ${reason}`, Math.max(10, width - indent))
  return [row(head, muted(first ?? '')), ...more.map(line => row(' '.repeat(indent), muted(line)))]
}
