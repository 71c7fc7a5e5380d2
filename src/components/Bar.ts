// A bar of a few cells. Rule: the number it shows always stands beside it.
import type { Segment } from './rows/row.ts'
import type { Token } from './theme/tokens.ts'

/** `cells` cells, `share` (0 to 1) of them filled to the nearest one; from a tenth on at least one is. */
export function bar(share: number, cells = 10, token: Token = 'info'): Segment[] {
  if (cells <= 0) return []
  const kept = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))
  const filled = Math.max(Math.round(kept * cells), kept >= 0.1 ? 1 : 0)
  return [
    { text: '━'.repeat(filled), token, spoken: '' },
    { text: '·'.repeat(cells - filled), ascii: '.'.repeat(cells - filled), token: 'border', spoken: '' },
  ]
}

/** How many cells a bar gets in a row of that width: 10, 5, or none where numbers have to do. */
export function barCells(rowWidth: number): number {
  return rowWidth >= 72 ? 10 : rowWidth >= 60 ? 5 : 0
}
