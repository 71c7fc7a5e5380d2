// An incident that was written down becomes one of events, through the same intents as a live one.
// Rule: whoever calls gives ids and carries the intents out; a time that cannot be read stops everything with its place.
import { cleanText } from '../../incident/redact.ts'
import { isZone } from '../zone.ts'
import { enterCauses } from './causes.ts'
import { type Entering, type Path, type Read, WrittenMistake } from './entering.ts'
import { enterOutcome } from './outcome.ts'
import { enterRow, enterSeverities, enterWindows, momentsOf, rowsOf } from './rows.ts'
import type { WrittenIncident } from './schema.ts'
import { writtenTime } from './times.ts'

export function enterWritten(written: WrittenIncident, { newId, act, now }: Entering): void {
  const whole = zoneAt(written.zone ?? 'UTC', ['zone'])
  const read: Read = (text, path, { day = null, zone } = {}) => {
    const found = writtenTime(text, {
      zone: zone === undefined ? whole : zoneAt(zone, [...path.slice(0, -1), 'zone']),
      day,
    })
    if (!found)
      throw new WrittenMistake(
        `"${cleanText(text)}" is no time: use 2025-03-25T14:30Z, 2025-03-25 14:30 or 2025-03-25`,
        path,
      )
    return found
  }
  const moments = momentsOf(written, read)
  const rows = rowsOf(written, read, moments[0]?.time.at ?? null)
  const begun = moments[0]?.time.at ?? rows[0]?.time.at ?? now
  act(
    {
      kind: 'declare',
      incidentId: newId(),
      title: cleanText(written.title),
      symptom: { text: cleanText(written.title), endpoint: null, status: null, startedAt: null, kind: 'other' },
      service: written.service === undefined ? null : cleanText(written.service),
      drill: null,
      severity: null,
      origin: 'import',
      at: begun,
    },
    ['title'],
  )
  if (written.zone) act({ kind: 'setZone', zone: whole }, ['zone'])
  for (const { moment, time, why, path } of moments) {
    const { at, precision } = time
    act({ kind: 'recordMoment', moment, at, why, ...(precision && { precision }) }, path)
  }
  enterSeverities(written, read, { act, at: begun })
  for (const [role, person] of Object.entries(written.roles ?? {}))
    act({ kind: 'takeRole', role: cleanText(role), person: cleanText(person) }, ['roles', role])
  for (const row of rows) enterRow(row, act)
  enterWindows(written, read, { act, day: begun })
  enterCauses(written, { newId, act, now })
  enterOutcome(written, { newId, act, now })
  act({ kind: 'goToPhase', phase: 'postmortem' }, [])
  if (written.closed) act({ kind: 'close' }, ['closed'])
}

function zoneAt(name: string, path: Path): string {
  if (isZone(name)) return name
  throw new WrittenMistake(`"${cleanText(name)}" is no zone: use UTC or a name like Europe/Berlin`, path)
}
