// An incident of any length for measurements.
import { v7 as uuid } from 'uuid'
import type { EventData, IncidentEvent } from '../../src/incident/events.ts'

export function someEvents(count: number, incidentId: string): IncidentEvent[] {
  const now = Date.now() - count * 1000
  const symptom = { text: '500 errors', endpoint: null, status: 500, startedAt: now, kind: 'errors' as const }
  const rest = { service: null, drill: null, origin: 'person' as const }
  const first: EventData = { type: 'incident.declared', incidentId, title: '500 errors', symptom, ...rest }
  return Array.from({ length: count }, (_, index) => {
    const at = now + index * 1000
    const header = { id: uuid({ msecs: at }), at, recordedAt: at, by: 'ana@ops-1', actor: 'bench', seq: index }
    return { ...header, ...(index === 0 ? first : { type: 'note.added' as const, text: `note ${index}` }) }
  })
}
