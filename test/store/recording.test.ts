// Telemetry into the record: at the declaration, every few minutes, when the incident moves on; and never after its end.
import { expect, test } from 'vitest'
import { minute, second } from '../../src/incident/time.ts'
import { createRecording } from '../../src/store/recording.ts'
import { createSession } from '../../src/store/session.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { RequestCounts } from '../../src/telemetry/request-counts.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'

function outage() {
  let [id, now] = [0, noon]
  const session = createSession({
    record: memoryRecord(eventsOf(declared)),
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: 'b',
    readOnly: false,
    now: () => now,
    newId: () => `0195cdf0-0000-7000-9000-${(id++).toString(16).padStart(12, '0')}`,
    runEffect: () => undefined,
  })
  const telemetry = new Telemetry({ startedAt: noon - 10 * minute })
  telemetry.addTarget({ name: 'api', kind: 'http', target: 'http://api', everyMs: 5000 })
  const record = createRecording(session, telemetry)
  const request = (at: number, status: number) => {
    const bytes = Buffer.from(`x "POST /api/checkout HTTP/1.1" ${status} 12`)
    telemetry.log.push(bytes, 0, bytes.length, { at, level: 3, source: 0 })
    const answer = { status: null, reason: null, reasonKind: null, timings: null, tls: null, redirect: null }
    telemetry.recordProbe('api', {
      at,
      ok: true,
      slow: false,
      answer: '200',
      latencyMs: status === 500 ? 900 : 30,
      ...answer,
    })
  }
  const tick = (at: number) => {
    now = at
    record(at)
  }
  const recordings = () => session.events().filter(event => event.type === 'series.recorded')
  return { session, tick, request, recordings }
}

test('the charts of the document are the recorded series, each moment once, and the failed requests are counted', () => {
  const { session, tick, request, recordings } = outage()
  for (let at = noon - 8 * minute; at < noon + 10 * minute; at += second) {
    const isBad = at >= noon - 3 * minute && at < noon + 6 * minute
    request(at, isBad && at % (4 * second) === 0 ? 500 : 200)
    if (at >= noon) tick(at)
    if (at === noon + 6 * minute) session.dispatch({ kind: 'recordMoment', moment: 'mitigated', at, why: '' })
  }
  session.dispatch({ kind: 'resolve' })
  tick(noon + 10 * minute)
  const count = recordings().length
  expect(count).toBeGreaterThanOrEqual(5)
  expect(count).toBeLessThanOrEqual(13)
  const { series, impactFigures } = session.store.getState().state
  expect(series.map(one => one.name)).toEqual(['requests', 'failed requests', 'latency of api'])
  const failed = series.find(one => one.name === 'failed requests')?.points ?? []
  expect(new Set(failed.map(point => point.at)).size).toBe(failed.length)
  expect(failed.reduce((sum, point) => sum + point.value, 0)).toBe((9 * 60) / 4)
  expect(series[2]?.points.find(point => point.at === noon - 2 * minute)?.value).toBe(30)
  expect(impactFigures.map(one => [one.measure, one.value, one.unit])).toEqual([
    ['failed requests', 135, 'of 550'],
    ['failed requests of /api/checkout', 135, 'of 550'],
  ])
  tick(noon + 20 * minute)
  expect(recordings()).toHaveLength(count)
})

test('a figure that a person gave is not overwritten by a count', () => {
  const { session, tick, request } = outage()
  session.dispatch({ kind: 'measureImpact', measure: 'failed requests', value: 7, unit: '', source: 'by hand' })
  for (let at = noon - minute; at < noon + minute; at += second) {
    request(at, 500)
    if (at >= noon) tick(at)
  }
  session.dispatch({ kind: 'resolve' })
  tick(noon + minute)
  expect(session.store.getState().state.impactFigures[0]).toMatchObject({ value: 7, byPerson: true })
})

test('a flood is read on in bounded steps, and what was left out is said', () => {
  const telemetry = new Telemetry({ startedAt: noon })
  const counts = new RequestCounts(telemetry.log)
  const bytes = Buffer.from('x "GET /a HTTP/1.1" 500 1')
  const flood = (lines: number) => {
    for (let line = 0; line < lines; line += 1)
      telemetry.log.push(bytes, 0, bytes.length, { at: noon, level: 3, source: 0 })
  }
  flood(5000)
  counts.advance()
  expect(counts.between(noon, noon + 10_000)).toEqual({ requests: 3000, failed: 3000 })
  counts.advance()
  expect(counts).toMatchObject({ skipped: 0 })
  expect(counts.between(noon, noon + 10_000)).toEqual({ requests: 5000, failed: 5000 })
  flood(50_000)
  counts.advance()
  expect(counts.skipped).toBe(20_000)
})
