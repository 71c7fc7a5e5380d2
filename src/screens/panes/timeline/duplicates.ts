// Which row says the same as another: the nearest with the same words, else the one just above it.
import type { TimelineRow } from '../../../incident/state.ts'
import { minute } from '../../../incident/time.ts'

const near = 30 * minute

/** The earlier row to join this one into; null where there is none above it. */
export function duplicateOf(row: TimelineRow, rows: readonly TimelineRow[]): TimelineRow | null {
  const at = rows.findIndex(one => one.id === row.id)
  const above = rows.slice(0, Math.max(0, at))
  const words = essence(row)
  const same = above.findLast(one => essence(one) === words && row.at - one.at <= near)
  return same ?? above.at(-1) ?? null
}

/** The words without what changes from one telling to the next: case, numbers, punctuation. */
export function essence({ text }: Pick<TimelineRow, 'text'>): string {
  return text
    .toLowerCase()
    .replace(/\d+(?:[.,]\d+)*/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim()
}
