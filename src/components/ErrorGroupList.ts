// Error groups: what fails, how often, since when, and whether it is new.
import type { SignalState } from './marks.ts'
import { edgeCursor, signalMark } from './marks.ts'
import type { Row } from './rows/row.ts'
import { cell, muted, row, segment, selected } from './rows/row.ts'

export interface ErrorGroupItem {
  readonly id: string
  readonly state: SignalState
  readonly template: string
  /** `1,212`. */
  readonly count: string
  readonly first: string
  readonly last: string
  /** `new`, `known`, `gone`. */
  readonly tag: string
  /** Where it comes from, in a second row where there is height: `src/payment.js:42 · POST /api/checkout`. */
  readonly detail?: string
  readonly selected?: boolean
}

export interface ErrorGroupListProps {
  readonly items: readonly ErrorGroupItem[]
  readonly width: number
  readonly details?: boolean
  readonly heading?: boolean
  /** Why none can be seen: `no log is watched`. Absent where some could be, and none are there. */
  readonly unseen?: string
}

const numbersWidth = 32

export function errorGroupRows(props: ErrorGroupListProps): Row[] {
  const { items, width } = props
  const head = props.heading === false ? [] : [headingRow(width)]
  if (items.length === 0 && props.unseen) return [...head, row(' ', signalMark('waiting'), muted(` ${props.unseen}`))]
  if (items.length === 0) return [...head, row(' ', signalMark('ok'), muted(' no errors seen yet'))]
  return [...head, ...items.flatMap(item => groupRows(item, props))]
}

function headingRow(width: number): Row {
  const left = Math.max(0, width - numbersWidth)
  return row(cell('Error groups', left, { token: 'strong' }), ...['count', 'first', 'last'].map(column), '       ')
}

function groupRows(item: ErrorGroupItem, { width, details }: ErrorGroupListProps): Row[] {
  const here = item.selected === true
  const main = row(
    ' ',
    signalMark(item.state),
    ' ',
    cell(item.template, Math.max(0, width - numbersWidth - 3), { token: here ? 'strong' : 'text' }),
    cell(item.count, 8, { align: 'right', token: here ? 'strong' : 'text' }),
    cell(item.first, 8, { align: 'right' }),
    cell(item.last, 8, { align: 'right' }),
    '  ',
    segment(item.tag, item.tag === 'new' ? 'critical' : 'muted'),
  )
  const detail = details && item.detail ? [row('   ', muted(item.detail))] : []
  return [{ ...selected(main, here), ...edgeCursor(here) }, ...detail]
}

function column(title: string) {
  return cell(title, 8, { align: 'right', token: 'muted' })
}
