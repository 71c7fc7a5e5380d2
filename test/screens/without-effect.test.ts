// A revert that went live and did not help: Enter leads to the cause again, and never round and round.
import { expect, test } from 'vitest'
import type { Intent } from '../../src/incident/intents.ts'
import { nextFor } from '../../src/screens/commands.ts'
import type { Hands, Scene } from '../../src/screens/scene.ts'
import type { GateRow } from '../../src/store/gating.ts'
import { initialView } from '../../src/store/view.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'
import { sceneFrom } from '../support/scene.ts'

const outside = { name: 'error rate', state: 'outside', now: '31 %', by: '30 % above' } as unknown as GateRow
const cause: readonly EventInput[] = [
  { type: 'severity.set', severity: 'P1', reason: '' },
  { type: 'hypothesis.proposed', hypothesisId: 'h1', kind: 'change', title: 'change a1f3c9e', suspectSha: 'a1f3c9e' },
  { type: 'hypothesis.confirmed', hypothesisId: 'h1' },
  { type: 'rootcause.set', text: 'change a1f3c9e', hypothesisId: 'h1' },
  { type: 'fix.chosen', fixId: 'f1', kind: 'revert', title: 'revert a1f3c9e', targets: ['a1f3c9e'], why: '' },
  {
    ...{ type: 'fix.rehearsed', fixId: 'f1', outcome: 'clean', summary: '', worktree: null, revertSha: '9b2e7d0' },
    ...{ lastGood: null, conflicts: [], checks: [] },
    steps: [
      { id: 'push', title: 'push', tier: 'danger', kind: 'command' },
      { id: 'watch', title: 'watch', tier: 'read', kind: 'watch', waitsFor: { kind: 'live', what: '9b2e7d0' } },
    ],
  },
  { type: 'fix.step', fixId: 'f1', step: 'push', state: 'done', detail: '' },
]

function sceneAt(seconds: number, ...more: readonly EventInput[]): Scene {
  const events = eventsOf(declared, ...cause, { type: 'phase.entered', phase: 'fix' }, ...more)
  const view = { ...initialView('incident'), chosen: { 'fix-view': 'revert' } }
  return sceneFrom(events, { now: noon + seconds * 1000, gate: [outside], view, repository: '/srv/shop' })
}

test('Fix waits for its effect first, then gives the revert up and goes back to the cause', () => {
  expect(String(nextFor(sceneAt(20)).action)).toBe('go on to Verify')
  const late = sceneAt(90)
  expect(nextFor(late)).toMatchObject({ action: 'diagnose again', detail: 'live, and still outside: error rate' })
  const done: Intent[] = []
  const hands = { dispatch: (intent: Intent) => done.push(intent) > 0, change: () => {} } as unknown as Hands
  nextFor(late).run?.(late, hands)
  expect(done).toMatchObject([
    { kind: 'abandonFix', fixId: 'f1' },
    { kind: 'goToPhase', phase: 'diagnose' },
  ])
})

test('Diagnose then offers to reject the cause whose fix did not help, and not to go on to Fix with it', () => {
  const given = { type: 'fix.abandoned', fixId: 'f1', reason: 'live, and still outside: error rate' } as const
  const scene = sceneAt(95, given, { type: 'phase.entered', phase: 'diagnose' })
  expect(String(nextFor(scene).action)).toBe('reject hypothesis 1, its fix did not help')
})
