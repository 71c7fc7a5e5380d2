// What is suggested from what happened, each with its reason; nothing twice, nothing that did not happen.
import { expect, test } from 'vitest'
import { command } from '../../src/incident/command.ts'
import type { EventData } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { type Suggestion, suggestionsFor } from '../../src/postmortem/suggestions.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

type Datum = EventData & { readonly at?: number; readonly by?: string }
const suggested = (...data: readonly Datum[]) => suggestionsFor(fold(eventsOf(declared, ...data)))
const one = (id: string, suggestions: readonly Suggestion[]) =>
  suggestions.find(suggestion => suggestion.id.startsWith(id))

const rateLeft = (at: number): Datum => ({
  type: 'signal.observed',
  kind: 'error_rate_left',
  subject: 'logs',
  text: 'errors 40 a minute, usually 2',
  level: 'critical',
  figures: { errorsPerMin: 40, usual: 2 },
  at,
  by: 'rule',
})
const ran = (runId: string, argv: readonly string[], exitCode: number): Datum[] => [
  { type: 'command.started', runId, spec: command(argv), purpose: { kind: 'adhoc' }, pid: null },
  { type: 'command.ended', runId, exitCode, outcome: 'exited', durationMs: 1, artifact: null, tail: '' },
]

test('an alert at the threshold that was seen, where a person was first', () => {
  expect(one('alert', suggested(rateLeft(noon + 60_000)))).toMatchObject({
    text: 'Alert when errors exceed 6 a minute (seen: 40, usually 2)',
    kind: 'detect',
    reason: 'a person noticed it, 3 minutes after the start; no alert did',
  })
  expect(one('alert', suggested(rateLeft(noon - 120_000)))).toBeUndefined()
})

test('a test for the change that was reverted', () => {
  const sha = 'a1f3c9e'.padEnd(40, '0')
  const reverted = suggested(
    { type: 'change.seen', kind: 'deploy', ref: sha, subject: 'validate payments', author: 'lee' },
    { type: 'fix.chosen', fixId: 'f1', kind: 'revert', title: 'revert a1f3c9e', targets: [sha], why: '' },
    { type: 'fix.completed', fixId: 'f1' },
  )
  expect(one('test', reverted)).toMatchObject({
    text: 'Add a test that fails with a1f3c9e "validate payments", before it is put back',
    kind: 'prevent',
  })
})

test('the undo of what is still on, and not of what was undone or taken up', () => {
  const undo = command(['flagctl', 'on', 'guests'])
  const on: Datum = { type: 'mitigation.applied', mitigationId: 'm1', name: 'guests off', undo, expect: null }
  expect(one('undo', suggested(on))?.text).toBe('Undo the mitigation "guests off": flagctl on guests')
  expect(one('undo', suggested(on, { type: 'mitigation.undone', mitigationId: 'm1' }))).toBeUndefined()
  const taken: Datum = {
    type: 'action.added',
    actionId: 'a1',
    text: 'undo it',
    kind: 'mitigate',
    owner: null,
    due: null,
    priority: 'high',
    suggestion: 'undo:m1',
  }
  expect(one('undo', suggested(on, taken))).toBeUndefined()
})

test('a runbook from the commands that worked, once the cause is known', () => {
  const runs = [...ran('r1', ['ss', '-s'], 0), ...ran('r2', ['df', '-h'], 0), ...ran('r3', ['false'], 1)]
  expect(one('runbook', suggested(...runs))).toBeUndefined()
  const known: Datum = { type: 'rootcause.set', text: 'disk full', hypothesisId: null }
  expect(one('runbook', suggested(...runs, known))?.text).toBe(
    'Write a runbook from the commands that worked: ss -s · df -h',
  )
})

test('the step that cost most, a log that was lost, a probe where none failed', () => {
  const slow = suggested(
    { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at: noon + 3_600_000 },
    { type: 'signal.observed', kind: 'source_lost', subject: 'app.log', text: 'lost', level: 'warn', figures: {} },
  )
  expect(one('faster', slow)?.reason).toMatch(/took 1 hour, the most of all$/)
  expect(one('source', slow)).toMatchObject({ text: 'Keep the log app.log readable during an incident' })
  expect(one('probe', slow)?.text).toContain('/api/checkout')
})
