// The two rows under a chart: clock times, and the named moments that belong to them. Marks win over plain times.
import type { ChartMark, ChartProps } from './Chart.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { muted, segment, segmentsOf, wordsWidth } from './rows/row.ts'

interface Placed {
  readonly column: number
  readonly words: Words
}

export interface MarkRowsInput extends Pick<ChartProps, 'from' | 'to' | 'timeLabel'> {
  readonly marks?: readonly ChartMark[]
  readonly indent: number
  readonly plotWidth: number
}

/** Two rows: times (of marks first, then both ends), and the marks under their times. */
export function markRows({ from, to, timeLabel, marks = [], indent, plotWidth }: MarkRowsInput): Row[] {
  const inside = marks.filter(mark => mark.at >= from && mark.at <= to)
  const columnOf = (at: number) => Math.round(((at - from) / Math.max(1, to - from)) * (plotWidth - 1))
  const times: Placed[] = inside.map(mark => ({ column: columnOf(mark.at), words: muted(mark.time) }))
  const [first, last] = [timeLabel(from), timeLabel(to)]
  const ends: Placed[] = [
    { column: 0, words: muted(first) },
    { column: plotWidth - last.length, words: muted(last) },
  ]
  const named: Placed[] = inside.map(mark => ({ column: columnOf(mark.at), words: mark.words }))
  return [line([...times, ...ends], indent, plotWidth), line(named, indent, plotWidth)]
}

/** The pieces at their columns; an earlier piece of the list keeps its place, a later one that would touch it goes. */
function line(placed: readonly Placed[], indent: number, plotWidth: number): Row {
  const kept: { from: number; to: number; words: Words }[] = []
  for (const { column, words } of placed) {
    const width = wordsWidth(words)
    const from = Math.max(0, Math.min(column, plotWidth - width))
    const to = from + width
    if (kept.every(other => to < other.from || from > other.to)) kept.push({ from, to, words })
  }
  kept.sort((a, b) => a.from - b.from)
  const segments: Segment[] = [segment(' '.repeat(indent))]
  let at = 0
  for (const { from, to, words } of kept) {
    segments.push(segment(' '.repeat(from - at)), ...segmentsOf(words))
    at = to
  }
  return { segments }
}
