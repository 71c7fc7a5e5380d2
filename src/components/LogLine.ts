// One row of a log: a line, the folded or unfolded head of its stack trace, or one frame of it.

import { escapeMark } from '../incident/sanitise.ts'
import { edgeCursor } from './marks.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, cutWords, muted, row, segment, segmentsOf, selected, spread, wordsCell } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
import type { Token } from './theme/tokens.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'unknown'

export type LogRow = LogTextRow | LogMoreRow | LogFoldRow | LogFrameRow

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
  /** Fields of a structured line, each in its column: the key quiet, the value beside it. */
  readonly columns?: readonly LogColumn[]
  /** Cells the text takes before the columns begin. */
  readonly textWidth?: number
  /** `◇ E1` where the line was kept, `×2` where it repeats. */
  readonly evidence?: string
  readonly repeats?: number
  readonly selected?: boolean
}

export interface LogColumn {
  readonly key: string
  readonly value: string
  readonly width: number
}

/** What a wrapped line goes on with. */
export interface LogMoreRow {
  readonly kind: 'more'
  readonly id: string
  readonly text: string
  readonly hits?: LogTextRow['hits']
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
  readonly hits?: LogTextRow['hits']
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
  /** 0 where there is only one source and its name would say nothing. */
  readonly sourceWidth: number
  readonly zoomed: boolean
  readonly timeWidth: number
}

/** Where the text of a line begins. */
export function textStart({ sourceWidth, timeWidth, zoomed }: Omit<LogShape, 'width'>): number {
  return timeWidth + 1 + 6 + (sourceWidth > 0 ? sourceWidth + (zoomed ? 1 : 2) : 0)
}

export function logLine(item: LogRow, shape: LogShape): Row {
  const made = draw(item, shape)
  const isHead = item.kind === 'line' && item.selected === true
  return { ...selected(made, item.selected), ...edgeCursor(isHead) }
}

function draw(item: LogRow, shape: LogShape): Row {
  switch (item.kind) {
    case 'line':
      return textRow(item, shape)
    case 'more':
      return row(' '.repeat(textStart(shape)), withHits(item.text, item.hits ?? []))
    case 'fold':
      return foldRow(item, shape)
    case 'frame':
      return frameRow(item, shape)
  }
}

function textRow(item: LogTextRow, { width, sourceWidth, zoomed, timeWidth }: LogShape): Row {
  const level = item.level === 'unknown' ? '' : item.level.toUpperCase()
  const columns = item.columns ?? []
  const text = withHits(item.text, item.hits ?? [])
  const left: Segment[] = [
    ...(timeWidth > 0 ? [cell(item.time, timeWidth, { token: 'muted' }), segment(' ')] : []),
    cell(level, 5, { token: levelTokens[item.level] }),
    segment(' '),
    ...(sourceWidth > 0 ? [cell(item.source, sourceWidth, { token: 'muted' }), segment(zoomed ? ' ' : '  ')] : []),
    ...(columns.length > 0 ? wordsCell(cutWords(text, item.textWidth ?? width), item.textWidth ?? width) : text),
    ...columns.flatMap(columnOf),
  ]
  return spread(left, metaOf(item), width)
}

function columnOf({ key, value, width }: LogColumn): Segment[] {
  if (value === '') return [segment(' '.repeat(width + 2))]
  const room = width - textWidth(key) - 1
  return [segment('  '), muted(`${key}=`), cell(value, Math.max(1, room))]
}

function metaOf({ evidence, repeats = 1 }: LogTextRow): Words {
  if (evidence) return [{ text: `◇ ${evidence}`, token: 'info', spoken: `kept as ${evidence}` }]
  return repeats > 1 ? [{ text: `×${repeats}`, token: 'muted', spoken: `${repeats} times` }] : ''
}

/** The text with its search hits as chips. */
function withHits(text: string, hits: readonly (readonly [number, number])[], token: Token = 'text'): Segment[] {
  if (hits.length === 0) return withMarks(text, token)
  const parts: Segment[] = []
  let from = 0
  for (const [start, end] of hits) {
    if (start > from) parts.push(...withMarks(text.slice(from, start), token))
    parts.push(segment(text.slice(Math.max(from, start), end), 'chipWarn'))
    from = Math.max(from, end)
  }
  parts.push(...withMarks(text.slice(from), token))
  return parts.filter(part => part.text !== '')
}

/** A mark stands where an escape sequence was taken out: it is seen, so that nobody wonders what is missing. */
function withMarks(text: string, token: Token): Segment[] {
  if (!text.includes(escapeMark)) return [segment(text, token)]
  return text
    .split(escapeMark)
    .flatMap((part, index): Segment[] => [
      ...(index > 0 ? [{ text: escapeMark, token: 'warn' as const, spoken: 'an escape sequence' }] : []),
      segment(part, token),
    ])
    .filter(part => part.text !== '')
}

function foldRow({ open, text }: LogFoldRow, shape: LogShape): Row {
  const indent = ' '.repeat(shape.timeWidth + (shape.zoomed ? 1 : 7))
  return row(indent, { text: open ? '▾' : '▸', token: 'muted', spoken: '' }, muted(` ${text}`))
}

function frameRow({ text, own, note, hits }: LogFrameRow, { width, timeWidth, zoomed }: LogShape): Row {
  const left = [
    segment(' '.repeat(timeWidth + (zoomed ? 4 : 9))),
    ...withHits(text, hits ?? [], own ? 'strong' : 'muted'),
  ]
  return spread(left, segmentsOf(note ?? '', 'info'), width)
}
