// Charts as Mermaid, for places that draw it. Its texts have no escapes worth relying on: signs that it reads are left out.
import type { LanesChart, SeriesChart } from '../model.ts'
import { clockOf } from '../spans.ts'
import { columnsOf, niceTop, spanOf } from './scale.ts'

const columns = 30
const rowsShown = 40

export function seriesMermaid(chart: SeriesChart): string {
  const { from, to } = spanOf(chart)
  const values = columnsOf(chart, columns).map(value => value ?? 0)
  const top = niceTop(Math.max(0, ...values))
  const unit = plain(chart.unit === '' ? chart.title : chart.unit)
  return [
    'xychart-beta',
    `  title "${plain(chart.title)}"`,
    `  x-axis "${clockOf(from)} to ${clockOf(to, from)} UTC" 1 --> ${columns}`,
    `  y-axis "${unit}" 0 --> ${top}`,
    `  line [${values.join(', ')}]`,
  ].join('\n')
}

export function lanesMermaid(chart: LanesChart): string {
  const lines = chart.lanes.flatMap(({ name, rows }) => [
    `  section ${name}`,
    ...rows.slice(0, rowsShown).map(({ when, text }) => `    ${when.replaceAll(':', '.')} : ${plain(text)}`),
  ])
  return ['timeline', `  title ${plain(chart.title)}`, ...lines].join('\n')
}

function plain(text: string): string {
  return text
    .replace(/[:;#"`{}[\]<>|\\]|%%+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
}
