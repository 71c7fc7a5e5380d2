// Triage as it reads: reasons and the impact sentence whole, and what has become worse since the severity was set.
import { describe, expect, test } from 'vitest'
import { triageRows } from '../../src/screens/triage/view-model.ts'
import { declared, type EventInput, eventsOf } from '../support/events.ts'
import { plainRows } from '../support/frame.tsx'
import { sceneFrom } from '../support/scene.ts'

const set = (severity: 'P1' | 'P3'): EventInput => ({ type: 'severity.set', severity, reason: 'checkout is named' })
const impact: EventInput = {
  type: 'impact.set',
  text: '/api/checkout fails for about 15 % of requests (38 of 254), and 1 more endpoint since 21:01 UTC',
}
const frame = (room: { width: number; height: number }, ...events: readonly EventInput[]) =>
  plainRows(triageRows(sceneFrom(eventsOf(declared, ...events)), room))

describe('triage', () => {
  test.each([21, 30])('tells the impact in full at %i rows', height => {
    expect(frame({ width: 76, height }, impact)).not.toContain('…')
  })

  test('fits 80x24 with its rows', () => {
    expect(frame({ width: 78, height: 13 }, impact).split('\n').length).toBeLessThanOrEqual(13)
  })

  test('says why a severity was set, and asks again only where the signals say worse', () => {
    expect(frame({ width: 76, height: 30 }, set('P1'))).toContain('Why P1     checkout is named')
    expect(frame({ width: 76, height: 30 }, set('P3'))).toMatch(/Now P[01]\? +.*s raises it/)
  })
})
