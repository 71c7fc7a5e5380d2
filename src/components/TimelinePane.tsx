// The history: one row an event, oldest on top, the last row is now. New rows are bold for a while and nothing else.
import type { ReactElement } from 'react'
import { memo } from 'react'
import { edgeCursor } from './marks.ts'
import { Pane } from './Pane.tsx'
import type { FrameKind } from './rows/frame.ts'
import { contentHeight, contentWidth } from './rows/frame.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected, spread, wordsWidth } from './rows/row.ts'
import { wrapSegments } from './rows/wrap.ts'
import type { Token } from './theme/tokens.ts'
import { windowAround } from './window.ts'

export type MomentKind =
  | 'deploy'
  | 'alarm'
  | 'moment'
  | 'decision'
  | 'evidence'
  | 'note'
  | 'command'
  | 'update'
  | 'done'
  | 'failed'
  | 'gap'
  | 'now'

export interface TimelineRow {
  readonly id: string
  /** `14:30`, with seconds where zoomed; empty for a gap; `now` for the last row. */
  readonly time: string
  readonly kind: MomentKind
  readonly words: Words
  /** Who or what by: `ana`, `rule`, `E1`, or a named moment such as `onset`. */
  readonly meta?: Words
  /** A named moment (onset, mitigated, relapse) while it is still news. */
  readonly tone?: 'critical' | 'warn' | 'ok' | 'strong'
  readonly fresh?: boolean
  readonly selected?: boolean
}

export interface TimelinePaneProps {
  readonly rows: readonly TimelineRow[]
  readonly meta?: Words
  readonly kind: FrameKind
  readonly focused?: boolean
  readonly width: number
  readonly height: number
  /** Shown instead of a selected row's successor: the edit form. */
  readonly insert?: { readonly after: string; readonly rows: readonly Row[] }
  /** Stays above the rows: which kinds are shown. */
  readonly head?: readonly Row[]
  /** The whole text of each row, over as many lines as it takes. */
  readonly wrap?: boolean
}

const kindMarks: Record<MomentKind, Segment> = {
  deploy: { text: '↑', token: 'info', spoken: 'deploy:' },
  alarm: { text: '▲', token: 'warn', spoken: 'alarm:' },
  moment: { text: '●', token: 'info', spoken: '' },
  decision: { text: '◆', token: 'info', spoken: 'decision:' },
  evidence: { text: '◇', token: 'info', spoken: 'evidence:' },
  note: { text: '✎', token: 'info', spoken: 'note:' },
  command: { text: '$', token: 'info', spoken: 'command:' },
  update: { text: '»', token: 'info', spoken: 'update sent:' },
  done: { text: '✓', token: 'ok', spoken: 'done:' },
  failed: { text: '✗', token: 'critical', spoken: 'failed:' },
  gap: { text: '│', token: 'border', spoken: '' },
  now: { text: '└', token: 'border', spoken: 'now:' },
}

const toneTokens: Record<NonNullable<TimelineRow['tone']>, { words: Token; sign: Token }> = {
  critical: { words: 'criticalStrong', sign: 'critical' },
  warn: { words: 'warnStrong', sign: 'warn' },
  ok: { words: 'text', sign: 'ok' },
  strong: { words: 'strong', sign: 'info' },
}

interface RowRoom {
  readonly width: number
  readonly timeWidth: number
  readonly wrap: boolean
}

function timelineRow(item: TimelineRow, { width, timeWidth, wrap }: RowRoom): Row[] {
  const tone = item.tone ? toneTokens[item.tone] : null
  const quiet = item.kind === 'gap' || item.kind === 'now'
  const mark = kindMarks[item.kind]
  const wordsToken: Token = quiet ? 'muted' : item.fresh ? 'strong' : (tone?.words ?? 'text')
  const metaToken: Token = tone && tone.sign !== 'info' ? tone.sign : 'muted'
  const head = [
    cell(item.time, timeWidth, { token: 'muted', align: item.kind === 'now' ? 'right' : 'left' }),
    segment('  '),
    tone ? { ...mark, token: tone.sign } : mark,
    segment(' '),
  ]
  const meta = segmentsOf(item.meta ?? '', metaToken)
  const words = segmentsOf(item.words, wordsToken)
  const room = width - timeWidth - 4 - (wordsWidth(meta) > 0 ? wordsWidth(meta) + 2 : 0)
  const lines = wrap && wordsWidth(words) > room && room >= 20 ? wrapSegments(words, room) : [row(words)]
  return lines.map((line, index) => {
    const made =
      index === 0 ? spread([...head, ...line.segments], meta, width) : row(' '.repeat(timeWidth + 4), line.segments)
    return { ...selected(made, item.selected), ...edgeCursor(item.selected === true && index === 0) }
  })
}

/** Cells of the time column; times are plain letters. */
export function timelineTimeWidth(items: readonly TimelineRow[]): number {
  return items.reduce((max, item) => Math.max(max, item.time.length), 5)
}

const nothingYet: Row[] = [row(muted('nothing recorded yet'))]

/** All rows, aligned on one time column. */
export function timelineRows(items: readonly TimelineRow[], width: number): Row[] {
  if (items.length === 0) return nothingYet
  const timeWidth = timelineTimeWidth(items)
  return items.flatMap(item => timelineRow(item, { width, timeWidth, wrap: false }))
}

export const TimelinePane = memo(function TimelinePane(props: TimelinePaneProps): ReactElement {
  const { rows: items, kind, focused, width, height, meta, insert, head = [], wrap = false } = props
  const room = contentHeight(kind, height) - head.length
  const insertAt = insert ? items.findIndex(item => item.id === insert.after) : -1
  const selectedAt = insertAt >= 0 ? insertAt : items.findIndex(item => item.selected)
  const at = selectedAt >= 0 ? selectedAt : items.length - 1
  // Of ten thousand rows only those around the one looked at are drawn: each takes a line at least.
  const from = Math.max(0, at - room)
  const near = items.slice(from, at + room + 1)
  const timeWidth = timelineTimeWidth(items)
  const lines = near.map(item => timelineRow(item, { width: contentWidth(kind, width), timeWidth, wrap }))
  if (items.length === 0) lines.push(nothingYet)
  const form = insertAt >= 0 && insert ? insert.rows : []
  const opened = lines.flatMap((own, index) => (index === insertAt - from ? [...own, ...form] : own))
  const upTo = lines.slice(0, at - from + 1).reduce((sum, own) => sum + own.length, 0)
  const rows = [...head, ...windowAround(opened, upTo - 1 + form.length, room).items]
  return <Pane title="Timeline" {...{ kind, focused, width, height, meta, rows }} />
})
