import { expect, test } from 'vitest'
import type { EventData } from '../../../src/incident/events.ts'
import { fold } from '../../../src/incident/fold/fold.ts'
import { nextUpdateDue } from '../../../src/incident/people/cadence.ts'
import { asRaised, conditionsOf, conditionsToRaise, conditionsToShow } from '../../../src/incident/people/conditions.ts'
import { draftUpdate } from '../../../src/incident/people/update-draft.ts'
import { minute } from '../../../src/incident/time.ts'
import type { Severity } from '../../../src/incident/vocabulary.ts'
import { type EventInput as Data, declared, eventsOf, noon } from '../../support/events.ts'

const severity = (to: Severity, by = 'ana@ops-1', reason = ''): Data => ({
  type: 'severity.set',
  severity: to,
  reason,
  by,
})
const update = (at: number, nextDueAt: number | null): Data => ({
  type: 'update.sent',
  updateId: `u${at}`,
  status: 'Investigating',
  audience: 'stakeholders',
  text: 'words',
  channels: ['chat'],
  nextDueAt,
  at,
})
const page: EventData = { type: 'page.sent', messageId: 'p1', whom: 'lead', through: 'by hand', text: 'come' }

const at = (now: number, data: Data[], budgets = {}) =>
  conditionsOf(fold(eventsOf(declared, ...data)), { now, budgets })
const kinds = (now: number, data: Data[], budgets = {}) => at(now, data, budgets).map(one => one.kind)

test('an update is due by the severity: 15 minutes for P0, 30 for P1, 2 hours for P2, never for P3', () => {
  const due = (...data: Data[]) => nextUpdateDue(fold(eventsOf(declared, ...data)))
  expect(due(severity('P0'))).toBe(noon + 15 * minute)
  expect(due(severity('P1'))).toBe(noon + 30 * minute)
  expect(due(severity('P2'))).toBe(noon + 120 * minute)
  expect(due(severity('P3'))).toBeNull()
  expect(due()).toBe(noon + 30 * minute)
})

test('a cadence of one’s own wins over the usual one, for the promise, the silence and the words of the update', () => {
  const own = { P0: 5 * minute, P1: null }
  const state = (name: 'P0' | 'P1' | 'P2') => fold(eventsOf(declared, severity(name)))
  expect(nextUpdateDue(state('P0'), own)).toBe(noon + 5 * minute)
  expect(nextUpdateDue(state('P1'), own)).toBeNull()
  expect(nextUpdateDue(state('P2'), own)).toBe(noon + 120 * minute)
  const of = (now: number) => conditionsOf(state('P0'), { now, budgets: {}, cadence: own }).map(one => one.kind)
  expect(of(noon + 6 * minute)).toContain('silence')
  const question = { status: 'Investigating', audience: 'stakeholders', now: noon, cadence: own } as const
  expect(draftUpdate(state('P0'), question)).toContain('Next update by 12:05 UTC')
  expect(draftUpdate(state('P1'), question)).toContain('Next update when something changes.')
})

test('a promise made in an update counts, and a severity that rose since makes it sooner', () => {
  const promised = update(noon + 5 * minute, noon + 65 * minute)
  const due = (...data: Data[]) => nextUpdateDue(fold(eventsOf(declared, ...data)))
  expect(due(severity('P2'), promised)).toBe(noon + 65 * minute)
  expect(due(severity('P0'), promised)).toBe(noon + 20 * minute)
})

test('silence is raised when the next update is late, and ends with the update', () => {
  const note: Data = { type: 'note.added', text: 'still here', at: noon + 29 * minute }
  const busy = [severity('P1'), { type: 'phase.entered', phase: 'fix' } as const, note]
  const late = eventsOf(declared, ...busy).map(event => ({ ...event, recordedAt: event.at }))
  const of = (now: number) => conditionsOf(fold(late), { now, budgets: {} }).map(one => one.kind)
  expect(of(noon + 29 * minute)).toEqual([])
  expect(of(noon + 31 * minute)).toEqual(['silence'])
  expect(kinds(noon + 32 * minute, [...busy, update(noon + 31 * minute, noon + 61 * minute)])).not.toContain('silence')
})

