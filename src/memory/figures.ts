// Figures over past incidents: how many, how bad, how long. Never a lone mean; drills never count among the real ones.
// Rule: a time that is unknown or negative counts nowhere, and every figure says over how many incidents it stands.
import type { Instant } from '../incident/time.ts'
import { type Severity, severities } from '../incident/vocabulary.ts'
import type { DigestedAction, IncidentDigest } from './digest.ts'

/** Milliseconds; `of` incidents had both moments. Null where none had. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly of: number
}

export const definitions = {
  detect: 'from the start of the impact to its detection',
  mitigate: 'from the start of the impact to the end of the effect on users',
  resolve: 'from the start of the impact to the resolution',
} as const
export type TimeTo = keyof typeof definitions

export interface MemoryFigures {
  readonly count: number
  readonly open: number
  readonly bySeverity: Readonly<Record<Severity | 'none', number>>
  readonly times: Readonly<Record<TimeTo, Spread | null>>
  /** Incidents a month, oldest first, without gaps: `2026-03`. */
  readonly months: readonly { readonly month: string; readonly count: number }[]
  /** Causes that came more than once, most frequent first. */
  readonly repeated: readonly { readonly cause: string; readonly ids: readonly string[] }[]
}

export interface OpenAction extends DigestedAction {
  readonly incidentId: string
  readonly incidentTitle: string
  readonly ageMs: number
}

export function figuresOf(digests: readonly IncidentDigest[]): MemoryFigures {
  const bySeverity = Object.fromEntries([...severities, 'none'].map(name => [name, 0])) as Record<
    Severity | 'none',
    number
  >
  for (const one of digests) bySeverity[one.severity ?? 'none'] += 1
  return {
    count: digests.length,
    open: digests.filter(one => one.status === 'open' || one.status === 'mitigated').length,
    bySeverity,
    times: {
      detect: spreadOf(digests, one => one.moments.detected),
      mitigate: spreadOf(digests, one => one.moments.mitigated),
      resolve: spreadOf(digests, one => one.moments.resolved),
    },
    months: monthsOf(digests),
    repeated: repeatedOf(digests),
  }
}

/** What is still to be done, oldest first. */
export function openActions(digests: readonly IncidentDigest[], now: Instant): OpenAction[] {
  return digests
    .flatMap(one =>
      one.actions
        .filter(action => !action.done)
        .map(action => ({ ...action, incidentId: one.id, incidentTitle: one.title, ageMs: now - action.at })),
    )
    .sort((a, b) => b.ageMs - a.ageMs)
}

function spreadOf(digests: readonly IncidentDigest[], end: (one: IncidentDigest) => Instant | null): Spread | null {
  const times = digests
    .flatMap(one => {
      const [from, to] = [one.moments.started, end(one)]
      return from !== null && to !== null && to >= from ? [to - from] : []
    })
    .sort((a, b) => a - b)
  if (times.length === 0) return null
  const middle = Math.floor(times.length / 2)
  const upper = times[middle] ?? 0
  const median = times.length % 2 === 1 ? upper : (upper + (times[middle - 1] ?? upper)) / 2
  return { median, least: times[0] ?? 0, most: times.at(-1) ?? 0, of: times.length }
}

function monthsOf(digests: readonly IncidentDigest[]): MemoryFigures['months'] {
  const counts = new Map<string, number>()
  for (const one of digests) {
    const at = beganAt(one)
    if (at !== null) counts.set(monthOf(at), (counts.get(monthOf(at)) ?? 0) + 1)
  }
  const [first, last] = [[...counts.keys()].sort()[0], [...counts.keys()].sort().at(-1)]
  if (first === undefined || last === undefined) return []
  const months: { month: string; count: number }[] = []
  for (let month = first; month <= last && months.length < 240; month = nextMonth(month))
    months.push({ month, count: counts.get(month) ?? 0 })
  return months
}

/** When it began, as far as is known. */
export function beganAt(one: IncidentDigest): Instant | null {
  return one.moments.started ?? one.moments.declared
}

function repeatedOf(digests: readonly IncidentDigest[]): MemoryFigures['repeated'] {
  const byCause = new Map<string, string[]>()
  for (const one of digests) {
    for (const cause of causesOf(one)) byCause.set(cause, [...(byCause.get(cause) ?? []), one.id])
  }
  return [...byCause]
    .filter(([, ids]) => ids.length > 1)
    .map(([cause, ids]) => ({ cause, ids }))
    .sort((a, b) => b.ids.length - a.ids.length || a.cause.localeCompare(b.cause))
}

/** A cause that can come again: its kind where it has one, else its words without names and numbers. */
function causesOf(one: IncidentDigest): string[] {
  const kinds = one.causeKinds.filter(kind => kind !== 'own')
  if (kinds.length > 0) return [...new Set(kinds)]
  const words = one.rootCause
    ?.toLowerCase()
    .replace(/[^\p{L}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words ? [words] : []
}

function monthOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 7)
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
