// How someone looked at an incident, in `view.json` beside its events. Rule: it is a convenience; a file that cannot be
// read or written keeps nobody from working.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ViewKeeper } from '../kept-view.ts'

export function viewKeeperIn(home: string): ViewKeeper {
  const file = (incidentId: string) => join(home, 'incidents', incidentId, 'view.json')
  return {
    read: incidentId => {
      try {
        return JSON.parse(readFileSync(file(incidentId), 'utf8'))
      } catch {
        return null
      }
    },
    write: (incidentId, view) => {
      try {
        writeFileSync(file(incidentId), `${JSON.stringify(view)}\n`, { mode: 0o600 })
      } catch {
        // The next change tries again.
      }
    },
  }
}
