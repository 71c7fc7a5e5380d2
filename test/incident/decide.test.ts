// Given a state, when an intent comes: which events and effects, or which refusal.
import { describe, expect, test } from 'vitest'
import { command } from '../../src/incident/command.ts'
import { decide } from '../../src/incident/decide/decide.ts'
import type { EventData } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import type { Intent } from '../../src/incident/intents.ts'
import { minute } from '../../src/incident/time.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const now = noon + 10 * minute
const deciding = (given: readonly EventData[], when: Intent, readOnly = false) =>
  decide(fold(eventsOf(...given)), when, { now, readOnly, actor: 'a' })
const refusal = (decision: ReturnType<typeof decide>) => ('refused' in decision ? decision.refused : null)
const types = (decision: ReturnType<typeof decide>) =>
  'events' in decision ? decision.events.map(event => event.type) : []

describe('decide', () => {
  test('nothing but a declaration comes first', () => {
    expect(refusal(deciding([], { kind: 'addNote', text: 'hello' }))).toMatch(/no incident/)
  })

  test('a reversible command wants y, a dangerous one its word, and read-only forbids both', () => {
    const intent = (tier: 'read' | 'reversible' | 'danger', typed: string | null): Intent => ({
      kind: 'runCommand',
      runId: 'r1',
      spec: command(['git', 'push'], { tier, word: tier === 'danger' ? 'main' : null }),
      purpose: { kind: 'adhoc' },
      consent: typed === null ? { kind: 'none' } : typed === 'y' ? { kind: 'yes' } : { kind: 'word', typed },
    })
    expect(types(deciding([declared], intent('read', null)))).toEqual(['command.started'])
    expect(refusal(deciding([declared], intent('reversible', null)))).toMatch(/answer y/)
    expect(types(deciding([declared], intent('reversible', 'y')))).toEqual(['command.started'])
    expect(refusal(deciding([declared], intent('danger', 'y')))).toMatch(/type main/)
    expect(refusal(deciding([declared], intent('danger', 'master')))).toMatch(/type main/)
    expect(types(deciding([declared], intent('danger', 'main')))).toEqual(['command.started'])
    expect(refusal(deciding([declared], intent('danger', 'main'), true))).toMatch(/read-only/)
  })

  test('the last step of a fix puts the fix in place, a failed one does not', () => {
    const step = { id: 'push', title: 'push', tier: 'danger' as const, kind: 'command' as const }
    const rehearsed: EventData = {
      type: 'fix.rehearsed',
      fixId: 'f1',
      outcome: 'clean',
      summary: '',
      worktree: null,
      revertSha: null,
      lastGood: null,
      conflicts: [],
      checks: [],
      steps: [step],
    }
    const chosen: EventData = {
      type: 'fix.chosen',
      fixId: 'f1',
      kind: 'revert',
      title: 'revert',
      targets: ['a'],
      why: '',
    }
    const started: EventData = {
      type: 'command.started',
      runId: 'r1',
      spec: command(['git', 'push']),
      purpose: { kind: 'fix', fixId: 'f1', step: 'push' },
      pid: null,
    }
    const ended = (exitCode: number): Intent => ({
      kind: 'commandEnded',
      runId: 'r1',
      exitCode,
      outcome: 'exited',
      durationMs: 5,
      artifact: null,
      tail: 'rejected',
    })
    const given = [declared, chosen, rehearsed, started]
    expect(types(deciding(given, ended(0)))).toEqual(['command.ended', 'fix.step', 'fix.completed'])
    expect(types(deciding(given, ended(1)))).toEqual(['command.ended', 'fix.step'])
  })

  test('the gate passes only with every signal inside, and then the incident is mitigated', () => {
    const signal = { name: 'api', now: '200', baseline: '200', inside: true }
    expect(refusal(deciding([declared], { kind: 'passGate', signals: [] }))).toMatch(/no signal/)
    expect(refusal(deciding([declared], { kind: 'passGate', signals: [{ ...signal, inside: false }] }))).toMatch(/api/)
    expect(types(deciding([declared], { kind: 'passGate', signals: [signal] }))).toEqual([
      'gate.passed',
      'moment.recorded',
    ])
  })

  test('a moment cannot come before the start, and a major incident cannot be closed without its lessons', () => {
    const tooEarly: Intent = { kind: 'recordMoment', moment: 'mitigated', at: noon - 60 * minute, why: '' }
    expect(refusal(deciding([declared], tooEarly))).toMatch(/before the start/)
    const severity: EventData = { type: 'severity.set', severity: 'P1', reason: '' }
    const resolved: EventData & { at: number } = {
      type: 'moment.recorded',
      moment: 'resolved',
      known: true,
      why: '',
      at: noon + 1,
    }
    expect(refusal(deciding([declared, severity, resolved], { kind: 'close' }))).toMatch(/root cause.*action item/)
    expect(types(deciding([declared, resolved], { kind: 'close' }))).toEqual(['incident.closed'])
  })
})
