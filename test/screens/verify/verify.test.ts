// Verify as a person meets it: what Enter promises at each moment, what the bench shows, what needs a reason.
import { describe, expect, test } from 'vitest'
import { minute } from '../../../src/incident/time.ts'
import { footerKeys, nextFor } from '../../../src/screens/commands.ts'
import { layout } from '../../../src/screens/layout.ts'
import { pressKey } from '../../../src/screens/pressing.ts'
import type { Hands, Scene } from '../../../src/screens/scene.ts'
import { workbenchOf } from '../../../src/screens/workbenches.ts'
import { initialView } from '../../../src/store/view.ts'
import type { ViewChange } from '../../../src/store/view-changes.ts'
import { declared, eventsOf, noon } from '../../support/events.ts'
import { plainRows } from '../../support/frame.tsx'
import { sceneFrom } from '../../support/scene.ts'
import { applyMitigation, type Watched, watched } from '../../support/watched.ts'

const onset = noon - 180_000
const windowMs = minute
const outage = { health: 'failing', failedRequests: 3, errorLine: 'TypeError: null' } as const

function atVerify() {
  const world = watched(eventsOf(declared), { from: onset - 5 * minute, windowMs })
  world.pass(300)
  world.pass(180, outage)
  world.away(1)
  world.session.dispatch({ kind: 'goToPhase', phase: 'verify' })
  return { world, ...seatedAt(world) }
}

function seatedAt(world: Watched) {
  let view = initialView('incident')
  const scene = (): Scene => ({
    ...sceneFrom([], { now: world.now(), layout: layout({ cols: 80, rows: 24 }) }),
    state: world.session.store.getState().state,
    telemetry: world.telemetry.snapshot(world.now()),
    history: world.telemetry.history,
    gate: world.gate.rows(),
    monitorMs: windowMs,
    view,
  })
  let ids = 0
  const hands = {
    dispatch: intent => 'events' in world.session.dispatch(intent),
    change: (how: ViewChange) => {
      view = how(view)
    },
    newId: () => `0195cdf2-0000-7000-8000-${(ids++).toString(16).padStart(12, '0')}`,
  } as Partial<Hands> as Hands
  return {
    scene,
    next: () => {
      const { action, detail = '', ready = true } = nextFor(scene())
      return `${ready ? '▸' : '○'} ${String(action)}${detail && `  ${detail}`}`
    },
    press: (...keys: string[]) => {
      for (const key of keys) pressKey(key, scene(), hands)
    },
    type: (text: string) => {
      for (const letter of text) pressKey(letter === ' ' ? 'space' : letter, scene(), hands)
    },
    bench: (width = 76, height = 12) => plainRows(workbenchOf(scene()).rows(scene(), { width, height })),
    overlay: () => view.overlays.at(-1)?.kind ?? null,
  }
}

