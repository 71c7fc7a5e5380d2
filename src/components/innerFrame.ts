// A frame inside a pane: the composer's box, the edit form under a timeline row, the one field of the start screen.
import { frameRows } from './rows/frame.ts'
import type { Row, Words } from './rows/row.ts'
import { row } from './rows/row.ts'

export interface InnerFrame {
  readonly title?: string
  readonly meta?: Words
  readonly focused?: boolean
  readonly width: number
  /** Rows of content; more rows than this are cut, missing ones are blank. */
  readonly height: number
  readonly indent?: number
}

export function innerFrameRows(
  { title = '', meta, focused, width, height, indent = 0 }: InnerFrame,
  rows: readonly Row[],
): Row[] {
  const framed = frameRows({ kind: 'rounded', title, meta, focused, width: width - indent, height: height + 2 }, rows)
  return indent > 0
    ? framed.map(line => ({ ...line, segments: row(' '.repeat(indent), line.segments).segments }))
    : framed
}
