// What a rehearsal found, in one row: what is fine with its sign, what is not in full.
import { ok, type Row, row, rowWidth, segment, wordsWidth } from '../../components/rows/row.ts'
import { wrapSegments } from '../../components/rows/wrap.ts'
import type { RehearsalCheck } from '../../incident/events.ts'

/** The ones that matter most: what is wrong, then size, tests and later commits. */
function ordered(checks: readonly RehearsalCheck[]): RehearsalCheck[] {
  return [...checks].sort((a, b) => Number(a.ok) - Number(b.ok))
}

function inWords({ title, ok: isOk, detail }: RehearsalCheck): string {
  if (!isOk) return detail ? `${title}: ${detail}` : title
  return /^[\d.]+ s$/.test(detail) ? `${title}, ${detail}` : title
}

export function checkWords(checks: readonly RehearsalCheck[]): string {
  return ordered(checks)
    .map(check => `${check.ok ? '✓' : '▲'} ${inWords(check)}`)
    .join('   ')
}

/** One check beside the other, three cells apart; one that does not fit begins the next row, a long one goes on below. */
export function checkRows(checks: readonly RehearsalCheck[], width: number): Row[] {
  const rows: Row[] = []
  let used = width
  for (const check of ordered(checks)) {
    const token = check.ok ? 'text' : 'warn'
    const made = [check.ok ? ok('✓') : segment('▲', 'warn'), segment(` ${inWords(check)}`, token)]
    const size = wordsWidth(made)
    const last = rows.at(-1)
    if (last && used + 3 + size <= width) rows[rows.length - 1] = row(...last.segments, '   ', made)
    else rows.push(...wrapSegments(made, width, 2))
    used = rowWidth(rows.at(-1) ?? row())
  }
  return rows
}
