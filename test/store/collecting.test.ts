// What the watch collects by itself once an incident is declared: the onset, what fails, what changed, how traffic moved.
import { expect, test } from 'vitest'
import { minute, second } from '../../src/incident/time.ts'
import { createCollecting } from '../../src/store/collecting.ts'
import { createSession } from '../../src/store/session.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'

test('each piece once, from the lines around the onset', () => {
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
  const push = (at: number, level: 3 | 5, text: string) => {
    const bytes = Buffer.from(text)
    telemetry.log.push(bytes, 0, bytes.length, { at, level, source: 0 })
  }
  const [ok, bad] = [3, 5] as const
  const began = session.store.getState().state.moments.started ?? noon
  for (let at = began - 5 * minute; at < began; at += second) push(at, ok, 'x "GET /api/cart HTTP/1.1" 200 12')
  for (let at = began; at < began + 20 * second; at += second / 4) {
    push(at, bad, 'TypeError: x is null\n    at pay (/app/src/payment.js:42:7)')
    push(at, bad, 'x "POST /api/checkout HTTP/1.1" 500 12')
  }
  const sha = 'a1b2c3d'.padEnd(40, '0')
  const deploy = { kind: 'deploy', ref: sha, subject: 'Check accounts', author: 'Lee', at: began - minute } as const
  telemetry.setChanges('deploys', [deploy])
  const collect = createCollecting(session, telemetry)
  now = began + 20 * second
  collect(now)
  const { evidence, onset } = session.store.getState().state
  expect(onset).toMatchObject({ at: began, from: 'errors in the logs' })
  expect(evidence).toHaveLength(5)
  expect(evidence.map(one => [one.kind, one.title, one.state])).toEqual(
    expect.arrayContaining([
      ['onset', expect.stringMatching(/^errors began at \d\d:\d\d:\d\d UTC$/), 'unsorted'],
      ['log', '/api/checkout fails: 80 of 80 requests', 'unsorted'],
      ['log', 'stack traces end in src/payment.js:42', 'unsorted'],
      ['change', 'last change: deploy a1b2c3d "Check accounts", 1 min before', 'unsorted'],
      ['traffic', 'traffic rose: 240 requests a minute, before 60', 'unsorted'],
    ]),
  )
  const before = session.events().length
  now += minute
  collect(now)
  expect(session.events()).toHaveLength(before)
})
