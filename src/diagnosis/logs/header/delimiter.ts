// Headers whose columns are cut by a mark (`|`, a tab, `::`) instead of blanks: which mark, and how many columns.
import { classOf, digit, spanText, wordChar } from '../characters.ts'
import { levelOfSpan } from '../levels.ts'
import type { Span } from './plan.ts'

export interface Delimiter {
  readonly mark: string
  readonly columns: number
}

const marks = ['|', '\t', '::', ';', ','] as const
const reach = 240
const fewest = 10

/** Learnt where nearly every line has the mark, for as long as what stands before it is no prose. */
export function learnDelimiter(spans: readonly Span[]): Delimiter | null {
  if (spans.length < fewest) return null
  for (const mark of marks) {
    const rows = spans.map(({ bytes, start, end }) => spanText(bytes, start, Math.min(end, start + reach)).split(mark))
    const counts = rows.map(row => row.length - 1).sort((a, b) => a - b)
    const common = counts[Math.floor(counts.length * 0.05)] as number
    let columns = 0
    while (
      columns < common &&
      isHeaderColumn(
        rows.map(row => (row[columns] ?? '').trim()),
        mark,
      )
    )
      columns += 1
    if (columns > 0) return { mark, columns }
  }
  return null
}

/** Short, and of few values or made of digits or single words. What stands before a comma or semicolon may be prose. */
function isHeaderColumn(values: readonly string[], mark: string): boolean {
  const mean = (of: (value: string) => number): number => values.reduce((sum, one) => sum + of(one), 0) / values.length
  if (mean(value => value.length) > 40) return false
  if ((mark === ',' || mark === ';') && values.some(value => /\s/.test(value))) return false
  if (new Set(values).size <= Math.max(12, values.length / 20)) return true
  return mean(value => (/^\S*\d\S*$|^[\w.$-]*$/.test(value) ? 1 : 0)) >= 0.95
}

/** The position behind the header's columns; 0 where the line has fewer. Reads the level of a column that is one. */
export function passDelimited(
  bytes: Uint8Array,
  at: number,
  end: number,
  { mark, columns }: Delimiter,
  out: { level: number },
): number {
  const first = mark.charCodeAt(0)
  let passed = 0
  let from = at
  let level = 0
  for (let i = at; i < end && i - at < reach * 2; i += 1) {
    if (bytes[i] !== first || (mark.length === 2 && bytes[i + 1] !== first)) continue
    if (level === 0) level = levelOfTrimmed(bytes, from, i)
    i += mark.length - 1
    from = i + 1
    passed += 1
    if (passed === columns) {
      if (level > 0) out.level = level
      return from
    }
  }
  return 0
}

function levelOfTrimmed(bytes: Uint8Array, start: number, end: number): number {
  let from = start
  let to = end
  while (from < to && (classOf[bytes[from]!]! & (wordChar | digit)) === 0) from += 1
  while (to > from && (classOf[bytes[to - 1]!]! & (wordChar | digit)) === 0) to -= 1
  return levelOfSpan(bytes, from, to)
}
