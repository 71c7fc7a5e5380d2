// The start screen in a real terminal: what was closed last is still there, and a practice outage begins from it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeSymptom } from '../../src/incident/description.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { createSession } from '../../src/store/session.ts'
import { openTerminal, type Terminal } from '../support/terminal.ts'

let home: string
let terminal: Terminal
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-start-'))
})
afterEach(async () => {
  await terminal.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function closedIncident(title: string): void {
  const record = new IncidentRecord(join(home, 'record'))
  let count = 0
  const newId = () => `0195cdf1-0000-7000-8000-${(count++).toString(16).padStart(12, '0')}`
  const incidentId = newId()
  const shared = { record, incidentId, identity: 'sam@ops-1', actor: newId(), readOnly: false, now: Date.now, newId }
  const session = createSession({ ...shared, runEffect: () => undefined })
  const unknown = { service: null, drill: null, severity: null, origin: 'person' } as const
  session.dispatch({ kind: 'declare', incidentId, title, symptom: describeSymptom(title, Date.now()), ...unknown })
  session.dispatch({ kind: 'setSeverity', severity: 'P3', reason: '' })
  session.dispatch({ kind: 'resolve' })
  session.dispatch({ kind: 'close' })
}

test('lists what was closed last; Enter looks at it again', async () => {
  closedIncident('Wrong currency sign')
  terminal = openTerminal({ home, cols: 80, rows: 24 })
  const frame = await terminal.until('What is broken?')
  expect(frame).toMatch(/P3 +closed +Wrong currency sign +0 s ago|P3 +closed +Wrong currency sign +\d+ s ago/)
  terminal.press('Down')
  await terminal.until('look at this closed incident')
  terminal.press('Enter')
  await terminal.until('Closed. Nothing is left to do.')
})

test('Tab offers the practice outages, and Enter begins the one under the cursor', async () => {
  terminal = openTerminal({ home, cols: 80, rows: 24 })
  await terminal.until('Tab practice outage')
  terminal.press('Tab')
  await terminal.until('begin the practice outage bad-deploy')
  terminal.press('Down')
  await terminal.until('begin the practice outage session-expired')
  terminal.press('Enter')
  await terminal.until('drill session-expired: building')
  terminal.write('\x03')
  expect((await terminal.exited).exitCode).toBe(130)
})