describe('Enter in Verify', () => {
  test('waits for a revert that was just pushed, instead of sending back to Fix', () => {
    const { world, next } = atVerify()
    const push = { id: 'push', title: 'push', tier: 'danger', kind: 'command' } as const
    const watch = { id: 'watch', title: 'watch', tier: 'read', kind: 'watch' } as const
    const { dispatch } = world.session
    dispatch({ kind: 'chooseFix', fixId: 'f1', fixKind: 'revert', title: 'revert it', targets: ['a1f3c9e'], why: '' })
    dispatch({
      ...{ kind: 'fixRehearsed', fixId: 'f1', outcome: 'clean', summary: '', worktree: null, revertSha: '9b2e7d0' },
      ...{ lastGood: null, conflicts: [], checks: [] },
      steps: [push, { ...watch, waitsFor: { kind: 'live', what: '9b2e7d0' } }],
    })
    dispatch({ kind: 'settleFixStep', fixId: 'f1', step: 'push', state: 'done', detail: '' })
    world.pass(3, outage)
    expect(next()).toMatch(/^○ waits for/)
    world.pass(60, outage)
    expect(next()).toMatch(/^▸ go back to Fix/)
  })

  test('leads from the refusal back to Fix, and after the cure through to the post-mortem', () => {
    const { world, next, press, overlay } = atVerify()
    world.pass(1, outage)
    expect(next()).toMatch(/^▸ go back to Fix {2}3 outside; w takes it as confirmed all the same/)
    applyMitigation(world, 'guest checkout off')
    world.pass(3)
    expect(next()).toMatch(/^○ waits until it is sure {2}error rate: \d+ requests since the fix/)
    world.pass(30)
    expect(next()).toBe('▸ confirm the fix  all 5 signals are inside; starts the 1 min clock')
    press('enter')
    world.pass(1)
    // What can be decided while the clock runs is asked meanwhile.
    expect(next()).toBe('▸ leave "guest checkout off" on  as an action item; no undo is set up')
    press('enter')
    expect(next()).toBe('○ waits for the clock, 00:59 to go  it runs by itself, also while you write')
    world.pass(1, { errorLine: 'cache is cold' })
    world.pass(2)
    expect(next()).toBe('▸ settle what is new  cache is cold')
    press('enter', 'enter')
    expect(overlay()).toBeNull()
    world.pass(60)
    expect(next()).toBe('▸ write the resolution update  a draft is ready; Space skips it')
    press('enter')
    expect(overlay()).toBe('composer')
    press('enter', 'y')
    expect(next()).toBe('▸ resolve the incident  it can be reopened')
    press('enter')
    expect(next()).toBe('▸ go on to Post-mortem  it is written from what happened')
    press('enter')
    const { state } = world.session.store.getState()
    expect(state).toMatchObject({
      phase: 'postmortem',
      status: 'resolved',
      secondary: [{ settled: 'harmless, no part of this incident' }],
      actionItems: [{ text: 'Undo the mitigation "guest checkout off"' }],
    })
    const { declared: from = 0, mitigated, resolved } = state.moments
    expect([from, mitigated, resolved]).toEqual([from, mitigated, resolved].toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  })

  test('after a relapse looks at the signal, then goes back to Diagnose', () => {
    const { world, next, press, scene } = atVerify()
    applyMitigation(world, 'x')
    world.pass(40)
    press('enter', 'enter')
    world.pass(20)
    world.pass(6, { latencyMs: 812 })
    expect(next()).toMatch(/^▸ diagnose again {2}1 outside; or wait, the clock restarts itself/)
    press('left')
    expect(next()).toMatch(/^▸ look at api p95 latency/)
    press('enter')
    expect(scene().view.chosen['verify-chart']).toBe('latency api')
    press('enter')
    expect(scene().state.phase).toBe('diagnose')
  })
})

describe('a reason in words', () => {
  test('overrides the gate, and what it excused does not hold the clock', () => {
    const { world, press, type, next } = atVerify()
    applyMitigation(world, 'x')
    world.pass(40, { latencyMs: 812 })
    press('w', 'enter')
    expect(world.session.store.getState().state.gate.passedAt).toBeNull()
    type('the fallback is slower, it is known')
    press('enter')
    const { gate, monitor } = world.session.store.getState().state
    expect(gate.overrides).toMatchObject([{ reason: 'the fallback is slower, it is known', by: 'ana@ops-1' }])
    expect(monitor?.runningSince).not.toBeNull()
    press('enter')
    world.pass(30, { latencyMs: 812 })
    expect(next()).toMatch(/^○ waits for the clock, 00:30 to go/)
    world.pass(10, outage)
    expect(world.session.store.getState().state.monitor).toMatchObject({ relapses: 1 })
  })

  test('accepts the signal under the cursor as the new baseline', () => {
    const { world, press, type, next } = atVerify()
    applyMitigation(world, 'x')
    world.pass(40, { latencyMs: 812 })
    press('b')
    type('slower by design')
    press('enter')
    world.pass(6, { latencyMs: 812 })
    expect(next()).toMatch(/^▸ confirm the fix/)
  })
})

describe('the bench', () => {
  test('at 80×24 shows the gate worst first with the reason of the one under the cursor, and the clock', () => {
    const { world, bench } = atVerify()
    world.pass(1, outage)
    expect(bench()).toMatchInlineSnapshot(`
      "   signal                  now      baseline     state
       ✗ error rate             30 %     max 0.4 %     outside for 03:01
           81 of 270 requests failed
       ✗ errors in logs      240/min     max 2/min     outside for 03:01
       ✗ api health              500    answers ok     outside for 03:01
       ✓ new error groups          0             0     inside for 08:01
       ✓ api p95 latency       30 ms    max 280 ms     inside for 07:59

      Clock   00:00 of 01:00   ········································
              starts once the fix is confirmed"
    `)
  })

  test('holds the clock and draws the curve where there is room', () => {
    const { world, bench, press } = atVerify()
    applyMitigation(world, 'x')
    world.pass(40)
    press('enter', 'enter')
    world.pass(20)
    world.pass(6, { latencyMs: 812 })
    expect(bench(76, 26)).toMatchInlineSnapshot(`
      "   signal                  now      baseline     state
       ▲ api p95 latency      812 ms    max 280 ms     outside for 00:04
           532 ms above
       ✓ error rate              0 %     max 0.4 %     inside for 01:01
       ✓ errors in logs        0/min     max 2/min     inside for 01:01
       ✓ new error groups          0             0     inside for 09:07
       ✓ api health              200    answers ok     inside for 01:03

      Clock   held at 00:25 of 01:00   ━━━━━━━━━━━━━━━━━·······················
              restarts from 00:00 once all 5 are inside for 00:05

      ✓ New since the fix   no error group, no failing target
       ▲ still on: x                               since 12:00   no undo is set up

      Api p95 latency                    per 10 s · dashed: max 280 ms · ←→ 3 of 4
       1.0 s │
             │                                                                  ▅
             │                                                                  █
      500 ms │                                                                  █
             │                                                                  █
             │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄█
        0 ms │▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂█
             └───────────────────────────────────────────────────────────────────
              11:52:00                            11:57                 12:00
                                                  ▲ onset            ↑ mitigation"
    `)
  })

  test('shows what the gate saw where nothing is watched any more', () => {
    const health = { name: 'api health', now: '200', baseline: 'answers ok', inside: true }
    const scene = sceneFrom(eventsOf(declared, { type: 'gate.passed', signals: [health] }))
    const shown = { ...scene, view: { ...scene.view, phaseShown: 'verify' as const } }
    expect(plainRows(workbenchOf(shown).rows(shown, { width: 76, height: 12 }))).toMatch(
      /✓ api health +200 +answers ok +inside at 12:00/,
    )
  })

  test('never draws more rows than there is room for', () => {
    const { world, scene } = atVerify()
    world.pass(5, { ...outage, errorLine: 'x' })
    for (let height = 8; height < 40; height += 1)
      expect(workbenchOf(scene()).rows(scene(), { width: 76, height }).length).toBeLessThanOrEqual(height)
  })

  test('a key that cannot do anything says why', () => {
    const { scene } = atVerify()
    const { keys } = footerKeys(scene())
    expect(keys.find(key => key.key === 'U')).toMatchObject({ disabled: true })
  })
})
