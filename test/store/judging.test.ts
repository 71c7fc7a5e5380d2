// Whether a mitigation helped and whether a fix took effect, from what is observed.
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { GateRow } from '../../src/store/gating.ts'
import { createJudging } from '../../src/store/judging.ts'
import { createSession } from '../../src/store/session.ts'
import { watchFixes } from '../../src/store/watch-fixes.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { TelemetrySnapshot } from '../../src/telemetry/types.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'

const on = (expect_: string | null): EventInput => ({
  type: 'mitigation.applied',
  mitigationId: 'm1',
  name: 'scale up',
  undo: null,
  expect: expect_,
  at: noon + 60_000,
})

function opened(...events: readonly EventInput[]) {
  const telemetry = new Telemetry({ startedAt: noon })
  const session = createSession({
    record: memoryRecord(eventsOf(declared, ...events)),
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: 'test',
    readOnly: false,
    now: () => noon + 120_000,
    newId: () => uuid(),
    runEffect: () => undefined,
  })
  const at = (seconds: number, change: Partial<TelemetrySnapshot> = {}): TelemetrySnapshot => ({
    ...telemetry.snapshot(noon + 60_000),
    at: noon + 60_000 + seconds * 1000,
    ...change,
  })
  return { telemetry, session, at, state: () => session.store.getState().state }
}

const row = (state: GateRow['state']) => [{ name: 'api', state }] as unknown as readonly GateRow[]

test('without a figure: it helped once every signal was back for ten seconds in a row', () => {
  const { telemetry, session, at, state } = opened(on('it gets better'))
  const judge = createJudging(session, telemetry)
  for (let second = 0; second <= 18; second += 1)
    judge({ snapshot: at(second), rows: row(second === 15 ? 'outside' : 'inside') })
  expect(state().mitigations[0]?.judged).toBeNull()
  for (let second = 19; second <= 28; second += 1) judge({ snapshot: at(second), rows: row('inside') })
  expect(state().mitigations[0]?.judged).toEqual({ worked: true, detail: 'every signal is back inside' })
})

test('it did not help where that has not come about in the time that was given', () => {
  const { telemetry, session, at, state } = opened(on('it gets better within 30 s'))
  const judge = createJudging(session, telemetry)
  for (let second = 0; second < 30; second += 1) judge({ snapshot: at(second), rows: row('outside') })
  expect(state().mitigations[0]?.judged).toBeNull()
  judge({ snapshot: at(30), rows: row('outside') })
  expect(state().mitigations[0]?.judged).toEqual({ worked: false, detail: 'still outside: api' })
})

test('with a figure: judged by that figure, whatever the other signals say', () => {
  const metric = (value: number, second: number) => ({
    metrics: [
      {
        name: 'queue depth',
        query: '',
        state: 'ok' as const,
        value,
        bad: null,
        reason: null,
        points: [
          { at: noon + 50_000, value: 900 },
          { at: noon + 60_000 + second * 1000, value },
        ],
        badSince: null,
      },
    ],
  })
  const { telemetry, session, at, state } = opened(on('queue depth < 100 within 60 s'))
  const judge = createJudging(session, telemetry)
  for (let second = 0; second <= 40; second += 1)
    judge({ snapshot: at(second, metric(second < 25 ? 500 : 40, second)), rows: row('outside') })
  expect(state().mitigations[0]?.judged).toEqual({ worked: true, detail: '900 → 40 after 35 s' })
})

const revertSha = '9b2e7d04c1e8f3a6b5d2907f4e1c8a3b6d5f2e90'
const pushed: EventInput[] = [
  { type: 'fix.chosen', fixId: 'f1', kind: 'revert', title: 'revert', targets: ['a'], why: '' },
  {
    type: 'fix.rehearsed',
    fixId: 'f1',
    outcome: 'clean',
    summary: '',
    worktree: null,
    revertSha,
    lastGood: null,
    conflicts: [],
    checks: [],
    steps: [
      { id: 'push', title: 'push', tier: 'danger', kind: 'command', made: 'done' },
      {
        id: 'watch',
        title: 'watch',
        tier: 'read',
        kind: 'watch',
        waitsFor: { kind: 'live', what: revertSha, by: 'deploys' },
      },
    ],
    at: noon + 60_000,
  },
]

test('a fix is in place once its version is live and every signal is back, in that order', () => {
  const { session, at, state } = opened(...pushed)
  const step = () => state().fixes[0]?.steps[1]
  watchFixes(session, at(1), row('inside'))
  expect(step()).toMatchObject({ state: 'running', detail: 'not seen live yet' })
  const deploy = { kind: 'deploy', ref: revertSha, subject: 'Revert', author: 'lee', at: noon + 70_000 } as const
  watchFixes(session, at(12, { changes: [deploy] }), row('outside'))
  expect(step()).toMatchObject({ state: 'running', detail: '9b2e7d0 is live' })
  watchFixes(session, at(20, { changes: [deploy] }), row('inside'))
  expect(step()).toMatchObject({ state: 'done', detail: 'every signal is back inside' })
  expect(state().fixes[0]?.state).toBe('completed')
})

test('a fix that does not take effect is said to have failed, with what is still outside', () => {
  const { session, at, state } = opened(...pushed)
  watchFixes(session, at(601), row('outside'))
  expect(state().fixes[0]?.steps[1]).toMatchObject({ state: 'failed', detail: 'not live after 10 min' })
  expect(state().fixes[0]?.state).toBe('running')
})
