// From the outage to its end, second by second: what the gate refuses and why, what the clock counts, what is new.
import { describe, expect, test } from 'vitest'
import { watchedOf } from '../../src/incident/monitor.ts'
import { minute, second } from '../../src/incident/time.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { applyMitigation, type Watched, watched } from '../support/watched.ts'

const onset = noon - 180_000 // as `declared` says
const windowMs = minute
const outage = { health: 'failing', failedRequests: 3, errorLine: 'TypeError: null' } as const

function begun(): Watched {
  const world = watched(eventsOf(declared), { from: onset - 5 * minute, windowMs })
  world.pass(300)
  world.pass(180, outage)
  return world
}

function fix(world: Watched, name = 'guest checkout off'): void {
  world.session.dispatch({ kind: 'goToPhase', phase: 'verify' })
  applyMitigation(world, name)
}

function confirm(world: Watched): void {
  fix(world)
  world.pass(40)
  expect(world.passGate()).toBe('passed')
  world.session.dispatch({ kind: 'startMonitor', windowMs })
}

const stateOf = (world: Watched) => world.session.store.getState().state
const typesOf = (world: Watched) => world.session.events().map(event => event.type)
const watchedNow = (world: Watched) => watchedOf(stateOf(world).monitor!, world.now()) / second

describe('the gate', () => {
  test('refuses a fix that does not help, and says which signal by how much', () => {
    const world = begun()
    fix(world, 'restart')
    world.pass(40, outage)
    const refusal = world.passGate()
    expect(refusal).toMatch(/error rate 30 %, \d+ of \d+ requests failed/)
    expect(refusal).toMatch(/api health 500, 3 of the last 3 answers failed: it says failing/)
    expect(refusal).not.toMatch(/latency/)
    expect(stateOf(world).moments.mitigated).toBeNull()
  })

  test('waits for fresh samples, then for them to stay, and passes; the end of the effect is when they came back', () => {
    const world = begun()
    fix(world)
    const fixed = world.now()
    expect(world.passGate()).toMatch(/still outside/)
    world.pass(3)
    expect(world.passGate()).toMatch(/still outside/)
    world.pass(12)
    expect(world.gate.rows().filter(row => row.state !== 'inside')).toEqual([])
    expect(world.passGate()).toBe('passed')
    const { mitigated } = stateOf(world).moments
    expect(mitigated).toBeGreaterThan(fixed)
    expect(mitigated).toBeLessThanOrEqual(world.now() - 5 * second)
  })

  test('holds a signal against what was usual before the onset, also after a restart that has not seen it', () => {
    const world = begun()
    const limit = (id: string) => world.gate.rows().find(row => row.id === id)
    expect(limit('latency api')).toMatchObject({ baseline: 'max 280 ms', isUsualKnown: true })
    world.restart()
    world.pass(5, { latencyMs: 812 })
    expect(limit('latency api')).toMatchObject({ state: 'outside', by: '532 ms above', isUsualKnown: true })
  })

  test('says that nothing is known of what was usual where the program started after the onset', () => {
    const world = watched(eventsOf(declared), { from: noon, windowMs })
    world.pass(5, { latencyMs: 812 })
    expect(world.gate.rows().find(row => row.id === 'latency api')).toMatchObject({
      baseline: 'unknown',
      state: 'inside',
      isUsualKnown: false,
    })
  })

  test('does not pass on silence: no answers, no lines', () => {
    const world = begun()
    fix(world)
    world.pass(5)
    world.away(60)
    world.gate.look(world.now())
    expect(world.passGate()).toMatch(/no answer, last answer 1 min ago/)
  })

  test('takes what a person accepted as usual', () => {
    const world = begun()
    fix(world)
    world.pass(40, { latencyMs: 812 })
    expect(world.passGate()).toMatch(/^still outside: api p95 latency 812 ms, 532 ms above$/)
    world.session.dispatch({ kind: 'acceptBaseline', signal: 'api p95 latency', reason: 'the fallback is slower' })
    world.pass(6, { latencyMs: 812 })
    expect(world.passGate()).toBe('passed')
  })
})

