// One row of a log: a line, the folded or unfolded head of its stack trace, or one frame of it.
import { edgeCursor } from './marks.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected, spread } from './rows/row.ts'
import type { Token } from './theme/tokens.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'unknown'

export type LogRow = LogTextRow | LogFoldRow | LogFrameRow

export interface LogTextRow {
  readonly kind: 'line'
  readonly id: string
  /** `14:38:21`, `14:38:21.377` where zoomed, empty where the line has none. */
  readonly time: string
  readonly level: LogLevel
  readonly source: string
  readonly text: string
  /** Search hits in `text`, as [start, end) in UTF-16 units, in order. */
  readonly hits?: readonly (readonly [number, number])[]
  /** `◇ E1` where the line was kept, `×2` where it repeats. */
  readonly evidence?: string
  readonly repeats?: number
  readonly selected?: boolean
}

export interface LogFoldRow {
  readonly kind: 'fold'
  readonly id: string
  readonly open: boolean
  /** `at validate (src/payment.js:42:31)  13 more frames`, or `14 frames` where open. */
  readonly text: string
  readonly selected?: boolean
}

export interface LogFrameRow {
  readonly kind: 'frame'
  readonly id: string
  readonly text: string
  /** The program's own code is bold, libraries are quiet. */
  readonly own: boolean
  /** `changed by a1f3c9e`. */
  readonly note?: string
  readonly selected?: boolean
}

const levelTokens: Record<LogLevel, Token> = {
  fatal: 'criticalStrong',
  error: 'criticalStrong',
  warn: 'warnStrong',
  info: 'muted',
  debug: 'muted',
  trace: 'muted',
  unknown: 'muted',
}

export interface LogShape {
  readonly width: number
  readonly sourceWidth: number
  readonly zoomed: boolean
}

export function logLine(item: LogRow, shape: LogShape): Row {
  const made =
    item.kind === 'line' ? textRow(item, shape) : item.kind === 'fold' ? foldRow(item, shape) : frameRow(item, shape)
  return { ...selected(made, item.selected), ...edgeCursor(item.selected === true) }
}

function textRow(item: LogTextRow, { width, sourceWidth, zoomed }: LogShape): Row {
  const level = item.level === 'unknown' ? '' : item.level.toUpperCase()
  const left: Segment[] = [
    ...(item.time ? [muted(`${item.time} `)] : []),
    cell(level, 5, { token: levelTokens[item.level] }),
    segment(' '),
    ...(item.source ? [cell(item.source, sourceWidth, { token: 'muted' }), segment(zoomed ? ' ' : '  ')] : []),
    ...withHits(item.text, item.hits ?? []),
  ]
  return spread(left, metaOf(item), width)
}

function metaOf({ evidence, repeats = 1 }: LogTextRow): Words {
  if (evidence) return [{ text: `◇ ${evidence}`, token: 'info', spoken: `kept as ${evidence}` }]
  return repeats > 1 ? [{ text: `×${repeats}`, token: 'muted', spoken: `${repeats} times` }] : ''
}

/** The text with its search hits as chips. */
function withHits(text: string, hits: readonly (readonly [number, number])[], token: Token = 'text'): Segment[] {
  const parts: Segment[] = []
  let from = 0
  for (const [start, end] of hits) {
    if (start > from) parts.push(segment(text.slice(from, start), token))
    parts.push(segment(text.slice(Math.max(from, start), end), 'chipWarn'))
    from = Math.max(from, end)
  }
  parts.push(segment(text.slice(from), token))
  return parts.filter(part => part.text !== '')
}

function foldRow({ open, text }: LogFoldRow, { zoomed }: LogShape): Row {
  const indent = ' '.repeat(zoomed ? 13 : 15)
  return row(indent, { text: open ? '▾' : '▸', token: 'muted', spoken: '' }, muted(` ${text}`))
}

function frameRow({ text, own, note }: LogFrameRow, { width, zoomed }: LogShape): Row {
  const left = segment(`${' '.repeat(zoomed ? 16 : 17)}${text}`, own ? 'strong' : 'muted')
  return spread(left, segmentsOf(note ?? '', 'info'), width)
}
