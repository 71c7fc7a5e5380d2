// Past incidents for tests and measurements: many, different, each with a plausible life. Seeded, so that they repeat.
import type { EventData, IncidentEvent } from '../../src/incident/events.ts'
import type { IncidentDigest } from '../../src/memory/digest.ts'

/** A small generator of repeatable numbers from 0 to 1 (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const services = ['checkout', 'catalog', 'accounts', 'billing', 'search', 'mail', 'gateway', 'stock']
const things = [
  'basket',
  'coupon',
  'session',
  'invoice',
  'index',
  'template',
  'route',
  'reservation',
  'avatar',
  'refund',
]
const failures = [
  'deadlock',
  'null customer',
  'connection refused',
  'timeout',
  'certificate expired',
  'disk full',
  'quota',
]
const kinds = ['change', 'pool', 'thirdParty', 'traffic', 'disk', 'tls', 'config']
const people = ['ana', 'lee', 'sam', 'mia', 'noor']

export function pastDigests(count: number, seed = 1): IncidentDigest[] {
  const next = numbers(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const [service, thing, failure] = [pick(services), pick(things), pick(failures)]
    const started = Date.UTC(2025, 0, 1) + index * 36 * 3_600_000
    const title = `${failure} when a ${thing} is opened in ${service}`
    return {
      ...{ id: `past-${index}`, title, severity: pick(['P0', 'P1', 'P2', 'P3'] as const), service, drill: null },
      ...{ status: 'closed', statusWord: 'Resolved', phase: 'postmortem', symptom: title, impact: null },
      endpoint: `/api/${service}/${thing}`,
      moments: {
        ...{ started, detected: started + 120_000, declared: started + 180_000, acknowledged: null },
        ...{ mitigated: started + 900_000, resolved: started + 1_800_000, closed: started + 3_600_000 },
      },
      ...{ declaredBy: `${pick(people)}@ops-1`, people: [pick(people)], rootCause: `${failure} in ${thing}` },
      causeKinds: [pick(kinds)],
      errors: [`${failure} while loading ${thing} <*> of ${service}`],
      fixes: [{ kind: 'revert', title: `revert the ${thing} change`, worked: true }],
      ...{ actions: [], cure: null, runs: [], eventCount: 200 },
    }
  })
}

/** The events of one past incident: a declaration, a life, and notes up to `count`. */
export function pastEvents(digest: IncidentDigest, count: number): IncidentEvent[] {
  const started = digest.moments.started ?? 0
  const data: EventData[] = [
    {
      type: 'incident.declared',
      incidentId: digest.id,
      title: digest.title,
      symptom: { text: digest.symptom, endpoint: digest.endpoint, status: 500, startedAt: started, kind: 'errors' },
      ...{ service: digest.service, drill: null, origin: 'person' },
    },
    { type: 'severity.set', severity: digest.severity ?? 'P2', reason: 'as drafted' },
    {
      type: 'hypothesis.proposed',
      hypothesisId: 'h1',
      kind: digest.causeKinds[0] ?? 'own',
      title: 'it',
      suspectSha: null,
    },
    { type: 'hypothesis.confirmed', hypothesisId: 'h1' },
    { type: 'rootcause.set', text: digest.rootCause ?? '', hypothesisId: 'h1' },
    { type: 'moment.recorded', moment: 'resolved', known: true, why: 'resolved' },
    { type: 'incident.closed' },
  ]
  while (data.length < count) data.push({ type: 'note.added', text: `note ${data.length}` })
  return data.map((one, index) => {
    const at = started + 180_000 + index * 1000
    const id = `${digest.id}-${String(index).padStart(6, '0')}`
    return { ...one, id, at, recordedAt: at, by: digest.declaredBy, actor: digest.id, seq: index } as IncidentEvent
  })
}
