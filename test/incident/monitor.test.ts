// The gate and the window behind it: what confirms, what holds, and that only watched time counts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../src/incident/decide/decide.ts'
import type { GateSignal } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import type { Intent } from '../../src/incident/intents.ts'
import { watchedEvery, watchedGap, watchedOf } from '../../src/incident/monitor.ts'
import type { IncidentState } from '../../src/incident/state.ts'
import { minute, second } from '../../src/incident/time.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'

const gate: EventInput = { type: 'gate.passed', signals: [] }
const started = (windowMs: number): EventInput => ({ type: 'monitor.started', windowMs, at: noon + 2000 })
const watched = (elapsedMs: number): EventInput => ({ type: 'monitor.watched', elapsedMs, at: noon + 2000 + elapsedMs })

function deciding(given: readonly EventInput[], when: Intent, now: number) {
  return decide(fold(eventsOf(...given)), when, { now, readOnly: false, actor: 'a' })
}
const types = (decision: ReturnType<typeof decide>) =>
  'events' in decision ? decision.events.map(event => event.type) : [decision.refused]

describe('the gate', () => {
  const signals = (...more: readonly GateSignal[]): GateSignal[] => [
    { name: 'api health', now: '200', baseline: 'answers ok', inside: true },
    ...more,
  ]

  test('refuses and says which signal by how much', () => {
    const slow = { name: 'api p95 latency', now: '812 ms', baseline: 'max 360 ms', inside: false, by: '452 ms above' }
    expect(types(deciding([declared], { kind: 'passGate', signals: signals(slow) }, noon + minute))).toEqual([
      'still outside: api p95 latency 812 ms, 452 ms above',
    ])
    expect(types(deciding([declared], { kind: 'passGate', signals: [] }, noon + minute))[0]).toMatch(/no signal/)
  })

  test('makes the moment the signals came back the one that mitigated, never before the declaration', () => {
    const passed = (since: number) =>
      deciding([declared], { kind: 'passGate', signals: signals(), since }, noon + 90_000)
    const at = (decision: ReturnType<typeof decide>) =>
      'events' in decision ? decision.events.find(event => event.type === 'moment.recorded')?.at : null
    expect(at(passed(noon + 40_000))).toBe(noon + 40_000)
    expect(at(passed(noon - 40_000))).toBe(noon)
    expect(at(passed(noon + 400_000))).toBe(noon + 90_000)
  })

  test('is overridden only with a reason, which excuses what is outside', () => {
    const outside = signals({ name: 'db health', now: 'timeout', baseline: 'answers ok', inside: false })
    const override = (reason: string): Intent => ({ kind: 'overrideGate', reason, signals: outside })
    expect(types(deciding([declared], override('  '), noon))[0]).toMatch(/say why/)
    const state = fold(eventsOf(declared, { type: 'gate.overridden', reason: 'db is a replica', signals: outside }))
    expect(state.gate).toMatchObject({ excused: ['db health'], overrides: [{ reason: 'db is a replica' }] })
  })

  test('asks anew after a relapse with another fix on top', () => {
    const relapse: EventInput = { type: 'monitor.held', signal: 'api health', detail: '500', elapsedMs: 1000 }
    const applied: EventInput = { type: 'mitigation.applied', mitigationId: 'm', name: 'x', undo: null, expect: null }
    const given = [declared, gate, { type: 'monitor.started', windowMs: minute } as const, relapse]
    expect(fold(eventsOf(...given)).gate.passedAt).not.toBeNull()
    const state = fold(eventsOf(...given, applied))
    expect(state.gate.passedAt).toBeNull()
    expect(types(deciding([...given, applied], { kind: 'restartMonitor' }, noon + minute))).toEqual([])
    const again = fold(eventsOf(...given, applied, gate, { type: 'monitor.started', windowMs: minute }))
    expect(again.monitor).toMatchObject({ relapses: 1, heldAt: null })
  })
})

