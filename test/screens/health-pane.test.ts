// Zoomed health through its keys: targets against their usual, time, probes, host, changes, sources.
import { describe, expect, test } from 'vitest'
import { healthPaneRows } from '../../src/components/HealthPane.tsx'
import { plainRow } from '../../src/components/rows/render.ts'
import { nextFor } from '../../src/screens/commands.ts'
import { layout } from '../../src/screens/layout.ts'
import { zoomedHealthRows } from '../../src/screens/panes/health/views.ts'
import { healthRowsOf, sortedSources } from '../../src/screens/panes/health.ts'
import { pressKey } from '../../src/screens/pressing.ts'
import type { Hands, Scene } from '../../src/screens/scene.ts'
import { initialView, type ViewState } from '../../src/store/view.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { ProbeResult } from '../../src/telemetry/types.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { sceneFrom } from '../support/scene.ts'

const minute = 60_000

function answer(at: number, change: Partial<ProbeResult> = {}): ProbeResult {
  return {
    at,
    ok: true,
    slow: false,
    answer: '200',
    status: 200,
    latencyMs: 10,
    reason: null,
    reasonKind: null,
    timings: null,
    tls: null,
    redirect: null,
    ...change,
  }
}

function deskWith(telemetry: Telemetry, { cols = 120, rows = 45, zoomed = true, now = noon + 30 * minute } = {}) {
  let view: ViewState = { ...initialView('incident'), focus: 'health', zoomed }
  const dispatched: { kind: string }[] = []
  const runs: string[][] = []
  const scene = (): Scene =>
    sceneFrom(eventsOf(declared), {
      view,
      telemetry: telemetry.snapshot(now),
      now,
      repository: '/srv/repo',
      layout: layout({ cols, rows, zoom: view.zoomed, focus: view.focus }),
    })
  const hands = {
    dispatch: intent => dispatched.push(intent) > 0,
    run: spec => {
      runs.push([...spec.argv])
      return 'run'
    },
    change: change => {
      view = change(view)
    },
    probes: telemetry,
    recall: () => {},
  } as Partial<Hands> as Hands
  return {
    press: (...keys: readonly string[]) => keys.forEach(key => pressKey(key, scene(), hands)),
    rows: () => zoomedHealthRows(scene()).map(one => plainRow(one).trimEnd()),
    scene,
    dispatched,
    runs,
  }
}

/** Good for 20 minutes, failing slowly for 10. */
function failing(): Telemetry {
  const telemetry = new Telemetry({ startedAt: noon })
  telemetry.addTarget({ name: 'api', kind: 'http', target: 'https://shop.example/health', everyMs: 10_000 })
  telemetry.addTarget({ name: 'db', kind: 'tcp', target: 'db:5432', everyMs: 10_000 })
  for (let at = noon; at < noon + 30 * minute; at += 10_000) {
    const isBad = at >= noon + 20 * minute
    telemetry.recordProbe(
      'api',
      answer(at, isBad ? { ok: false, answer: '500', status: 500, latencyMs: 300, reason: '500: broken' } : {}),
    )
    telemetry.recordProbe('db', answer(at, { latencyMs: 2 }))
  }
  return telemetry
}

