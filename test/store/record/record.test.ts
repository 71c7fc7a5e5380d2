// The record on real files: written once, read again, and nothing lost to copies, garbage, crowds or a full disk.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IncidentEvent } from '../../../src/incident/events.ts'
import { recordHome } from '../../../src/store/record/home.ts'
import { IncidentRecord } from '../../../src/store/record/record.ts'
import { declared, eventsOf } from '../../support/events.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-record-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const events = eventsOf(declared, { type: 'note.added', text: 'guests "only"\n☃' })
const folder = () => join(home, 'incidents', 'i1', 'events')

test('what is written is read again, in private files', () => {
  const record = new IncidentRecord(home)
  for (const event of events) expect(record.append('i1', event)).toEqual({ stored: true })
  expect(record.ids()).toEqual(['i1'])
  expect(new IncidentRecord(home).read('i1')).toEqual({ events, unreadable: [] })
  expect(statSync(folder()).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(folder())) expect(statSync(join(folder(), file)).mode & 0o777).toBe(0o600)
})

test('an unreadable file is kept and named, the rest works', () => {
  const record = new IncidentRecord(home)
  record.append('i1', events[0] as IncidentEvent)
  writeFileSync(join(folder(), 'empty.json'), '')
  writeFileSync(join(folder(), 'garbage.json'), '{"v":1,"id":')
  writeFileSync(join(folder(), 'newer.json'), '{"v":2}')
  writeFileSync(join(folder(), 'half.json'), JSON.stringify({ ...events[1], v: 1, at: 'soon', recordedAt: 'later' }))
  const { events: read, unreadable } = record.read('i1')
  expect(read).toHaveLength(1)
  expect(unreadable.map(one => one.file).sort()).toEqual(['empty.json', 'garbage.json', 'half.json', 'newer.json'])
  expect(readdirSync(folder())).toContain('garbage.json')
})

test('what is read again has what came since, and not what somebody took away', () => {
  const record = new IncidentRecord(home)
  const other = new IncidentRecord(home)
  for (const event of events) record.append('i1', event)
  const [first, second] = events as [IncidentEvent, IncidentEvent]
  expect(other.read('i1').events).toHaveLength(2)
  const third: IncidentEvent = { ...second, id: `${second.id.slice(0, -1)}f` }
  record.append('i1', third)
  expect(other.read('i1').events.map(event => event.id)).toEqual([first.id, second.id, third.id])
  rmSync(join(folder(), `${second.id}.json`))
  expect(other.read('i1').events.map(event => event.id)).toEqual([first.id, third.id])
})

test('where nothing can be written it is held, said, and written once it can be', () => {
  const blocker = join(home, 'incidents')
  writeFileSync(blocker, 'in the way')
  const record = new IncidentRecord(home)
  expect(record.append('i1', events[0] as IncidentEvent)).toMatchObject({ stored: false })
  expect(record.read('i1').events).toHaveLength(1)
  expect(record.flush().stored).toBe(false)
  rmSync(blocker)
  expect(record.flush()).toEqual({ stored: true })
  expect(new IncidentRecord(home).read('i1').events).toHaveLength(1)
})

test('another writer is seen', async () => {
  const record = new IncidentRecord(home)
  record.append('i1', events[0] as IncidentEvent)
  const seen = new Promise<IncidentEvent[]>(resolve => {
    const stop = record.follow('i1', [events[0] as IncidentEvent], news => {
      stop()
      resolve(news)
    })
  })
  new IncidentRecord(home).append('i1', events[1] as IncidentEvent)
  expect(await seen).toEqual([events[1]])
})

test('the place follows the environment', () => {
  expect(recordHome({ INCIDENT_TUI_HOME: '/a' })).toBe('/a')
  expect(recordHome({ XDG_STATE_HOME: '/s', HOME: '/h' })).toBe('/s/incident-tui')
  expect(recordHome({ XDG_STATE_HOME: 'relative', HOME: '/h' })).toBe('/h/.local/state/incident-tui')
})