describe('the window', () => {
  test('is over only once all of it was watched', () => {
    const complete: Intent = { kind: 'completeMonitor' }
    const given = [declared, gate, started(minute), watched(58_000)]
    expect(types(deciding(given, complete, noon + 61_000))).toEqual(['the window is not over yet'])
    expect(types(deciding(given, complete, noon + 62_000))).toEqual(['monitor.completed'])
    expect(types(deciding([declared, gate, started(minute)], complete, noon + 62_000))).toEqual([
      'the window is not over yet',
    ])
  })

  test('does not count what nobody watched, and says how long that was', () => {
    const given = [declared, gate, started(15 * minute), watched(3 * minute)]
    const back = noon + 40 * minute
    expect(watchedOf(fold(eventsOf(...given)).monitor!, back)).toBe(3 * minute)
    const pause = deciding(given, { kind: 'pauseMonitor', why: 'nobody was watching', at: noon + 3 * minute }, back)
    expect(pause).toMatchObject({ events: [{ type: 'monitor.paused', elapsedMs: 3 * minute }] })
    const paused: EventInput = { type: 'monitor.paused', why: 'x', elapsedMs: 3 * minute, at: noon + 3 * minute + 2000 }
    expect(deciding([...given, paused], { kind: 'resumeMonitor' }, back)).toMatchObject({
      events: [{ type: 'monitor.resumed', unwatchedMs: 37 * minute - 2000 }],
    })
    const resumed: EventInput = { type: 'monitor.resumed', unwatchedMs: 1, at: back }
    const state = fold(eventsOf(...given, paused, resumed))
    expect(watchedOf(state.monitor!, back + 20 * second)).toBe(3 * minute + 20 * second)
  })

  test('is held by a relapse and begins again from nothing; a second word of it changes nothing', () => {
    const given = [declared, gate, started(minute), watched(30_000)]
    const hold: Intent = { kind: 'holdMonitor', signal: 'api health', detail: '500' }
    expect(deciding(given, hold, noon + 33_000)).toMatchObject({ events: [{ elapsedMs: 31_000 }] })
    const held: EventInput = { type: 'monitor.held', signal: 'a', detail: '', elapsedMs: 31_000, at: noon + 33_000 }
    expect(types(deciding([...given, held], hold, noon + 34_000))).toEqual([])
    const twice = fold(eventsOf(...given, held, { ...held, at: noon + 33_500 }))
    expect(twice.monitor).toMatchObject({ relapses: 1, heldElapsedMs: 31_000 })
    const restarted: EventInput = { type: 'monitor.restarted', at: noon + 50_000 }
    const state = fold(eventsOf(...given, held, restarted))
    expect(watchedOf(state.monitor!, noon + 51_000)).toBe(1000)
  })

  test('loses its end where a signal is outside again before the incident is resolved', () => {
    const done: EventInput = { type: 'monitor.completed', at: noon + 62_000 }
    const given = [declared, gate, started(minute), watched(58_000), done]
    const held: EventInput = { type: 'monitor.held', signal: 'a', detail: '', elapsedMs: 60_000, at: noon + 70_000 }
    expect(types(deciding(given, { kind: 'holdMonitor', signal: 'a', detail: '' }, noon + 70_000))).toEqual([
      'monitor.held',
    ])
    expect(fold(eventsOf(...given, held)).monitor).toMatchObject({ completedAt: null, relapses: 1 })
  })

  test('counts every watched second once, however often the program dies in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ watchMs: fc.integer({ min: 0, max: 9000 }), awayMs: fc.integer({ min: 0, max: 60_000 }) }),
          {
            maxLength: 8,
          },
        ),
        lives => {
          const windowMs = minute
          const given: EventInput[] = [declared, gate, { ...started(windowMs), at: noon + 2000 }]
          let now = noon + 2000
          let seen = 0
          const stateNow = (): IncidentState => fold(eventsOf(...given))
          const take = (when: Intent) => {
            const decision = deciding(given, when, now)
            if ('events' in decision) given.push(...decision.events.map(event => ({ at: now, ...event })))
          }
          for (const { watchMs, awayMs } of lives) {
            for (let left = watchMs; left > 0; left -= 1000) {
              now += Math.min(1000, left)
              seen += Math.min(1000, left)
              take({ kind: 'watchMonitor' })
            }
            now += awayMs
            take({ kind: 'pauseMonitor', why: 'away', at: stateNow().monitor?.countedAt ?? now })
            take({ kind: 'resumeMonitor' })
          }
          const counted = watchedOf(stateNow().monitor!, now)
          const lost = lives.length * (watchedEvery(windowMs) + 1000)
          expect(counted).toBeLessThanOrEqual(Math.min(windowMs, seen))
          expect(counted).toBeGreaterThanOrEqual(Math.min(windowMs, seen) - lost)
        },
      ),
    )
  })

  test('a pause in the word of being watched is a gap before it is a minute', () => {
    expect(watchedGap(15 * minute)).toBeLessThanOrEqual(65 * second)
    expect(watchedGap(10 * second)).toBeLessThanOrEqual(5 * second)
  })
})
