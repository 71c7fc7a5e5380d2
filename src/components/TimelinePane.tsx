// The history: one row an event, oldest on top, the last row is now. New rows are bold for a while and nothing else.
import type { ReactElement } from 'react'
import { memo } from 'react'
import { edgeCursor } from './marks.ts'
import { Pane } from './Pane.tsx'
import type { FrameKind } from './rows/frame.ts'
import { contentHeight, contentWidth } from './rows/frame.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected, spread } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
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

function timelineRow(item: TimelineRow, { width, timeWidth }: { width: number; timeWidth: number }): Row {
  const tone = item.tone ? toneTokens[item.tone] : null
  const quiet = item.kind === 'gap' || item.kind === 'now'
  const mark = kindMarks[item.kind]
  const wordsToken: Token = quiet ? 'muted' : item.fresh ? 'strong' : (tone?.words ?? 'text')
  const metaToken: Token = tone && tone.sign !== 'info' ? tone.sign : 'muted'
  const left = [
    cell(item.time, timeWidth, { token: 'muted', align: item.kind === 'now' ? 'right' : 'left' }),
    segment('  '),
    tone ? { ...mark, token: tone.sign } : mark,
    segment(' '),
    ...segmentsOf(item.words, wordsToken),
  ]
  const made = spread(left, segmentsOf(item.meta ?? '', metaToken), width)
  return { ...selected(made, item.selected), ...edgeCursor(item.selected === true) }
}

/** All rows, aligned on one time column. */
export function timelineRows(items: readonly TimelineRow[], width: number): Row[] {
  const timeWidth = items.reduce((max, item) => Math.max(max, textWidth(item.time)), 5)
  if (items.length === 0) return [row(muted('nothing recorded yet'))]
  return items.map(item => timelineRow(item, { width, timeWidth }))
}

export const TimelinePane = memo(function TimelinePane(props: TimelinePaneProps): ReactElement {
  const { rows: items, kind, focused, width, height, meta, insert } = props
  const lines = timelineRows(items, contentWidth(kind, width))
  const at = insert ? items.findIndex(item => item.id === insert.after) : -1
  const open = at >= 0 && insert ? [...lines.slice(0, at + 1), ...insert.rows, ...lines.slice(at + 1)] : lines
  const focusAt = items.findIndex(item => item.selected)
  const around = at >= 0 && insert ? at + insert.rows.length : focusAt >= 0 ? focusAt : open.length - 1
  const rows = windowAround(open, around, contentHeight(kind, height)).items
  return <Pane title="Timeline" {...{ kind, focused, width, height, meta, rows }} />
})
