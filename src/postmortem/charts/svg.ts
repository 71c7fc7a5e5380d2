// Charts as SVG that stands alone: readable on light and dark, named for screen readers, nothing loaded, nothing run.
import type { Instant } from '../../incident/time.ts'
import { escapeHtml } from '../html/escape.ts'
import type { ChartMark, LanesChart, SeriesChart } from '../model.ts'
import { figure } from '../sections/outcome.ts'
import { clockOf } from '../spans.ts'
import { clockTicks, niceTop, spanOf, usualStep } from './scale.ts'

const width = 800
const left = 56
const right = 784
const plotTop = 66
const plotHeight = 150

/** The looks of every chart: its own inside a file that stands alone, the page's once inside a page. */
export const chartStyle = `
.pm-chart{font:12px system-ui,sans-serif;--c-ink:#1f2328;--c-quiet:#59636e;--c-grid:#d1d9e0;--c-line:#cf222e;--c-area:#cf222e22;--c-mark:#0969da;--c-warn:#9a6700;--c-good:#1a7f37;background:#fff}
@media (prefers-color-scheme:dark){.pm-chart{--c-ink:#f0f6fc;--c-quiet:#9198a1;--c-grid:#3d444d;--c-line:#ff7b72;--c-area:#ff7b7233;--c-mark:#79c0ff;--c-warn:#d29922;--c-good:#3fb950;background:#0d1117}}
@media print{.pm-chart{--c-ink:#000;--c-quiet:#444;--c-grid:#ccc;--c-line:#a40e26;--c-area:#a40e2622;--c-mark:#0550ae;--c-warn:#7d4e00;--c-good:#116329;background:#fff}}
.pm-chart text{fill:var(--c-quiet)}.pm-chart .title{fill:var(--c-ink);font-weight:600;font-size:14px}.pm-chart .grid{stroke:var(--c-grid)}
.pm-chart .line{fill:none;stroke:var(--c-line);stroke-width:2;stroke-linejoin:round}.pm-chart .area{fill:var(--c-area)}.pm-chart .usual{stroke:var(--c-quiet);stroke-dasharray:6 4}
.pm-chart .mark{stroke:var(--c-mark);stroke-dasharray:2 3}.pm-chart .label{fill:var(--c-mark)}.pm-chart .dot{fill:var(--c-ink)}.pm-chart .critical{fill:var(--c-line)}.pm-chart .warn{fill:var(--c-warn)}.pm-chart .ok{fill:var(--c-good)}.pm-chart .accent{fill:var(--c-mark)}.pm-chart .bar{opacity:.35}`

type Style = 'own' | 'page'

export function seriesSvg(chart: SeriesChart, styled: Style = 'own'): string {
  const { from, to } = spanOf(chart)
  const top = niceTop(Math.max(0, ...chart.points.map(point => point.value)))
  const x = (at: Instant) => round(left + ((at - from) / (to - from)) * (right - left))
  const y = (value: number) => round(plotTop + plotHeight * (1 - Math.max(0, value) / top))
  const unit = chart.unit === '' ? '' : ` ${chart.unit}`
  const grid = [0, top / 2, top].map(
    value =>
      `<line class="grid" x1="${left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/>` +
      `<text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${figure(value)}</text>`,
  )
  const usual =
    chart.usual === null
      ? ''
      : `<line class="usual" x1="${left}" x2="${right}" y1="${y(chart.usual)}" y2="${y(chart.usual)}"><title>usually ${figure(chart.usual)}${escapeHtml(unit)}</title></line>`
  const runs = unbroken(chart.points).map(run => {
    const line = run.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')
    const base = `${x(run.at(-1)?.at ?? from)},${y(0)} ${x(run[0]?.at ?? from)},${y(0)}`
    return `<polygon class="area" points="${line} ${base}"/><polyline class="line" points="${line}"/>`
  })
  const title = `${chart.title}${chart.unit === '' ? '' : `, ${chart.unit}`}`
  const bottom = plotTop + plotHeight
  return picture({ ...chart, title, height: bottom + 34, styled }, [
    ...grid,
    ...runs,
    usual,
    ...timeAxis(from, to, { x, y: bottom + 18 }),
    ...marksOf(chart.marks, { from, to }, { x, bottom }),
  ])
}

const laneHeight = 30