describe('zoomed health', () => {
  test('has the worst first, its figures against the usual before it began, and its last answer', () => {
    const desk = deskWith(failing(), { rows: 50 })
    const rows = desk.rows()
    expect(rows[3]).toMatch(/✗ api +500 +300 ms/)
    expect(rows.find(one => one.startsWith('last 5 min'))).toMatch(/29 +0 % +100 % +300 ms +300 ms/)
    expect(rows.find(one => one.startsWith('usual'))).toMatch(/120 +100 % +0 % +10 ms +10 ms/)
    expect(rows.find(one => one.startsWith('reason'))).toContain('500: broken')
    expect(nextFor(desk.scene()).action).toBe('mark this answer as evidence E1')
  })

  test('marks the answer under the cursor with Enter', () => {
    const desk = deskWith(failing())
    desk.press('enter')
    expect(desk.dispatched).toEqual([
      expect.objectContaining({
        kind: 'collectEvidence',
        evidenceKind: 'health',
        title: 'api answered 500 in 300 ms',
        kept: true,
      }),
    ])
  })

  test('goes back in time a column at a time, and tells that column in figures', () => {
    const desk = deskWith(failing())
    expect(desk.rows().join('\n')).toContain('dashed line')
    desk.press('left', 'left')
    expect(desk.rows().join('\n')).toMatch(/12:29:\d\d {2}\d asked, 100 % failed, p95 300 ms/)
    desk.press('right', 'right')
    expect(desk.rows().join('\n')).toContain('dashed line')
  })

  test('asks a target at once and stops asking it', () => {
    const telemetry = failing()
    const asked: string[] = []
    telemetry.onAsk('api', () => asked.push('api'))
    const desk = deskWith(telemetry)
    desk.press('p', 'd')
    expect(asked).toEqual(['api'])
    expect(telemetry.isPaused('api')).toBe(true)
    expect(desk.rows()[3]).toContain('paused')
    desk.press('d')
    expect(telemetry.isPaused('api')).toBe(false)
  })

  test('shows the host with its limits, and lists processes only when asked', () => {
    const telemetry = failing()
    telemetry.setHost({
      at: noon,
      name: 'ops-1',
      cores: 2,
      cpuShare: 0.99,
      load: [6, 4, 2],
      memoryShare: 0.5,
      memoryBytes: 8e9,
      swapShare: null,
      pressure: { cpu: 70, memory: 0, io: 0 },
      disks: [{ mount: '/', usedShare: 0.97, inodeShare: 0.1, freeBytes: 1e9 }],
      openFilesShare: 0.1,
      networkErrorsPerMin: 3,
      oomKills: 1,
      uptimeSeconds: 7200,
      missing: [],
    })
    const desk = deskWith(telemetry)
    desk.press('v')
    const rows = desk.rows()
    expect(rows[3]).toMatch(/▲ cpu +99 % +95 %.*cpu 99 % busy/)
    expect(rows.join('\n')).toContain('disk / 97 % full')
    expect(desk.runs).toEqual([])
    desk.press('enter')
    expect(desk.runs[0]?.[0]).toBe('ps')
  })

  test('lists what changed with the time before it began, and opens the diff of a commit', () => {
    const telemetry = failing()
    const sha = 'a1f3c9e'.padEnd(40, '0')
    telemetry.setChanges('git', [
      { kind: 'deploy', ref: sha, subject: 'validate payment methods', author: 'lee', at: noon - 20 * minute },
    ])
    const desk = deskWith(telemetry)
    desk.press('v', 'v', 'v')
    expect(desk.rows().join('\n')).toMatch(/11:40.*deploy +a1f3c9e +validate payment methods.*lee/)
    desk.press('enter')
    expect(desk.runs[0]).toContain(sha)
    expect(desk.scene().view.overlays.at(-1)).toMatchObject({ kind: 'diff' })
  })
})

describe('a wall of sources', () => {
  const telemetry = new Telemetry({ startedAt: noon })
  for (let index = 0; index < 30; index += 1) {
    const name = `svc-${index}`
    telemetry.addTarget({ name, kind: 'http', target: `https://${name}/`, everyMs: 10_000 })
    telemetry.recordProbe(name, answer(noon + minute, index === 29 ? { ok: false, answer: '500' } : {}))
  }

  test('has what fails on top, and says in words that the rest is well', () => {
    const { scene } = deskWith(telemetry, { zoomed: false, now: noon + minute })
    const rows = healthPaneRows({
      rows: healthRowsOf(scene(), null),
      sources: sortedSources(scene()),
      kind: 'rounded',
      width: 32,
      height: 14,
    }).map(one => plainRow(one))
    expect(rows[0]).toContain('✗ svc-29')
    expect(rows.join('\n')).toMatch(/\+\d+ more, all well/)
  })

  test('is found again in zoom, to its last target', () => {
    const desk = deskWith(telemetry, { now: noon + minute })
    expect(desk.rows().join('\n')).toMatch(/\+\d+ more, all well/)
    desk.press('G')
    expect(desk.rows().join('\n')).toMatch(/svc-28/)
    expect(desk.rows().join('\n')).toMatch(/\+\d+ more, 1 of them not well/)
  })
})
