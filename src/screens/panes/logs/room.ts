// How much of the log pane is for lines, and how wide their columns are. One answer for drawing and for moving.
import { textStart } from '../../../components/LogLine.ts'
import { type LogGroupLine, logRowsThatFit } from '../../../components/LogPane.tsx'
import { contentWidth, type FrameKind } from '../../../components/rows/frame.ts'
import type { Row } from '../../../components/rows/row.ts'
import { textWidth } from '../../../components/rows/text.ts'
import type { Scene } from '../../scene.ts'
import { logGroupOf } from './meta.ts'
import { toolRowsOf } from './tool-rows.ts'

export interface LogRoom {
  readonly zoomed: boolean
  readonly kind: FrameKind
  /** Cells inside the frame. */
  readonly width: number
  /** Rows for lines. */
  readonly height: number
  readonly sourceWidth: number
  readonly timeWidth: number
  /** Cells for the text of a line. */
  readonly textWidth: number
  readonly top: readonly Row[]
  readonly group: LogGroupLine | null
}

const widestSource = 12

/** Where the pane is not on screen the answer is that of a small one. */
export function logRoomOf(scene: Scene): LogRoom {
  const { layout, view, telemetry } = scene
  const region = layout.panes.logs ?? { width: 80, height: 12 }
  const zoomed = view.zoomed && layout.focus === 'logs'
  const kind = layout.framed ? 'rounded' : 'ruled'
  const width = contentWidth(kind, region.width)
  const longest = Math.max(0, ...telemetry.sources.map(source => textWidth(source.name)))
  const shape = {
    zoomed,
    sourceWidth: telemetry.sources.length > 1 ? Math.min(widestSource, longest) : 0,
    timeWidth: zoomed ? 12 : 8,
  }
  const top = zoomed ? toolRowsOf(scene, width) : []
  const group = zoomed || region.height < 8 ? null : logGroupOf(scene)
  const height = logRowsThatFit({ kind, height: region.height, top, group, ...(zoomed && { held: 'held' }) })
  return { ...shape, kind, width, height, top, group, textWidth: Math.max(10, width - textStart(shape)) }
}
