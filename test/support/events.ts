// Builds events for tests: a header with ids and times that count up, so that a test names only what it is about.
import type { EventData, IncidentEvent } from '../../src/incident/events.ts'

export const noon = Date.UTC(2025, 2, 25, 12)

export type EventInput = EventData & { readonly at?: number; readonly by?: string }

/** Events one second apart from noon; `at` in an event's own data moves it. */
export function eventsOf(...data: readonly EventInput[]) {
  return data.map((one, index): IncidentEvent => {
    const recordedAt = noon + index * 1000
    const header = { id: id(index), at: recordedAt, recordedAt, by: 'ana@ops-1', actor: 'a', seq: index }
    return { ...header, ...one }
  })
}

export const declared: EventData = {
  type: 'incident.declared',
  incidentId: 'i1',
  title: '500 errors on /api/checkout',
  symptom: { text: '500 errors', endpoint: '/api/checkout', status: 500, startedAt: noon - 180_000, kind: 'errors' },
  service: 'checkout',
  drill: null,
  origin: 'person',
}

function id(index: number): string {
  return `0195cdf0-0000-7000-8000-${index.toString(16).padStart(12, '0')}`
}
