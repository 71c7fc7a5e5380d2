// A record in memory for tests that are not about files.
import type { IncidentEvent } from '../../src/incident/events.ts'
import type { RecordPort } from '../../src/store/session.ts'

export function memoryRecord(stored: readonly IncidentEvent[] = []): RecordPort {
  const events: IncidentEvent[] = [...stored]
  return {
    read: () => ({ events: [...events], unreadable: [] }),
    append: (_, event) => {
      events.push(event)
      return { stored: true }
    },
    flush: () => ({ stored: true }),
    follow: () => () => undefined,
  }
}
