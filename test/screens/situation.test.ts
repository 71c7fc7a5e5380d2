import { describe, expect, test } from 'vitest'
import { plainRow } from '../../src/components/rows/render.ts'
import { situationRow } from '../../src/components/SituationLine.tsx'
import { minute } from '../../src/incident/time.ts'
import { commandForKey } from '../../src/screens/commands.ts'
import { headerProps } from '../../src/screens/panes/header.ts'
import { situationOf } from '../../src/screens/panes/situation.ts'
import type { Hands, Scene } from '../../src/screens/scene.ts'
import { initialView } from '../../src/store/view.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { type EventInput as Data, declared, type EventInput, eventsOf, noon } from '../support/events.ts'
import { sceneFrom } from '../support/scene.ts'

const lineOf = (scene: Scene) => plainRow(situationRow({ ...situationOf(scene), width: 80 })).trimEnd()
const at = (now: number, data: Data[], change: Partial<Scene> = {}) =>
  sceneFrom(eventsOf(declared, ...data), { now, ...change })

const raised = (escalationId: string, kind: 'budget' | 'silence' | 'severity' | 'interrupted'): Data => ({
  type: 'escalation.raised',
  escalationId,
  kind,
  text: escalationId,
})
const started = (tier: 'read' | 'danger'): Data => ({
  type: 'command.started',
  runId: 'r1',
  spec: { argv: ['make', 'deploy'], cwd: null, tier, shell: false, timeoutMs: null, env: {}, word: null, input: null },
  purpose: { kind: 'adhoc' },
  pid: null,
})
const diagnosing: Data = { type: 'phase.entered', phase: 'diagnose' }
const p1: Data = { type: 'severity.set', severity: 'P1', reason: '' }
const p0: Data = { type: 'severity.set', severity: 'P0', reason: 'all users affected', by: 'lee@ops-2' }

describe('the banners read as designed, with their move and the way to be left alone', () => {
  test('a budget that ran out', () => {
    const data = [diagnosing, raised('budget:diagnose', 'budget')]
    expect(lineOf(at(noon + 1000 + 15 * minute + 12_000, data))).toBe(
      ' ▲ Diagnose is 00:12 over its 15:00. Page the lead?      e page  L later, 5 min',
    )
  })
  test('silence', () => {
    const data = [p1, diagnosing, raised(`silence:${noon + 30 * minute}`, 'silence')]
    const scene = at(noon + 30 * minute + 5000, data, {
      config: { ...sceneFrom([]).config, budgets: { diagnose: 60 * minute } },
    })
    expect(lineOf(scene)).toBe(' ▲ No update for 30 min (P1 cadence). A draft is ready.  u open  L later, 5 min')
  })
  test('a severity that rose', () => {
    const data = [p1, p0, raised(`severity:${noon + 2000}`, 'severity')]
    expect(lineOf(at(noon + 10_000, data))).toBe(
      ' ▲ Severity raised P1 → P0 by lee: all users affected.           e page  L seen',
    )
  })
  test('a command that was cut off', () => {
    const ended: Data = {
      type: 'command.ended',
      runId: 'r1',
      exitCode: null,
      outcome: 'unknown',
      durationMs: null,
      artifact: null,
      tail: '',
    }
    const data = [started('danger'), ended, raised('interrupted:r1', 'interrupted')]
    const row = plainRow(situationRow({ ...situationOf(at(noon + 10_000, data)), width: 120 }))
    expect(row).toContain('▲ make deploy was running when the program ended. Outcome unknown, not re-run')
  })
  test('a full disk, with what waits; the header keeps the count', () => {
    const scene = at(noon + 10_000, [], {
      recordTrouble: 'the disk is full',
      heldInMemory: { short: 'Disk full', count: 3 },
    })
    expect(lineOf(scene)).toBe(' ▲ Disk full: working in memory. 3 events wait, written once there is room')
    expect(headerProps(scene).modes).toEqual([{ text: 'IN MEMORY 3', tone: 'warn' }])
  })
  test('a read-only session, where nothing is worse', () => {
    expect(lineOf(at(noon + 10_000, [], { readOnly: true }))).toBe(
      ' ● Read-only. You can look; nothing is run or changed. Asked for by --read-only',
    )
  })
})

