// The frame of a pane, built to width row by row: the title stands in the top edge, the meta at its right end.
// Rule: under 100 columns a pane has one rule above it and no sides, so that its text can be copied clean.
import type { Token } from '../theme/tokens.ts'
import type { Row, Segment, Words } from './row.ts'
import { cutWords, fitRow, row, segment, segmentsOf, wordsWidth } from './row.ts'
import { cutEnd, textWidth } from './text.ts'

export type FrameKind = 'rounded' | 'ruled' | 'danger'

export interface Frame {
  readonly kind: FrameKind
  readonly width: number
  readonly height: number
  readonly title: string
  readonly meta?: Words
  readonly focused?: boolean
}

const edges = {
  rounded: { topLeft: '╭', topRight: '╮', bottomLeft: '╰', bottomRight: '╯', line: '─', side: '│' },
  ruled: { topLeft: '', topRight: '', bottomLeft: '', bottomRight: '', line: '─', side: '' },
  danger: { topLeft: '╔', topRight: '╗', bottomLeft: '╚', bottomRight: '╝', line: '═', side: '║' },
} as const

/** Cells left for content in a row of the frame: its sides and one space of padding on each side are taken off. */
export function contentWidth(kind: FrameKind, width: number): number {
  return Math.max(0, kind === 'ruled' ? width - 2 : width - 4)
}

/** Rows left for content. */
export function contentHeight(kind: FrameKind, height: number): number {
  return Math.max(0, kind === 'ruled' ? height - 1 : height - 2)
}

/** Exactly `height` rows of `width` cells: edges, padding and as many of `rows` as fit. */
export function frameRows(frame: Frame, rows: readonly Row[]): Row[] {
  const body = Array.from({ length: contentHeight(frame.kind, frame.height) }, (_, index) =>
    bodyRow(frame, rows[index] ?? { segments: [] }),
  )
  const framed = [topEdge(frame), ...body]
  if (frame.kind !== 'ruled' && frame.height > 1) framed.push(bottomEdge(frame))
  return framed.slice(0, frame.height)
}

function topEdge(frame: Frame): Row {
  const { topLeft, topRight, line } = edges[frame.kind]
  const token = frameToken(frame)
  const start = segment(`${topLeft}${line} `, token)
  const end = segment(` ${line}${topRight}`, token)
  const room = frame.width - textWidth(start.text) - textWidth(end.text)
  if (frame.title === '' && !frame.meta) return plainEdge(frame)
  const title = titleSegment(frame, room)
  const metaRoom = room - textWidth(title.text) - 4
  const wanted = segmentsOf(frame.meta ?? '', 'muted')
  const meta = metaRoom >= 8 || wordsWidth(wanted) <= metaRoom ? cutWords(wanted, metaRoom) : []
  const fill = room - textWidth(title.text) - wordsWidth(meta)
  if (meta.length === 0)
    return fitRow(
      row(start, title, segment(` ${line.repeat(Math.max(0, fill))}${line}${topRight}`, token)),
      frame.width,
    )
  return fitRow(row(start, title, segment(` ${line.repeat(Math.max(0, fill - 2))} `, token), meta, end), frame.width)
}

function plainEdge(frame: Frame): Row {
  const { topLeft, topRight, line } = edges[frame.kind]
  const fill = Math.max(0, frame.width - textWidth(topLeft) - textWidth(topRight))
  return row(segment(topLeft + line.repeat(fill) + topRight, frameToken(frame)))
}

function titleSegment(frame: Frame, room: number): Segment {
  if (frame.kind === 'danger') return segment(cutEnd(`Danger: ${frame.title}`, room), 'criticalStrong')
  const text = cutEnd(frame.focused ? `▸ ${frame.title}` : frame.title, room)
  return { text, token: frame.focused ? 'accent' : 'strong' }
}

function bottomEdge(frame: Frame): Row {
  const { bottomLeft, bottomRight, line } = edges[frame.kind]
  return row(segment(bottomLeft + line.repeat(Math.max(0, frame.width - 2)) + bottomRight, frameToken(frame)))
}

function bodyRow(frame: Frame, content: Row): Row {
  const { side } = edges[frame.kind]
  const fitted = fitRow(content, contentWidth(frame.kind, frame.width))
  const isSelected = content.selected === true && frame.focused === true
  const inside = [content.marker ?? segment(' '), ...fitted.segments, segment(' ')].map(part =>
    isSelected ? { ...part, selected: true } : part,
  )
  if (side === '') return { segments: inside }
  const edge = { ...segment(side, frameToken(frame)), spoken: '' }
  return { segments: [edge, ...inside, edge] }
}

function frameToken(frame: Frame): Token {
  if (frame.kind === 'danger') return 'frameDanger'
  return frame.focused ? 'frameFocused' : 'border'
}
