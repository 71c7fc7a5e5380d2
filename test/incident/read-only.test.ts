// A read-only session only looks: whatever is asked of it, no effect leaves the core that changes or sends something.
import { expect, test } from 'vitest'
import { command } from '../../src/incident/command.ts'
import { decide } from '../../src/incident/decide/decide.ts'
import type { EventData } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import type { Effect, Intent } from '../../src/incident/intents.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const steps = [
  { id: 'edit', title: 'edit', kind: 'edit', tier: 'reversible', spec: null },
  { id: 'push', title: 'push', kind: 'command', tier: 'danger', spec: null },
] as const
const given: readonly EventData[] = [
  declared,
  { type: 'fix.chosen', fixId: 'f1', kind: 'revert', title: 'revert abc', targets: ['abc'], why: '' },
  {
    type: 'fix.rehearsed',
    fixId: 'f1',
    outcome: 'clean',
    summary: '',
    worktree: '/scratch/f1',
    revertSha: 'def',
    lastGood: null,
    conflicts: [],
    checks: [],
    steps,
  },
  { type: 'fix.step', fixId: 'f1', step: 'edit', state: 'done', detail: '' },
  {
    type: 'update.sent',
    updateId: 'u1',
    status: 'Investigating',
    audience: 'stakeholders',
    text: 'errors',
    channels: ['chat'],
    nextDueAt: null,
  },
  { type: 'delivery.settled', messageId: 'u1', channel: 'chat', state: 'failed', attempts: 3, detail: '' },
]
const consent = { kind: 'yes' } as const
const word = { kind: 'word', typed: 'main' } as const
const run = { kind: 'runCommand', runId: 'r1', purpose: { kind: 'adhoc' } } as const

const asked: readonly Intent[] = [
  { ...run, spec: command(['svc', 'restart'], { tier: 'reversible' }), consent },
  { ...run, spec: command(['git', 'push'], { tier: 'danger', word: 'main' }), consent: word },
  { kind: 'chooseFix', fixId: 'f2', fixKind: 'revert', title: 'revert', targets: ['abc'], why: '' },
  { kind: 'chooseFix', fixId: 'f2', fixKind: 'hotfix', title: 'hotfix', targets: [], why: '' },
  { kind: 'replanFix', fixId: 'f1', way: 'pullRequest' },
  { kind: 'settleFixStep', fixId: 'f1', step: 'push', state: 'done', detail: '' },
  { kind: 'abandonFix', fixId: 'f1', reason: '' },
  {
    kind: 'sendUpdate',
    updateId: 'u2',
    status: 'Monitoring',
    audience: 'stakeholders',
    text: 'a fix is in place',
    channels: ['chat'],
    nextDueAt: null,
    consent,
  },
  { kind: 'retryDelivery', messageId: 'u1', channel: 'chat', consent },
  { kind: 'page', messageId: 'm1', whom: 'lead', through: 'lead', text: 'please join', consent },
]

const deciding = (intent: Intent, readOnly: 'read-only' | 'acting') =>
  decide(fold(eventsOf(...given)), intent, { now: noon + 600_000, readOnly: readOnly === 'read-only', actor: 'a' })

test.each(asked)('$kind is refused in words, and acts where it is allowed', intent => {
  expect(deciding(intent, 'read-only')).toEqual({ refused: expect.stringMatching(/read-only/) })
  const { effects } = deciding(intent, 'acting') as { effects: readonly Effect[] }
  expect(effects).not.toEqual([])
})

test('what only reads, looks or stops goes on', () => {
  const read = deciding({ ...run, spec: command(['uptime']), consent: { kind: 'none' } }, 'read-only')
  expect(read).toMatchObject({ effects: [{ kind: 'run' }] })
  expect(deciding({ kind: 'inspectStep', fixId: 'f1', step: 'push' }, 'read-only')).toMatchObject({
    effects: [{ kind: 'inspectStep' }],
  })
  expect(deciding({ kind: 'resumeFix', fixId: 'f1' }, 'read-only')).toEqual({ events: [], effects: [] })
})
