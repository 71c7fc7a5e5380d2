import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exportIncident, importIncident } from '../../../src/store/record/bundle.ts'
import { readDigests } from '../../../src/store/record/digests.ts'
import { IncidentRecord } from '../../../src/store/record/record.ts'
import { pastDigests, pastEvents } from '../../support/past.ts'

let home: string
let record: IncidentRecord
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-digests-'))
  record = new IncidentRecord(home)
  for (const past of pastDigests(5)) for (const event of pastEvents(past, 12)) record.append(past.id, event)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const later = () => Date.now() + 60_000

test('incidents are remembered without reading their events again, until something is added', () => {
  const first = readDigests(record, later())
  const reading = vi.spyOn(record, 'read')
  expect(readDigests(record, later())).toEqual(first)
  expect(reading).not.toHaveBeenCalled()
  const folder = join(home, 'incidents', 'past-2', 'events')
  record.append('past-2', { ...pastEvents(pastDigests(3)[2]!, 13)[12]!, id: 'one-more' })
  utimesSync(folder, new Date(), new Date(statSync(folder).mtimeMs + 10))
  expect(readDigests(record, later()).find(one => one.id === 'past-2')?.eventCount).toBe(13)
  expect(reading).toHaveBeenCalledTimes(1)
})

test('a broken or foreign cache is thrown away, never believed', () => {
  const first = readDigests(record, later())
  const file = join(home, 'cache', 'digests.json')
  for (const text of ['{"half', '{"version":"other","entries":{"past-1":{"changed":"1","digest":null}}}']) {
    writeFileSync(file, text)
    expect(readDigests(record, later())).toEqual(first)
  }
  expect(JSON.parse(readFileSync(file, 'utf8')).version).not.toBe('other')
})

test('a folder that changed just now is read again next time, whatever its clock says', () => {
  readDigests(record, Date.now())
  const reading = vi.spyOn(record, 'read')
  readDigests(record, Date.now())
  expect(reading).toHaveBeenCalledTimes(5)
})

test('an exported incident is the same elsewhere, coming in twice changes nothing, garbage is counted', () => {
  record.writeArtifact('past-1', 'run-1', 'out\n')
  const bundle = JSON.parse(exportIncident(record, 'past-1'))
  const other = new IncidentRecord(join(home, 'other'))
  expect(importIncident(other, bundle)).toEqual({ incidentId: 'past-1', added: 12, unreadable: 0 })
  expect(importIncident(other, bundle)).toEqual({ incidentId: 'past-1', added: 0, unreadable: 0 })
  const byId = (events: readonly { id: string }[]) => [...events].sort((a, b) => a.id.localeCompare(b.id))
  expect(byId(other.read('past-1').events)).toEqual(byId(record.read('past-1').events))
  bundle.events.push({ type: 'note.added' }, 'x')
  expect(importIncident(other, bundle).unreadable).toBe(2)
  expect(() => importIncident(other, { incidentId: '../../etc', events: [] })).toThrow(/no incident id/)
  expect(() => importIncident(other, { incidentId: 'i', events: [] })).toThrow(/declares/)
})
