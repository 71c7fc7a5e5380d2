// The row above the footer: the only place that says what Enter does, and it never lies.
import type { ReactElement } from 'react'
import { cursor } from './marks.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Words } from './rows/row.ts'
import { muted, row, segment, segmentsOf, spread, wordsWidth } from './rows/row.ts'
import { textWidth, wholeClauses } from './rows/text.ts'

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

/** What does not fit of the detail is left to help, and of a long action what follows its first clauses. */
export function nextRow({
  action: whole,
  detail = '',
  meta = '',
  ready = true,
  chip = 'Enter',
  width,
}: NextProps): Row {
  const beside = width - 6 - textWidth(chip) - (meta ? textWidth(meta) + 3 : 0)
  const action = typeof whole === 'string' ? wholeClauses(whole, beside) : whole
  const fitting = wholeClauses(detail, beside - wordsWidth(action) - 2, '')
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

export function NextLine(props: NextProps): ReactElement {
  return <Rows rows={[nextRow(props)]} width={props.width} />
}
