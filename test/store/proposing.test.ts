import { expect, test } from 'vitest'
import type { SuspectRanking } from '../../src/diagnosis/suspects/types.ts'
import { createProposing } from '../../src/store/proposing.ts'
import { createSession } from '../../src/store/session.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'

const suspect = (sha: string, p: number) => ({
  sha,
  subject: `change ${sha}`,
  author: 'lee',
  at: noon,
  paths: ['src/cart.js'],
  score: 40,
  p,
  reasons: [{ text: 'the newest change before the onset', points: 40 }],
})
const ranking: SuspectRanking = {
  suspects: [suspect('a1', 0.8), suspect('b2', 0.1), suspect('c3', 0.05), suspect('d4', 0.01)],
  none: 0,
  clear: true,
  verdict: '',
}

function setUp(answer: () => SuspectRanking | null) {
  let id = 0
  const session = createSession({
    record: memoryRecord(eventsOf(declared)),
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: 'b',
    readOnly: false,
    now: () => noon + 5000,
    newId: () => `0195cdf0-0000-7000-9000-${(id++).toString(16).padStart(12, '0')}`,
    runEffect: () => undefined,
  })
  const telemetry = new Telemetry({ startedAt: noon })
  let asked = 0
  const rank = async () => {
    asked += 1
    return answer()
  }
  const propose = createProposing(session, telemetry, rank)
  return { session, telemetry, propose, asked: () => asked, settle: () => new Promise(setImmediate) }
}

test('the best changes become hypotheses once, and are asked for again only when something new is known', async () => {
  const { session, telemetry, propose, asked, settle } = setUp(() => ranking)
  propose(noon)
  await settle()
  propose(noon + 20_000)
  await settle()
  expect(asked()).toBe(1)
  const { hypotheses } = session.store.getState().state
  expect(hypotheses.map(one => [one.id, one.score, one.suspectSha])).toEqual([
    ['change:a1', 70, 'a1'],
    ['change:b2', 18, 'b2'],
    ['change:c3', 14, 'c3'],
  ])
  const before = session.events().length
  telemetry.setGroups([{ id: '1', title: 'too many clients already', count: 40, firstAt: noon, lastAt: noon }])
  propose(noon + 40_000)
  await settle()
  expect(asked()).toBe(2)
  const pool = session.store.getState().state.hypotheses.find(one => one.kind === 'db-pool')
  expect(pool).toMatchObject({ title: 'database connections exhausted', score: 64 })
  expect(session.events().length).toBe(before + 2)
})

test('once the cause is known nothing more is proposed', async () => {
  const { session, propose, asked, settle } = setUp(() => ranking)
  session.dispatch({ kind: 'setRootCause', text: 'known' })
  propose(noon)
  await settle()
  expect([asked(), session.store.getState().state.hypotheses]).toEqual([0, []])
})