describe('the clock', () => {
  test('runs to its end over good seconds only, and is completed once', () => {
    const world = begun()
    confirm(world)
    world.pass(59)
    expect(stateOf(world).monitor?.completedAt).toBeNull()
    world.pass(5)
    expect(typesOf(world).filter(type => type === 'monitor.completed')).toHaveLength(1)
  })

  test('is held by a relapse, says by what, and restarts from nothing once all is back', () => {
    const world = begun()
    confirm(world)
    world.pass(30)
    world.pass(10, outage)
    expect(stateOf(world).monitor).toMatchObject({ relapses: 1, heldBy: 'error rate', completedAt: null })
    const row = stateOf(world).timeline.find(one => one.type === 'monitor.held')
    expect(row?.text).toMatch(/^relapse, error rate: \d.*%, \d+ of \d+ requests failed/)
    world.pass(45)
    expect(stateOf(world).monitor).toMatchObject({ heldAt: null, relapses: 1 })
    expect(watchedNow(world)).toBeLessThan(15)
    world.pass(60)
    expect(stateOf(world).monitor?.completedAt).not.toBeNull()
  })

  test('one slow answer is no relapse', () => {
    const world = begun()
    confirm(world)
    world.pass(20)
    world.pass(1, { latencyMs: 4000 })
    world.pass(10)
    expect(stateOf(world).monitor).toMatchObject({ relapses: 0 })
  })

  test('stands while nothing fresh is known, which is no relapse, and goes on where it stood', () => {
    const world = begun()
    confirm(world)
    world.pass(20)
    world.pass(40, { health: 'silent' })
    world.pass(10, { health: 'silent' })
    const stood = watchedNow(world)
    expect(stateOf(world).monitor).toMatchObject({ relapses: 0 })
    expect(stateOf(world).monitor?.pausedWhy).toMatch(
      /nothing fresh of api p95 latency and 1 more, last answer 35 s ago/,
    )
    world.pass(5)
    expect(stateOf(world).monitor?.pausedAt).toBeNull()
    expect(watchedNow(world)).toBeGreaterThanOrEqual(stood)
    expect(watchedNow(world)).toBeLessThan(stood + 6)
  })

  test.each([3, 40, 4000])('killed for %i s it counts only what was watched, and nothing is doubled', seconds => {
    const world = begun()
    confirm(world)
    world.pass(25)
    const before = watchedNow(world)
    world.away(seconds)
    world.restart()
    world.pass(8)
    const after = watchedNow(world)
    expect(after).toBeGreaterThan(before - 3)
    expect(after).toBeLessThanOrEqual(before + 8)
    world.pass(60)
    const types = typesOf(world)
    for (const once of ['monitor.completed', 'gate.passed', 'monitor.started', 'moment.recorded'])
      expect([once, types.filter(type => type === once).length]).toEqual([once, 1])
    const resumed = stateOf(world).timeline.find(row => row.type === 'monitor.resumed')
    expect(resumed?.text).toMatch(/^clock runs on at \d+ s, .+ unwatched do not count$/)
  })

  test('killed again and again it still ends, after as much watching as it asks for', () => {
    const world = begun()
    confirm(world)
    let seconds = 0
    for (; seconds < 400 && stateOf(world).monitor?.completedAt === null; seconds += 9) {
      world.pass(9)
      world.away(20)
      world.restart()
    }
    expect(stateOf(world).monitor?.completedAt).not.toBeNull()
    expect(seconds).toBeGreaterThanOrEqual(windowMs / second)
    expect(typesOf(world).filter(type => type === 'monitor.completed')).toHaveLength(1)
  })
})

describe('what is new since the fix', () => {
  test('is noted once with when it was first seen, keeps the gate shut while it comes on, and is settled', () => {
    const world = begun()
    fix(world)
    world.pass(10)
    const firstAt = world.now() + second
    world.pass(5, { errorLine: 'cache is cold' })
    expect(stateOf(world).secondary).toEqual([
      { subject: 'cache is cold', text: 'cache is cold', firstAt, settled: null },
    ])
    expect(world.passGate()).toMatch(/new error groups 1, cache is cold/)
    world.session.dispatch({ kind: 'settleSecondary', subject: 'cache is cold', how: 'warms up by itself' })
    world.pass(40)
    expect(world.passGate()).toBe('passed')
    expect(stateOf(world).secondary).toMatchObject([{ settled: 'warms up by itself' }])
    expect(typesOf(world).filter(type => type === 'secondary.noted')).toHaveLength(1)
  })
})
