// Finds past incidents by what a person remembers: fuzzy words over titles, causes, services and people, and filters
// such as `P1`, `open`, `drills`, `service:checkout`, `by:ana`, `since:30d`.
import fuzzysort from 'fuzzysort'
import type { Instant } from '../incident/time.ts'
import { severities } from '../incident/vocabulary.ts'
import type { IncidentDigest } from './digest.ts'
import { beganAt } from './figures.ts'

type Test = (one: IncidentDigest, now: Instant) => boolean

export interface Found {
  readonly digests: readonly IncidentDigest[]
  /** The filters that were understood, as they are shown. */
  readonly filters: readonly string[]
}

const day = 86_400_000
const unit: Record<string, number> = { h: day / 24, d: day, w: 7 * day, m: 30 * day, y: 365 * day }

/** Newest first, or best match first where words are given. Drills only where they are asked for. */
export function searchIncidents(query: string, digests: readonly IncidentDigest[], now: Instant): Found {
  const tokens = query.trim().split(/\s+/).filter(Boolean)
  const tests: { shown: string; test: Test }[] = []
  const words: string[] = []
  for (const token of tokens) {
    const test = filterOf(token)
    if (test) tests.push({ shown: token, test })
    else words.push(token)
  }
  const wantsDrills = tokens.some(token => /^drills?$/i.test(token))
  const fitting = digests
    .filter(one => wantsDrills || one.drill === null)
    .filter(one => tests.every(({ test }) => test(one, now)))
    .sort((a, b) => (beganAt(b) ?? 0) - (beganAt(a) ?? 0))
  const filters = tests.map(one => one.shown)
  if (words.length === 0) return { digests: fitting, filters }
  const matches = fuzzysort.go(words.join(' '), fitting.map(searchable), { key: 'text', threshold: 0.2 })
  return { digests: matches.map(match => match.obj.digest), filters }
}

function filterOf(token: string): Test | null {
  const severity = severities.find(one => one === token.toUpperCase())
  if (severity) return one => one.severity === severity
  if (/^open$/i.test(token)) return one => one.status === 'open' || one.status === 'mitigated'
  if (/^(closed|resolved|mitigated)$/i.test(token)) return one => one.status === token.toLowerCase()
  if (/^drills?$/i.test(token)) return one => one.drill !== null
  const [, name, value = ''] = /^(service|by|since|cause):(.+)$/i.exec(token) ?? []
  const wanted = value.toLowerCase()
  switch (name?.toLowerCase()) {
    case 'service':
      return one => one.service?.toLowerCase().includes(wanted) ?? false
    case 'by':
      return one => one.people.some(person => person.toLowerCase().includes(wanted))
    case 'cause':
      return one => [one.rootCause ?? '', ...one.causeKinds].some(cause => cause.toLowerCase().includes(wanted))
    case 'since':
      return sinceOf(wanted)
    default:
      return null
  }
}

function sinceOf(text: string): Test | null {
  const [, count, letter = ''] = /^(\d+)([hdwmy])$/.exec(text) ?? []
  const length = unit[letter]
  if (count === undefined || length === undefined) return null
  return (one, now) => now - (beganAt(one) ?? 0) <= Number(count) * length
}

function searchable(digest: IncidentDigest) {
  const { title, rootCause, service, people, symptom, causeKinds } = digest
  return { digest, text: [title, rootCause, service, symptom, ...causeKinds, ...people].filter(Boolean).join(' · ') }
}
