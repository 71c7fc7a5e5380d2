// What others have been told and when they hear next, who works on it, what is switched on, where the record lies.
import type { ReactElement } from 'react'
import { memo } from 'react'
import { Pane } from './Pane.tsx'
import type { FrameKind } from './rows/frame.ts'
import { contentWidth } from './rows/frame.ts'
import type { Row, Words } from './rows/row.ts'
import { muted, spread, stack } from './rows/row.ts'

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

export const UpdatesPane = memo(function UpdatesPane(props: UpdatesPaneProps): ReactElement {
  const { groups, more = [], kind, focused, width, height } = props
  const rows = stack(updateRows(groups, contentWidth(kind, width)), more)
  return <Pane title="Updates" {...{ kind, focused, width, height, rows }} />
})
