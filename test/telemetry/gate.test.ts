// What the gate says of a latency: room for noise, none for a service that is as slow as in the outage.
import { describe, expect, test } from 'vitest'
import { latencyLimit, latencyReading } from '../../src/telemetry/gate-targets.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { noon } from '../support/events.ts'

const usual = { low: 4, high: 20, samples: 60 }

describe('how slow is as usual', () => {
  test('a quick service has a quarter of a second, a slow one twice its usual', () => {
    expect(latencyLimit(usual, null)).toBe(270)
    expect(latencyLimit({ low: 700, high: 900, samples: 60 }, null)).toBe(1800)
  })

  test('few answers that lay far apart give more room than many', () => {
    expect(latencyLimit({ low: 20, high: 300, samples: 8 }, null)).toBe(860)
    expect(latencyLimit({ low: 20, high: 300, samples: 80 }, null)).toBe(600)
  })

  test('a machine on which all work waits gives half a second more, and never more than that', () => {
    expect(latencyLimit(usual, 50)).toBe(520)
    expect(latencyLimit(usual, 100)).toBe(770)
    expect(latencyLimit(usual, 400)).toBe(770)
  })
})

describe('what was set up by hand', () => {
  function reading(slow: readonly boolean[]) {
    const telemetry = new Telemetry({ startedAt: noon })
    telemetry.addTarget({ name: 'api', kind: 'http', target: 'http://127.0.0.1/', everyMs: 1000 })
    slow.forEach((isSlow, index) => {
      telemetry.recordProbe('api', {
        ...{ at: noon + index * 1000, ok: true, slow: isSlow, answer: '200', status: 200 },
        ...{ latencyMs: isSlow ? 450 : 40, reason: null, reasonKind: null, timings: null, tls: null, redirect: null },
      })
    })
    const snapshot = telemetry.snapshot(noon + slow.length * 1000)
    return latencyReading(snapshot.health[0]!, {
      telemetry: snapshot,
      history: telemetry.history,
      usual: [{ signal: 'latency api', low: 20, high: 400, samples: 60 }],
      fixedAt: noon,
      accepted: new Set(),
      settledGroups: new Set(),
    })
  }

  test('one slow answer is a sample, several are outside although the usual would allow them', () => {
    expect(reading([false, false, true, false])).toMatchObject({ state: 'inside' })
    expect(reading([false, true, true, false, true])).toMatchObject({
      state: 'outside',
      by: '3 of 5 answers slower than it is set up to be',
    })
  })
})
