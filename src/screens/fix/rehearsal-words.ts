// What a rehearsal found, in one row: what is fine with its sign, what is not in full.
import { ok, type Segment, segment } from '../../components/rows/row.ts'
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

export function checkSegments(checks: readonly RehearsalCheck[]): Segment[] {
  return ordered(checks).flatMap(check => [
    check.ok ? ok('✓') : segment('▲', 'warn'),
    segment(` ${inWords(check)}   `, check.ok ? 'text' : 'warn'),
  ])
}
