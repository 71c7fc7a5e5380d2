// The arithmetic of charts: tops and times that read well, points put together where there are more than columns.
import { hour, type Instant, minute, second } from '../../incident/time.ts'
import type { SeriesChart } from '../model.ts'

/** Rounded up to 1, 2, 4 or 5 times a power of ten. */
export function niceTop(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 4, 5, 10].find(step => value <= step * power * (1 + 1e-9)) ?? 10)
}

const steps = [10 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute]
const longSteps = [hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour]

/** Round clock times from `from` to `to`, at most `most` of them. */
export function clockTicks(from: Instant, to: Instant, most: number): Instant[] {
  const wide = (to - from) / most
  const step = [...steps, ...longSteps].find(one => one >= wide) ?? Math.ceil(wide / (24 * hour)) * 24 * hour
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step)
}

/** From the first point to the last, and the marks that lie near enough to be worth the room. */
export function spanOf({ points, marks }: Pick<SeriesChart, 'points' | 'marks'>): { from: Instant; to: Instant } {
  const from = points[0]?.at ?? 0
  const to = points.at(-1)?.at ?? from
  const room = (to - from) / 4
  const near = marks.map(mark => mark.at).filter(at => at >= from - room && at <= to + room)
  return { from: Math.min(from, ...near), to: Math.max(to, ...near, from + 1) }
}

/** The greatest value of each of `columns` equal stretches; a value lasts for its step, null where nothing was measured. */
export function columnsOf({ points, marks }: SeriesChart, columns: number): (number | null)[] {
  const span = spanOf({ points, marks })
  const step = usualStep(points)
  const greatest = Array.from({ length: columns }, (): number | null => null)
  for (const { at, value } of points) {
    const last = columnAt(Math.max(at, at + step - (span.to - span.from) / columns), span, columns)
    for (let column = columnAt(at, span, columns); column <= last; column += 1)
      greatest[column] = Math.max(greatest[column] ?? Number.NEGATIVE_INFINITY, value)
  }
  return greatest
}

/** The median distance of two points. */
export function usualStep(points: SeriesChart['points']): number {
  const gaps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? 0))
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
}

export function columnAt(at: Instant, { from, to }: { from: Instant; to: Instant }, columns: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor(((at - from) / (to - from)) * columns)))
}
