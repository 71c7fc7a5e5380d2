// What the events add up to, and that neither order nor copies nor halves change it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventData, IncidentEvent } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const someData: fc.Arbitrary<EventData & { at?: number }> = fc.oneof(
  fc.constant(declared),
  fc.record({ type: fc.constant('note.added' as const), text: fc.string() }),
  fc.record({
    type: fc.constant('severity.set' as const),
    severity: fc.constantFrom('P0', 'P1', 'P2', 'P3'),
    reason: fc.string(),
  }),
  fc.record({
    type: fc.constant('phase.entered' as const),
    phase: fc.constantFrom('triage', 'diagnose', 'fix', 'verify', 'postmortem'),
  }),
  fc.record({
    type: fc.constant('moment.recorded' as const),
    moment: fc.constantFrom('started', 'detected', 'mitigated', 'resolved'),
    known: fc.boolean(),
    why: fc.string(),
    at: fc.integer({ min: noon - 100_000, max: noon + 100_000 }),
  }),
  fc.record({ type: fc.constant('incident.reopened' as const), reason: fc.string() }),
  fc.record({
    type: fc.constant('evidence.collected' as const),
    evidenceId: fc.constantFrom('e1', 'e2', 'e3'),
    kind: fc.constant('log' as const),
    title: fc.string(),
    detail: fc.string(),
    source: fc.string(),
    kept: fc.boolean(),
  }),
  fc.record({ type: fc.constant('evidence.kept' as const), evidenceId: fc.constantFrom('e1', 'e2', 'e3') }),
  fc.record({
    type: fc.constant('entry.amended' as const),
    target: fc.constant('0195cdf0-0000-7000-8000-000000000001'),
    text: fc.string(),
  }),
) as fc.Arbitrary<EventData & { at?: number }>
const someEvents = fc.array(someData, { maxLength: 25 }).map(data => eventsOf(...data))

describe('fold', () => {
  test('the same in any order, with copies, and merged from two halves', () => {
    fc.assert(
      fc.property(someEvents, fc.infiniteStream(fc.nat()), (events, random) => {
        const expected = fold(events)
        const shuffled = [...events].map(event => ({ event, key: random.next().value })).sort((a, b) => a.key - b.key)
        expect(fold(shuffled.map(one => one.event))).toEqual(expected)
        expect(fold([...events, ...events])).toEqual(expected)
        const odd = events.filter((_, index) => index % 2 === 1)
        const even = events.filter((_, index) => index % 2 === 0)
        expect(fold([...odd, ...even])).toEqual(expected)
      }),
    )
  })

  test('given a declaration: triage, its start and its declaration', () => {
    const state = fold(eventsOf(declared))
    expect(state).toMatchObject({
      id: 'i1',
      phase: 'triage',
      status: 'open',
      statusWord: 'Investigating',
      moments: { started: noon - 180_000, declared: noon, detected: noon, mitigated: null },
    })
  })

  test('of several values for a moment the last recorded counts, and reopening takes the end back', () => {
    const mitigated = (at: number): EventData & { at: number } => ({
      type: 'moment.recorded',
      moment: 'mitigated',
      known: true,
      why: '',
      at,
    })
    const two = eventsOf(declared, mitigated(noon + 60_000), mitigated(noon + 30_000))
    expect(fold(two).moments.mitigated).toBe(noon + 30_000)
    const reopened = eventsOf(declared, mitigated(noon + 1), { type: 'incident.reopened', reason: 'back' })
    expect(fold(reopened)).toMatchObject({ status: 'open', moments: { mitigated: null } })
  })

  test('a note can be amended and taken back; what was observed stays', () => {
    const [declaration, note] = eventsOf(declared, { type: 'note.added', text: 'guests onyl' }) as [
      IncidentEvent,
      IncidentEvent,
    ]
    const later = (data: EventData, index: number): IncidentEvent => ({
      ...note,
      id: `f${index}`,
      recordedAt: noon + 9000,
      at: noon + 9000,
      ...data,
    })
    const amended = fold([declaration, note, later({ type: 'entry.amended', target: note.id, text: 'guests only' }, 1)])
    expect(amended.timeline.at(-1)).toMatchObject({ text: 'guests only', original: { text: 'guests onyl' } })
    const retracted = fold([declaration, note, later({ type: 'entry.retracted', target: note.id, reason: 'wrong' }, 2)])
    expect(retracted.timeline.map(row => row.text)).not.toContain('guests onyl')
  })

  test('a command whose program was closed over it is interrupted, with its outcome unknown', () => {
    const spec = {
      argv: ['sleep', '9'],
      cwd: null,
      tier: 'read' as const,
      shell: false,
      timeoutMs: null,
      env: {},
      word: null,
      input: null,
    }
    const events = eventsOf(
      declared,
      { type: 'session.opened', pid: 1, host: 'ops-1', readOnly: false },
      { type: 'command.started', runId: 'r1', spec, purpose: { kind: 'adhoc' }, pid: null },
      { type: 'session.closed', how: 'hangup' },
    )
    expect(fold(events).commands[0]).toMatchObject({ state: 'interrupted', outcome: null })
  })
})