test('what comes first: danger, severity, record, budget, silence, lost sources, the worst signal', () => {
  const everything = [
    p1,
    p0,
    diagnosing,
    started('danger'),
    raised(`severity:${noon + 2000}`, 'severity'),
    raised('budget:diagnose', 'budget'),
    raised(`silence:${noon + 15 * minute}`, 'silence'),
  ]
  const now = noon + 40 * minute
  const trouble = { recordTrouble: 'full', heldInMemory: { short: 'Disk full', count: 1 } }
  const off = (id: string): Data => ({ type: 'escalation.snoozed', escalationId: id, until: null })
  const notRunning = everything.filter(one => one !== everything[3])
  expect(lineOf(at(now, everything, trouble))).toContain('make deploy is running')
  expect(lineOf(at(now, notRunning, trouble))).toContain('Severity raised')
  const seen = [...notRunning, off(`severity:${noon + 2000}`)]
  expect(lineOf(at(now, seen, trouble))).toContain('Disk full')
  expect(lineOf(at(now, seen))).toContain('over its')
  expect(lineOf(at(now, [...seen, off('budget:diagnose')]))).toContain('No update for')
})

describe('L', () => {
  const hands = () => {
    const done: unknown[] = []
    const change = (how: unknown) => void done.push(how)
    return { done, hands: { dispatch: (intent: unknown) => done.push(intent) > 0, change } as unknown as Hands }
  }
  const data = [diagnosing, raised('budget:diagnose', 'budget')]
  const now = noon + 20 * minute

  test('puts a reminder off for five minutes, and Alt-L for good', () => {
    const scene = at(now, data)
    for (const [key, until] of [
      ['L', now + 5 * minute],
      ['alt-l', null],
    ] as const) {
      const { done, hands: given } = hands()
      commandForKey(key, scene)?.run(scene, given, key)
      expect(done).toEqual([{ kind: 'snoozeEscalation', escalationId: 'budget:diagnose', until }])
    }
  })

  test('says why not where no banner is shown', () => {
    const scene = at(noon + 10_000, [])
    expect(commandForKey('L', scene)?.enabled(scene)).toBe('needs a banner on the situation line')
  })

  test('puts off what is no event in this view only', () => {
    const scene = at(noon + 10_000, [], { recordTrouble: 'full', heldInMemory: { short: 'Disk full', count: 1 } })
    const { done, hands: given } = hands()
    commandForKey('L', scene)?.run(scene, given, 'L')
    const view = (done[0] as (view: Scene['view']) => Scene['view'])(initialView('incident'))
    expect(lineOf({ ...scene, view })).not.toContain('Disk full')
  })
})

test('the errors of the last minute are past once no new one comes', () => {
  const now = noon + 60_000
  const before = sceneFrom(eventsOf(declared), { now }).telemetry
  const lineWith = (errorsNowPerMin: number, quietMs: number) => {
    const rates = {
      errorsPerMin: 240,
      linesPerMin: 800,
      errorsNowPerMin,
      lastErrorAt: now - quietMs,
      usualErrorsPerMin: 0,
    }
    return lineOf(at(now, [], { telemetry: { ...before, rates } }))
  }
  expect(lineWith(240, 500)).toContain('✗ 240/min errors')
  expect(lineWith(24, 2000)).toContain('▲ errors in the logs are falling: 24/min now, 240/min in the last minute')
  expect(lineWith(0, 12_000)).toContain('▲ no error in the logs for 12 s')
  expect(lineWith(0, 20_000)).not.toContain('in the logs')
})

test('once the service is back the line is calm, says since when and what is still on', () => {
  const observed = (kind: 'health_down' | 'health_up', at: number): EventInput => ({
    type: 'signal.observed',
    kind,
    subject: 'api',
    text: '',
    level: kind === 'health_up' ? 'info' : 'critical',
    figures: {},
    at,
  })
  const telemetry = new Telemetry({ startedAt: noon })
  telemetry.setSource({
    name: 'app.log',
    kind: 'file',
    state: 'following',
    reason: null,
    linesPerMin: 0,
    errorsPerMin: 0,
    lines: 0,
    dropped: 0,
    lagBytes: 0,
    lastAt: null,
  })
  const now = noon + 60_000
  const seen = { telemetry: telemetry.snapshot(now) }
  const down = observed('health_down', noon + 5000)
  expect(lineOf(at(now, [down], seen))).toContain('500 errors on /api/checkout')
  const back = [down, observed('health_up', noon + 40_000)]
  expect(lineOf(at(now, back, seen))).toBe(' ✓ nothing watched is failing since 12:00:40 · no mitigation on')
  const on: EventInput = { type: 'mitigation.applied', mitigationId: 'm', name: 'guests off', undo: null, expect: null }
  expect(lineOf(at(now, [...back, on], seen))).toBe(
    ' ▲ nothing watched is failing since 12:00:40 · mitigation on: guests off',
  )
})
