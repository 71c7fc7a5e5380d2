// A chart of columns: the part inside the baseline is border-grey, only the part above it is coloured.
// Rule: the top is rounded up and only ever grows while the chart is open (the caller keeps it); marks win over times.
import type { Instant } from '../incident/time.ts'
import { markRows } from './chartMarks.ts'
import { chartColumns, heightOf, niceTop } from './chartScale.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, heading, muted, row } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
import type { Sample } from './Sparkline.ts'
import { sparkSteps } from './theme/glyphs.ts'

export interface ChartMark {
  readonly at: Instant
  /** `↑ a1f3c9e`, `▲ onset`: a sign and a name. */
  readonly words: Words
  /** `14:30`. */
  readonly time: string
}

export interface ChartProps {
  readonly title: string
  /** `per 22 s · dashed line: top of baseline, 260 ms`. */
  readonly meta?: Words
  /** Evenly spaced from `from` to `to`; null is a missing sample. */
  readonly samples: readonly Sample[]
  readonly from: Instant
  readonly to: Instant
  readonly baseline?: number
  /** The top so far; the chart's own top is at least this. */
  readonly top?: number
  readonly label: (value: number) => string
  readonly timeLabel: (at: Instant) => string
  readonly marks?: readonly ChartMark[]
  readonly tone?: 'critical' | 'warn'
  /** A row under the columns with its own label: the share that failed, say, from 0 to 1. */
  readonly strip?: { readonly label: string; readonly samples: readonly Sample[] }
  readonly width: number
  /** Rows of columns, 6 to 10. */
  readonly height: number
}

/** Title, columns with their axis, and two rows of times and marks: `height` + 4 rows, one more with a strip. */
export function chartRows(props: ChartProps): Row[] {
  const { title, meta = '', samples, width, height, baseline, label, tone = 'critical' } = props
  const top = chartTop(props)
  const labels = axisLabels(top, height, label)
  const labelWidth = Math.max(...labels.map(textWidth), textWidth(props.strip?.label ?? ''))
  const plotWidth = Math.max(1, width - labelWidth - 3)
  const columns = chartColumns(samples, plotWidth)
  const baselineRow = baseline === undefined ? -1 : Math.floor((Math.min(baseline, top) / top) * height - 1e-9)
  const plot = Array.from({ length: height }, (_, index) => {
    const level = height - 1 - index
    const cells = columns.map(value => chartCell(value, { level, height, top, baseline, baselineRow, tone }))
    return row(cell(labels[index] ?? '', labelWidth, { token: 'muted', align: 'right' }), axis(' │'), joined(cells))
  })
  return [
    heading(title, width, meta),
    ...plot,
    ...(props.strip ? [stripRow(props.strip, labelWidth, plotWidth)] : []),
    row(' '.repeat(labelWidth), axis(` └${'─'.repeat(plotWidth)}`)),
    ...markRows({ ...props, indent: labelWidth + 2, plotWidth }),
  ]
}

/** One cell a column: empty where nothing of it happened, full where all of it was so. */
function stripRow({ label, samples }: NonNullable<ChartProps['strip']>, labelWidth: number, plotWidth: number): Row {
  const cells = chartColumns(samples, plotWidth).map((share): Segment => {
    if (share === null || share <= 0) return { text: ' ', token: 'border' }
    return { text: sparkSteps[Math.min(7, Math.max(0, Math.ceil(share * 8) - 1))] ?? ' ', token: 'critical' }
  })
  return row(cell(label, labelWidth, { token: 'muted', align: 'right' }), axis(' │'), joined(cells))
}

/** What the chart reaches to: at least `top`, the largest sample and a bit over the baseline, rounded up. */
export function chartTop({ samples, baseline = 0, top = 0 }: Pick<ChartProps, 'samples' | 'baseline' | 'top'>): number {
  const largest = samples.reduce<number>((max, value) => Math.max(max, value ?? 0), baseline)
  return Math.max(top, niceTop(largest))
}

interface CellPlace {
  readonly level: number
  readonly height: number
  readonly top: number
  readonly baseline: number | undefined
  readonly baselineRow: number
  readonly tone: 'critical' | 'warn'
}

function chartCell(value: Sample, place: CellPlace): Segment {
  const { level, height, top, baseline, baselineRow, tone } = place
  const eighths = value === null ? 0 : heightOf(value, top, height)
  const filled = Math.min(8, Math.max(0, eighths - level * 8))
  if (filled === 0) return { text: level === baselineRow ? '┄' : ' ', token: 'muted' }
  const isOver = baseline !== undefined && value !== null && value > baseline && level >= baselineRow
  return { text: sparkSteps[filled - 1] ?? ' ', token: isOver ? tone : 'border' }
}

/** Neighbouring cells of one token as one piece: fewer codes on the wire. */
function joined(cells: readonly Segment[]): Segment[] {
  const parts: { text: string; token: Segment['token']; spoken: string }[] = []
  for (const { text, token } of cells) {
    const last = parts.at(-1)
    if (last && last.token === token) last.text += text
    else parts.push({ text, token, spoken: '' })
  }
  return parts
}

function axisLabels(top: number, height: number, label: (value: number) => string): string[] {
  const middle = Math.floor(height / 2)
  return Array.from({ length: height }, (_, index) => {
    if (index === 0) return label(top)
    if (index === height - 1) return label(0)
    // Of an even number of rows the half lies on the upper edge of this one.
    return index === middle ? label(top / 2) : ''
  })
}

function axis(text: string): Segment {
  return { ...muted(text), token: 'border', spoken: '' }
}
