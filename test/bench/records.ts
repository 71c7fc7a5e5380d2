// The record: one event written beside few and beside many, many read and folded, and what 500 past incidents cost.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../src/incident/fold/fold.ts'
import { figuresOf } from '../../src/memory/figures.ts'
import { searchIncidents } from '../../src/memory/search.ts'
import { encodeEvent } from '../../src/store/record/codec.ts'
import { readDigests } from '../../src/store/record/digests.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { pastDigests, pastEvents } from '../support/past.ts'
import { type Budget, median, timed } from './measure.ts'
import { someEvents } from './some-events.ts'

export function measureRecord(folder: string): Budget[] {
  return [...writingBeside(10, folder), ...writingBeside(10_000, folder), ...manyIncidents(folder)]
}

function writingBeside(count: number, folder: string): Budget[] {
  const record = new IncidentRecord(join(folder, `record-${count}`))
  for (const event of someEvents(count, 'bench')) record.append('bench', event)
  for (const event of someEvents(100, 'bench')) record.append('bench', event)
  const writes = someEvents(200, 'bench').map(event => timed(() => record.append('bench', event)))
  const p99 = writes.sort((a, b) => a - b)[197] ?? 0
  const written: Budget = { what: `one event recorded beside ${count}, p99`, measured: p99, unit: 'ms', limit: 5 }
  if (count < 10_000) return [written]
  const load = median(3, () => timed(() => fold(record.read('bench').events)))
  return [written, { what: `load and fold ${count} events`, measured: load, unit: 'ms', limit: 250 }]
}

/** 500 incidents of 200 events, as a list opens them, searches them and counts them. */
function manyIncidents(folder: string): Budget[] {
  const record = new IncidentRecord(join(folder, 'many'))
  for (const past of pastDigests(500)) {
    const events = join(record.home, 'incidents', past.id, 'events')
    mkdirSync(events, { recursive: true })
    for (const event of pastEvents(past, 200))
      writeFileSync(join(events, `${event.id}.json`), JSON.stringify(encodeEvent(event)))
  }
  const later = Date.now() + 60_000
  readDigests(record, later)
  const opened = median(5, () => timed(() => readDigests(record, later)))
  const digests = readDigests(record, later)
  const searched = median(5, () => timed(() => searchIncidents('certificate checkout', digests, later)))
  const counted = median(5, () => timed(() => figuresOf(digests)))
  return [
    { what: '500 past incidents of 200 events opened', measured: opened, unit: 'ms', limit: 50 },
    { what: '500 past incidents searched', measured: searched, unit: 'ms', limit: 30 },
    { what: '500 past incidents counted for the figures', measured: counted, unit: 'ms', limit: 30 },
  ]
}
