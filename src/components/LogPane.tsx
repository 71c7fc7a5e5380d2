// Log lines as they came: time, level, source, text; the worst error group on top, stack traces folded under their line.
// Rule: scrolled up it holds still and counts what is newer below.
import type { ReactElement } from 'react'
import { memo } from 'react'
import type { LogRow } from './LogLine.ts'
import { logLine } from './LogLine.ts'
import type { SignalState } from './marks.ts'
import { signalMark, signalToken } from './marks.ts'
import { Pane } from './Pane.tsx'
import type { FrameKind } from './rows/frame.ts'
import { contentHeight, contentWidth } from './rows/frame.ts'
import type { Row, Words } from './rows/row.ts'
import { blankRow, muted, row, segment, segmentsOf, spread } from './rows/row.ts'

export interface LogGroupLine {
  readonly state: SignalState
  readonly text: string
  /** `212`, or nothing where there is nothing to count. */
  readonly count?: string
  /** `new since a1f3c9e`. */
  readonly note?: string
}

export interface LogPaneProps {
  /** Rows above the lines: the worst group; zoomed, also the error chart, filter and search. */
  readonly group?: LogGroupLine | null
  readonly top?: readonly Row[]
  /** The visible rows only, oldest first; the newest ones are kept where they do not fit. */
  readonly rows: readonly LogRow[]
  /** `paused at 14:38:24, 17 newer lines below`. */
  readonly paused?: string | null
  /** `12,480 lines held, 0 dropped`. */
  readonly held?: string
  readonly title?: string
  readonly meta?: Words
  readonly zoomed?: boolean
  /** Of the column of sources, the same for every row, so that nothing moves as lines come; 0 leaves it out. */
  readonly sourceWidth?: number
  readonly timeWidth?: number
  /** Shown instead of lines: another view of the same log. */
  readonly instead?: readonly Row[]
  /** Why there are no rows. */
  readonly empty?: string
  readonly kind: FrameKind
  readonly focused?: boolean
  readonly width: number
  readonly height: number
}

function groupRow({ state, text, count = '', note = '' }: LogGroupLine, width: number): Row {
  const right = [segment(count, signalToken(state, true)), muted(note ? `  ${note}` : '')].filter(
    part => part.text !== '',
  )
  return spread([signalMark(state), segment(` ${text}`)], right, width)
}

export function ruleRow(width: number): Row {
  return row({ text: '─'.repeat(Math.max(0, width)), token: 'border', spoken: '' })
}

/** How many log rows fit; screens decode that many lines and no more. */
export function logRowsThatFit(
  props: Pick<LogPaneProps, 'kind' | 'height' | 'group' | 'top' | 'paused' | 'held'>,
): number {
  return Math.max(0, contentHeight(props.kind, props.height) - topRows(props, 1).length - bottomRows(props, 1).length)
}

export const LogPane = memo(function LogPane(props: LogPaneProps): ReactElement {
  const { kind, focused, width, height, meta, title = 'Logs', sourceWidth = 5 } = props
  const inside = contentWidth(kind, width)
  const room = logRowsThatFit(props)
  const zoomed = props.zoomed === true
  const shape = { width: inside, sourceWidth, zoomed, timeWidth: props.timeWidth ?? (zoomed ? 12 : 8) }
  const shown = room > 0 ? props.rows.slice(-room).map(item => logLine(item, shape)) : []
  const lines = props.instead ?? (shown.length > 0 ? shown : [row(muted(props.empty ?? 'no lines yet'))])
  const filler = Array.from({ length: Math.max(0, room - lines.length) }, () => blankRow)
  const rows = [...topRows(props, inside), ...lines, ...filler, ...bottomRows(props, inside)]
  return <Pane {...{ title, kind, focused, width, height, meta, rows }} />
})

function topRows({ group, top = [] }: Pick<LogPaneProps, 'group' | 'top'>, width: number): Row[] {
  const rows = [...top, ...(group ? [groupRow(group, width)] : [])]
  return rows.length > 0 ? [...rows, ruleRow(width)] : []
}

function bottomRows({ paused, held }: Pick<LogPaneProps, 'paused' | 'held'>, width: number): Row[] {
  if (!paused && !held) return []
  const left = paused ? [signalMark('warn'), segment(` ${paused}`)] : segmentsOf('')
  return [blankRow, spread(left, muted(held ?? ''), width)]
}
