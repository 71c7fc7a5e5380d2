// An overlay: framed rows laid over what is under them. It covers by being full width; nothing under it is dimmed.
// Rule: height is content + 2; pickers sit at the bottom of the body, help and palette at its first row.
import { Box } from 'ink'
import type { ReactElement } from 'react'
import { frameRows } from './rows/frame.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Words } from './rows/row.ts'

export interface OverlayProps {
  readonly title: string
  readonly meta?: Words
  readonly rows: readonly Row[]
  /** The region it may cover: as wide as the pane it is about, or the screen's width under 100 columns. */
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly at: 'top' | 'bottom'
}

export function Overlay({ title, meta, rows, area, at }: OverlayProps): ReactElement {
  const height = Math.min(area.height, rows.length + 2)
  const y = at === 'top' ? area.y : area.y + area.height - height
  const framed = frameRows({ kind: 'rounded', focused: true, title, meta, width: area.width, height }, rows)
  return (
    <Box position="absolute" marginLeft={area.x} marginTop={y} width={area.width} height={height}>
      <Rows rows={framed} width={area.width} height={height} />
    </Box>
  )
}
