// A pane: rows inside a frame whose top edge carries the title and, at the right, the meta.
import type { ReactElement } from 'react'
import type { FrameKind } from './rows/frame.ts'
import { frameRows } from './rows/frame.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Words } from './rows/row.ts'

export interface PaneProps {
  readonly title: string
  readonly meta?: Words
  readonly focused?: boolean
  readonly kind: FrameKind
  readonly width: number
  readonly height: number
  /** Content, at most `contentHeight(kind, height)` rows of `contentWidth(kind, width)` cells are shown. */
  readonly rows: readonly Row[]
}

export function Pane({ rows, ...frame }: PaneProps): ReactElement {
  return <Rows rows={frameRows(frame, rows)} width={frame.width} height={frame.height} />
}
