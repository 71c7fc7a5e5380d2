// The row above the footer: the only place that says what Enter does, and it never lies.
import type { ReactElement } from 'react'
import { cursor } from './marks.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Words } from './rows/row.ts'
import { muted, row, segment, segmentsOf, spread, wordsWidth } from './rows/row.ts'
import { textWidth } from './rows/text.ts'

export interface NextProps {
  /** An imperative with its object: "test hypothesis 1". While not ready, what it waits for: "waits for the word revert". */
  readonly action: Words
  /** What will be asked or what it costs: "2 commands, read-only, shown first". */
  readonly detail?: string
  /** At the right end: "step 2 of 3, phase 2 of 5". */
  readonly meta?: string
  readonly ready?: boolean
  /** The key named in the chip; Enter unless a choice needs another one (`y`). */
  readonly chip?: string
  readonly width: number
}

export function nextRow({ action, detail = '', meta = '', ready = true, chip = 'Enter', width }: NextProps): Row {
  const room = width - 6 - textWidth(chip) - wordsWidth(action) - (meta ? textWidth(meta) + 3 : 0)
  const fitting = wholeClauses(detail, room)
  const detailWords = fitting ? muted(`  ${fitting}`) : ''
  const left = ready
    ? row(
        ' ',
        { ...cursor(true), spoken: 'Next:' },
        ' ',
        segment(` ${chip} `, 'chipAccent'),
        '  ',
        segmentsOf(action, 'strong'),
        detailWords,
      )
    : row(
        ' ',
        { ...segment('○', 'muted'), spoken: '' },
        muted(`  ${chip}   `),
        segmentsOf(action, 'muted'),
        detailWords,
      )
  return spread(left.segments, meta ? muted(`${meta} `) : '', width)
}

/** What does not fit ends where a clause ends, or is left to help: half a promise can be a lie. */
function wholeClauses(text: string, room: number): string {
  if (textWidth(text) + 2 <= room) return text
  const ends = [...text.matchAll(/[:;,] /g)].map(({ index }) => index)
  return text.slice(0, ends.findLast(index => textWidth(text.slice(0, index)) + 2 <= room) ?? 0)
}

export function NextLine(props: NextProps): ReactElement {
  return <Rows rows={[nextRow(props)]} width={props.width} />
}