export function lanesSvg(chart: LanesChart, styled: Style = 'own'): string {
  const { from, to } = chart
  const start = 110
  const x = (at: Instant) => round(start + ((at - from) / (to - from)) * (right - start))
  const lanes = chart.lanes.flatMap(({ name, rows }, index) => {
    const middle = plotTop + laneHeight * index + laneHeight / 2
    const dots = rows.map(({ at, endsAt, when, text, key, tone }) => {
      const words = `<title>${escapeHtml(`${when} ${text}`)}</title>`
      const end =
        endsAt === null
          ? ''
          : `<rect class="bar ${tone}" x="${x(at)}" y="${middle - 5}" width="${round(Math.max(1, x(endsAt) - x(at)))}" height="10" rx="5">${words}</rect>`
      return `${end}<circle class="dot ${tone}" cx="${x(at)}" cy="${middle}" r="${key ? 7 : 4.5}">${words}</circle>`
    })
    return [
      `<line class="grid" x1="${start}" x2="${right}" y1="${middle}" y2="${middle}"/>`,
      `<text x="${start - 14}" y="${middle + 4}" text-anchor="end">${name}</text>`,
      ...dots,
    ]
  })
  const bottom = plotTop + laneHeight * chart.lanes.length
  return picture({ ...chart, height: bottom + 34, styled }, [
    ...lanes,
    ...timeAxis(from, to, { x, y: bottom + 18 }),
    ...marksOf(chart.marks, chart, { x, bottom }),
  ])
}

interface Picture {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly height: number
  readonly styled: Style
}

function picture({ id: name, title, summary, height, styled }: Picture, parts: readonly string[]): string {
  const id = `chart-${name}`
  return [
    `<svg class="pm-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(summary)}</desc>`,
    styled === 'own' ? `<style>${chartStyle}</style>` : '',
    `<text class="title" x="8" y="20">${escapeHtml(title)}</text>`,
    ...parts,
    '</svg>',
  ]
    .filter(part => part !== '')
    .join('\n')
}

function timeAxis(from: Instant, to: Instant, { x, y }: { x: (at: Instant) => number; y: number }): string[] {
  return clockTicks(from, to, 8).map(
    at => `<text x="${x(at)}" y="${y}" text-anchor="middle">${tickLabel(at, from, to)}</text>`,
  )
}

function tickLabel(at: Instant, from: Instant, to: Instant): string {
  if (to - from > 3 * 24 * 3_600_000) return clockOf(at, 0).slice(5, 10)
  const seconds = new Date(at).toISOString().slice(11, 19)
  return to - from < 5 * 60_000 ? seconds : clockOf(at)
}

/** Dashed lines with their names above: the last nearest, earlier ones above it, so that no line crosses a name. */
function marksOf(
  marks: readonly ChartMark[],
  span: { readonly from: Instant; readonly to: Instant },
  { x, bottom }: { readonly x: (at: Instant) => number; readonly bottom: number },
): string[] {
  const begins: number[] = []
  return marks
    .filter(mark => mark.at >= span.from && mark.at <= span.to)
    .toReversed()
    .map(({ at, label }) => {
      const words = `${clockOf(at)} ${label}`
      const wide = words.length * 6.6 + 8
      const isAtEnd = x(at) + wide > right
      const begin = isAtEnd ? x(at) - wide : x(at)
      const free = begins.findIndex(other => begin + wide < other)
      const row = free === -1 ? begins.length : free
      begins[row] = begin
      const y = plotTop - 8 - (row % 3) * 13
      return (
        `<line class="mark" x1="${x(at)}" x2="${x(at)}" y1="${y + 3}" y2="${bottom}"/>` +
        `<text class="label" x="${x(at)}" y="${y}" text-anchor="${isAtEnd ? 'end' : 'start'}">${escapeHtml(words)}</text>`
      )
    })
}

/** Points with no hole between them that is longer than three usual steps. */
function unbroken(points: SeriesChart['points']): SeriesChart['points'][] {
  const usual = usualStep(points)
  const runs: SeriesChart['points'][number][][] = []
  for (const point of points) {
    const run = runs.at(-1)
    if (run && point.at - (run.at(-1)?.at ?? 0) <= 3 * usual) run.push(point)
    else runs.push([point])
  }
  return runs
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
