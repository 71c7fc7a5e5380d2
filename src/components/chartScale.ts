// The arithmetic of a chart: samples into columns, values into eighths of a cell, a top that reads well.
import type { Sample } from './Sparkline.ts'

/** Rounded up to 1, 2, 4 or 5 times a power of ten. */
export function niceTop(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  for (const step of [1, 2, 4, 5, 10]) if (value <= step * power * (1 + 1e-9)) return step * power
  return 10 * power
}

/** The samples in `columns` columns: the largest of those that share one, so that a spike never disappears. */
export function chartColumns(samples: readonly Sample[], columns: number): Sample[] {
  if (samples.length === 0) return Array.from({ length: columns }, () => null)
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * samples.length) / columns)
    const to = Math.max(from + 1, Math.floor(((column + 1) * samples.length) / columns))
    return samples
      .slice(from, to)
      .reduce<Sample>((max, value) => (value === null ? max : Math.max(max ?? 0, value)), null)
  })
}

/** Height in eighths of a cell; whatever was measured shows at least one. */
export function heightOf(value: number, top: number, rows: number): number {
  return Math.max(1, Math.min(rows * 8, Math.round((Math.max(0, value) / top) * rows * 8)))
}
