// What others have been told and when they hear next, who works on it, what is switched on, where the record lies.
import type { ReactElement } from 'react'
import { memo } from 'react'
import { Pane } from './Pane.tsx'
import type { FrameKind } from './rows/frame.ts'
import { contentWidth } from './rows/frame.ts'
import type { Row, Words } from './rows/row.ts'
import { muted, row, spread, stack, wordsCell } from './rows/row.ts'

export interface FactRow {
  readonly label: string
  readonly value: Words
}

export interface UpdatesPaneProps {
  /** Groups with a blank row between: what was said, who, the record. */
  readonly groups: readonly (readonly FactRow[])[]
  /** Under them where there is room: what was said, one by one. */
  readonly more?: readonly Row[]
  readonly kind: FrameKind
  readonly focused?: boolean
  readonly width: number
  readonly height: number
}

export function updateRows(groups: UpdatesPaneProps['groups'], width: number): Row[] {
  return stack(...groups.map(group => group.map(({ label, value }) => spread(muted(label), value, width))))
}

/** The first group on the left, the others on the right: the room under them is for what was said. */
function sideBySide(groups: UpdatesPaneProps['groups'], width: number): Row[] {
  const [left = [], ...others] = groups
  const right = others.flat()
  const half = Math.floor((width - 4) / 2)
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [a, b] = [left[index], right[index]]
    const first = wordsCell(a ? spread(muted(a.label), a.value, half).segments : '', half)
    return row(first, '    ', b ? spread(muted(b.label), b.value, half).segments : '')
  })
}

export const UpdatesPane = memo(function UpdatesPane(props: UpdatesPaneProps): ReactElement {
  const { groups, more = [], kind, focused, width, height } = props
  const inside = contentWidth(kind, width)
  const rows = more.length > 0 ? stack(sideBySide(groups, inside), more) : updateRows(groups, inside)
  return <Pane title="Updates" {...{ kind, focused, width, height, rows }} />
})
