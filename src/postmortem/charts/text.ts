// Charts as plain text: columns of blocks with the moments under them, and the timeline as lanes of signs.
import type { ChartMark, Lane, LanesChart, SeriesChart } from '../model.ts'
import { figure } from '../sections/outcome.ts'
import { clockOf } from '../spans.ts'
import { columnAt, columnsOf, niceTop, spanOf } from './scale.ts'

const width = 60
const height = 6
const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

export function seriesText(chart: SeriesChart): string {
  const columns = columnsOf(chart, width)
  const top = niceTop(Math.max(0, ...chart.points.map(point => point.value)))
  const labels = [figure(top), '', '', figure(top / 2), '', '0']
  const indent = Math.max(...labels.map(label => label.length))
  const rows = Array.from({ length: height }, (_, index) => {
    const level = height - 1 - index
    const cells = columns.map(value => cellOf(value === null ? null : (value / top) * height * 8, level))
    return `${(labels[index] ?? '').padStart(indent)} │${cells.join('')}`.trimEnd()
  })
  const unit = chart.unit === '' ? '' : `, ${chart.unit}`
  const axis = `${' '.repeat(indent)} └${'─'.repeat(width)}`
  return [`${chart.title}${unit}`, ...rows, axis, ...markRows(chart.marks, spanOf(chart), indent + 2)].join('\n')
}

function cellOf(eighths: number | null, level: number): string {
  if (eighths === null) return ' '
  const filled = Math.min(8, Math.max(level === 0 ? 1 : 0, Math.round(eighths) - level * 8))
  return filled <= 0 ? ' ' : (blocks[filled - 1] as string)
}

/** An arrow under each moment, and what it is: as many rows as keep them apart. */
function markRows(marks: readonly ChartMark[], span: { from: number; to: number }, indent: number): string[] {
  const inside = marks.filter(mark => mark.at >= span.from && mark.at <= span.to)
  const rows: string[] = []
  for (const { at, label } of inside) {
    const column = indent + columnAt(at, span, width)
    const words = `▲ ${clockOf(at)} ${label}`
    const start = Math.min(column, indent + width - words.length)
    const text = start < column ? `${clockOf(at)} ${label} ▲` : words
    const from = start < column ? Math.max(0, column + 1 - text.length) : column
    const row = rows.findIndex(one => one.length < from)
    if (row === -1) rows.push(' '.repeat(from) + text)
    else rows[row] = (rows[row] as string).padEnd(from) + text
  }
  return rows
}

const signs: Readonly<Record<Lane, string>> = { signals: '▲', changes: '◆', people: '●', commands: '›', updates: '→' }

export function lanesText(chart: LanesChart): string {
  const indent = Math.max(...chart.lanes.map(lane => lane.name.length))
  const rows = chart.lanes.map(({ name, rows: inLane }) => {
    const cells = Array.from({ length: width }, () => '·')
    for (const { at, endsAt } of inLane) {
      const first = columnAt(at, chart, width)
      const last = endsAt === null ? first : columnAt(endsAt, chart, width)
      for (let column = first; column <= last; column += 1) cells[column] = column === first ? signs[name] : '─'
    }
    return `${name.padStart(indent)} │${cells.join('')}`
  })
  const ends = `${clockOf(chart.from)}${clockOf(chart.to, chart.from).padStart(width - 5)}`
  return [chart.title, ...rows, `${' '.repeat(indent)} └${'─'.repeat(width)}`, `${' '.repeat(indent + 2)}${ends}`].join(
    '\n',
  )
}