test('nothing recorded for as long as the cadence is silence too, unless a command runs', () => {
  const started: Data = {
    type: 'command.started',
    runId: 'r',
    spec: { argv: ['make'], cwd: null, tier: 'read', shell: false, timeoutMs: null, env: {}, word: null, input: null },
    purpose: { kind: 'adhoc' },
    pid: null,
  }
  const base = [severity('P0'), { type: 'phase.entered', phase: 'fix' } as const]
  expect(kinds(noon + 16 * minute, base)).toContain('quiet')
  expect(kinds(noon + 16 * minute, [...base, started])).not.toContain('quiet')
})

test('a budget is over by its own minutes, is that of the configuration where it has one, and a page answers it', () => {
  const [over] = at(noon + 3 * minute, [])
  expect(over).toMatchObject({ kind: 'budget', phase: 'triage', overMs: minute })
  expect(kinds(noon + 3 * minute, [], { triage: 5 * minute })).toEqual([])
  expect(kinds(noon + 3 * minute, [{ ...page, at: noon + 2.5 * minute }])).toEqual([])
})

test('verify is late only while its window does not run', () => {
  const verify: Data[] = [severity('P2'), { type: 'phase.entered', phase: 'verify' }]
  expect(kinds(noon + 20 * minute, verify)).toEqual(['budget'])
  expect(kinds(noon + 20 * minute, [...verify, { type: 'monitor.started', windowMs: 15 * minute }])).toEqual([])
})

test('a severity that rose is told until someone is paged; one that fell is not', () => {
  const raised = at(noon + 10_000, [severity('P1'), severity('P0', 'lee@ops-2', 'all users affected')])
  expect(raised[0]).toMatchObject({ kind: 'severity', from: 'P1', to: 'P0', by: 'lee@ops-2' })
  expect(kinds(noon + 10_000, [severity('P1'), severity('P0'), page])).toEqual([])
  expect(kinds(noon + 10_000, [severity('P0'), severity('P1')])).toEqual([])
})

test('a message that was not delivered, or of unknown fate, is told until a later one comes through', () => {
  const settled = (messageId: string, state: 'failed' | 'delivered' | 'unknown'): Data => ({
    type: 'delivery.settled',
    messageId,
    channel: 'chat',
    state,
    attempts: 3,
    detail: 'answered 404',
    at: noon + 20_000,
  })
  const first = update(noon + 1000, null)
  const later = update(noon + 9000, null)
  expect(kinds(noon + 60_000, [severity('P3'), first, settled(`u${noon + 1000}`, 'failed')])).toEqual(['undelivered'])
  expect(kinds(noon + 60_000, [severity('P3'), first, settled(`u${noon + 1000}`, 'unknown')])).toEqual(['undelivered'])
  expect(
    kinds(noon + 60_000, [
      severity('P3'),
      first,
      later,
      settled(`u${noon + 1000}`, 'failed'),
      settled(`u${noon + 9000}`, 'delivered'),
    ]),
  ).toEqual([])
})

test('a condition is raised once, shown from then on, hidden while it is put off, and shown again', () => {
  const now = noon + 3 * minute
  const context = { now, budgets: {} }
  const before = fold(eventsOf(declared))
  const [due] = conditionsToRaise(before, context)
  expect(due?.id).toBe('budget:triage')
  expect(conditionsToShow(before, context)).toEqual([])
  const raised: Data = { type: 'escalation.raised', escalationId: 'budget:triage', ...asRaised(due as never) }
  const state = fold(eventsOf(declared, raised))
  expect(conditionsToRaise(state, context)).toEqual([])
  expect(conditionsToShow(state, context).map(one => one.id)).toEqual(['budget:triage'])
  const off: Data = { type: 'escalation.snoozed', escalationId: 'budget:triage', until: now + minute }
  const put = fold(eventsOf(declared, raised, off))
  expect(conditionsToShow(put, context)).toEqual([])
  expect(conditionsToShow(put, { ...context, now: now + minute }).map(one => one.id)).toEqual(['budget:triage'])
  const forGood = fold(eventsOf(declared, raised, { ...off, until: null }))
  expect(conditionsToShow(forGood, { ...context, now: now + 600 * minute })).toEqual([])
})

test('what is over asks for nobody', () => {
  const resolved: Data = { type: 'moment.recorded', moment: 'resolved', known: true, why: '' }
  expect(kinds(noon + 60 * minute, [resolved])).toEqual([])
})
