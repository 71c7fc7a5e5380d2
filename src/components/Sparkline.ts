// A line of small columns: newest at the right, coloured by its last value only, a missing sample is a space.
import type { Segment } from './rows/row.ts'
import { sparkSteps } from './theme/glyphs.ts'
import type { Token } from './theme/tokens.ts'

export type Sample = number | null

export interface SparklineOptions {
  readonly cells: number
  /** The top of what is usual: the line then reaches to twice of it at least, so that normal noise stays low. */
  readonly baseline?: number
  readonly token?: Token
}

/** Exactly `cells` cells. Columns stop at `▇`: a full block would touch the row above. */
export function sparkline(
  samples: readonly Sample[],
  { cells, baseline = 0, token = 'muted' }: SparklineOptions,
): Segment {
  const shown = cells > 0 ? samples.slice(-cells) : []
  const top = shown.reduce<number>((max, value) => Math.max(max, value ?? 0), 2 * baseline)
  const text = shown.map(value => (value === null ? ' ' : column(value, top))).join('')
  return { text: text.padStart(Math.max(0, cells)), token, spoken: '' }
}

function column(value: number, top: number): string {
  const step = top > 0 ? Math.round((Math.max(0, value) / top) * 6) : 0
  return sparkSteps[Math.min(6, step)] ?? ' '
}
