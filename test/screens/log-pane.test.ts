// The log pane through its keys: what is on screen after each, from a ring with real lines in it.
import { describe, expect, test } from 'vitest'
import { logLine } from '../../src/components/LogLine.ts'
import { plainRow } from '../../src/components/rows/render.ts'
import { footerKeys, nextFor } from '../../src/screens/commands.ts'
import { layout } from '../../src/screens/layout.ts'
import { heldWords, pausedWords } from '../../src/screens/panes/logs/meta.ts'
import { namesIn } from '../../src/screens/panes/logs/names.ts'
import { logRoomOf } from '../../src/screens/panes/logs/room.ts'
import { logWindow } from '../../src/screens/panes/logs/window.ts'
import { pressKey } from '../../src/screens/pressing.ts'
import type { Hands, Scene } from '../../src/screens/scene.ts'
import { findAll } from '../../src/store/log-finder.ts'
import { initialView, type ViewState } from '../../src/store/view.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { type LogLevel, LogRing, levelWords } from '../../src/telemetry/log-ring.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { sceneFrom } from '../support/scene.ts'

interface Desk {
  press(...keys: readonly string[]): void
  type(text: string): void
  line(text: string, options?: { level?: LogLevel; at?: number; continues?: boolean; source?: number }): void
  rows(): string[]
  scene(): Scene
  readonly dispatched: object[]
  readonly copied: string[]
}

const row = (rows: readonly string[], what: string) => rows.filter(one => one.includes(what))

function deskWith({ cols = 120, rows = 30, log = new LogRing(), zoomed = true } = {}): Desk {
  const telemetry = new Telemetry({ startedAt: noon, log })
  const source = {
    kind: 'file',
    state: 'following',
    reason: null,
    linesPerMin: 0,
    errorsPerMin: 0,
    lines: 0,
    dropped: 0,
    lagBytes: 0,
    lastAt: null,
  } as const
  telemetry.setSource({ name: 'app.log', ...source })
  telemetry.setSource({ name: 'access.log', ...source })
  let view: ViewState = { ...initialView('incident'), focus: 'logs', zoomed }
  const dispatched: object[] = []
  const copied: string[] = []
  const scene = (): Scene => {
    const snapshot = telemetry.snapshot(noon + 60_000)
    return sceneFrom(eventsOf(declared), {
      view,
      telemetry: snapshot,
      log,
      layout: layout({ cols, rows, zoom: view.zoomed, focus: view.focus }),
      found: findAll(log, view.log, namesIn(snapshot)),
    })
  }
  const hands = {
    dispatch: intent => dispatched.push(intent) > 0,
    change: change => {
      view = change(view)
    },
    newId: () => 'id',
    copy: text => {
      copied.push(text)
      return { clipboard: true, file: '/home/copied.txt' }
    },
  } as Partial<Hands> as Hands
  const press = (...keys: readonly string[]) => keys.forEach(key => pressKey(key, scene(), hands))
  return {
    press,
    type: text => press(...Array.from(text, letter => (letter === ' ' ? 'space' : letter))),
    line: (text, { level = 'error', at = noon, continues = false, source: from = 0 } = {}) => {
      const bytes = Buffer.from(text)
      log.push(bytes, 0, bytes.length, { at, level: levelWords.indexOf(level), source: from, continues })
      telemetry.version += 1
    },
    rows: () => {
      const room = logRoomOf(scene())
      return logWindow(scene(), room).rows.map(one => {
        const drawn = logLine(one, room)
        return `${drawn.marker ? plainRow({ segments: [drawn.marker] }) : ' '}${plainRow(drawn, { width: room.width }).trimEnd()}`
      })
    },
    scene,
    dispatched,
    copied,
  }
}

describe('the log pane', () => {
  test('follows the end until someone moves, then holds still and counts what is newer', () => {
    const desk = deskWith()
    for (let i = 1; i <= 40; i += 1) desk.line(`error ${i}`)
    expect(desk.rows().at(-1)).toContain('error 40')
    desk.press('up', 'up')
    desk.line('error 41')
    expect(desk.rows().at(-1)).toContain('error 40')
    expect(row(desk.rows(), '▸')).toEqual([expect.stringContaining('error 38')])
    expect(pausedWords(desk.scene())).toContain('1 newer line below')
    desk.press('G')
    expect(desk.rows().at(-1)).toContain('error 41')
    expect(pausedWords(desk.scene())).toBeNull()
  })

  test('keeps what someone looks at when the ring has let it go', () => {
    const desk = deskWith({ log: new LogRing(4096, 20) })
    for (let i = 1; i <= 20; i += 1) desk.line(`error ${i}`)
    desk.press('up')
    const before = desk.rows()
    for (let i = 21; i <= 60; i += 1) desk.line(`error ${i}`)
    expect(desk.rows()).toEqual(before)
    desk.press('up', 'up')
    expect(row(desk.rows(), '▸')).toEqual([expect.stringContaining('error 17')])
    desk.press('pagedown', 'pagedown')
    expect(desk.rows()[0]).toContain('error 41')
    expect(heldWords(desk.scene())).toContain('40 dropped')
  })

  test('folds a stack trace to one row, opens it with Enter, and counts the frames that are not ours', () => {
    const desk = deskWith()
    desk.line('TypeError: null')
    for (const frame of [
      'at pay (file:///srv/releases/9f/src/payment.js:5:36)',
      'at a (/srv/node_modules/x/a.js:1:1)',
      'at b (/srv/node_modules/x/b.js:1:1)',
      'at c (node:internal/c:1:1)',
    ])
      desk.line(`    ${frame}`, { continues: true })
    expect(desk.rows().at(-1)).toContain('▸ 4 frames, first src/payment.js:5')
    expect(nextFor(desk.scene()).action).toBe('hold the newest line and open this stack trace')
    desk.press('enter')
    expect(
      desk
        .rows()
        .slice(-4)
        .map(one => one.trim()),
    ).toEqual([
      '▾ 4 frames',
      'at pay (src/payment.js:5:36)',
      'at a (x/a.js:1:1)',
      '… 1 frame in dependencies, 1 in the runtime',
    ])
    expect(nextFor(desk.scene()).action).toBe('fold this stack trace')
  })

  test('searches as it is typed, counts the matches, goes through them with n and N, and gives n back at the end', () => {
    const desk = deskWith()
    for (let i = 1; i <= 30; i += 1) desk.line(i % 10 === 0 ? `Order ${i} lost` : `noise ${i}`)
    desk.press('/')
    desk.type('order')
    expect(desk.scene().found.hits?.count).toBe(3)
    desk.press('enter', 'N')
    expect(row(desk.rows(), '▸')).toEqual([expect.stringContaining('Order 20 lost')])
    desk.press('n', 'n')
    expect(row(desk.rows(), '▸')).toEqual([expect.stringContaining('Order 10 lost')])
    expect(desk.scene().view.notice?.text).toContain('on at the oldest')
    desk.press('esc', 'n')
    expect(desk.scene().view.overlays.at(-1)).toMatchObject({ kind: 'prompt', purpose: { kind: 'note' } })
  })

  test('says what is wrong with an expression and keeps it', () => {
    const desk = deskWith()
    desk.line('x')
    desk.press('/')
    desk.type('/(/')
    desk.press('enter')
    expect(desk.scene().view.overlays.at(-1)).toMatchObject({
      error: expect.stringContaining('unterminated group'),
      field: { text: '/(/' },
    })
  })

  test('filters by what is typed, in and out, each switched off singly', () => {
    const desk = deskWith()
    for (const text of ['cart broke', 'checkout broke', 'cart lost']) desk.line(text)
    desk.press('f')
    desk.type('-cart')
    desk.press('enter')
    expect(desk.rows()).toHaveLength(1)
    desk.press('f', 'down', 'down', 'space', 'esc')
    expect(desk.rows()).toHaveLength(3)
    expect(desk.scene().view.log.filters.at(-1)).toMatchObject({ kind: 'text', way: 'out', value: 'cart', on: false })
  })

  test('goes through the levels, and shows all of them without a filter', () => {
    const desk = deskWith()
    desk.line('a', { level: 'info' })
    desk.line('b', { level: 'error' })
    expect(desk.rows()).toHaveLength(1)
    desk.press('l')
    desk.press('l')
    expect(desk.rows()).toHaveLength(2)
  })

  test('goes to a time and puts its first line on top', () => {
    const desk = deskWith()
    for (let i = 0; i < 60; i += 1) desk.line(`second ${i}`, { at: noon + i * 1000 })
    desk.press('t')
    desk.type(new Date(noon + 20_000).toISOString().slice(11, 19))
    desk.press('enter')
    expect(desk.rows()[0]).toContain('second 20')
  })

  test('pages without losing a line between two pages', () => {
    const desk = deskWith()
    for (let i = 1; i <= 100; i += 1) desk.line(`line ${i};`)
    const seen = new Set<string>()
    for (let page = 0; page < 12; page += 1) {
      for (const one of desk.rows()) seen.add(/line \d+;/.exec(one)?.[0] ?? '')
      desk.press('pageup')
    }
    expect(seen.size).toBe(100)
    desk.press('g')
    expect(desk.rows()[0]).toContain('line 1;')
  })

  test('marks a line once as evidence, with where it happened', () => {
    const desk = deskWith()
    desk.line('it broke', { at: noon + 5 })
    desk.line('    at pay (/srv/app/src/payment.js:5:36)', { continues: true })
    desk.press('m')
    expect(desk.dispatched).toEqual([
      expect.objectContaining({
        kind: 'collectEvidence',
        title: 'it broke',
        source: 'app.log',
        kept: true,
        at: noon + 5,
        detail: 'at pay (app/src/payment.js:5:36)',
      }),
    ])
  })

  test('shows JSON and logfmt lines as message and columns, and a line as it came in its details', () => {
    const desk = deskWith()
    desk.line('{"level":"error","msg":"payment refused","order":{"id":7},"ms":12}')
    desk.line('level=error msg="payment lost" order=8 ms=9')
    const [json = '', logfmt = ''] = desk.rows()
    expect(json).toMatch(/payment refused {2}order=\{"id":7\} {2}ms=12/)
    expect(logfmt.indexOf('ms=')).toBe(json.indexOf('ms='))
    desk.press('d')
    expect(desk.scene().view.overlays.at(-1)).toMatchObject({
      kind: 'logLine',
      event: { text: expect.stringContaining('payment lost') },
    })
  })

  test('copies a line as it came, without frame and columns', () => {
    const desk = deskWith()
    desk.line('2026-01-01T00:00:00Z ERROR it broke')
    desk.line('    at pay', { continues: true })
    desk.press('y')
    expect(desk.copied).toEqual(['2026-01-01T00:00:00Z ERROR it broke\n    at pay\n'])
    expect(desk.scene().view.notice?.text).toContain('/home/copied.txt')
  })

  test('shows wide letters and escapes without moving a column', () => {
    const desk = deskWith()
    desk.line('支払い失敗 \x1b[31mred\x1b[0m \x1b]8;;http://x\x07')
    expect(desk.rows().at(-1)).toContain('支払い失敗 ␛red␛ ␛')
    expect(desk.rows().join('')).not.toContain('\x1b')
  })

  test('wraps what does not fit, and brings a match into sight where it does not wrap', () => {
    const desk = deskWith({ cols: 80 })
    desk.line(`${'word '.repeat(30)}needle`)
    desk.press('/')
    desk.type('needle')
    desk.press('enter')
    expect(desk.rows().join('')).toMatch(/…\S*.*needle/)
    desk.press('w')
    expect(desk.rows().length).toBeGreaterThan(2)
    expect(desk.rows().join('')).toContain('needle')
  })

  test('has the keys of its own in the footer, and none of the workbench that cannot be seen', () => {
    const keys = footerKeys(deskWith().scene()).keys.map(({ key, label }) => `${key} ${label}`)
    expect(keys.slice(0, 6)).toEqual(['m mark', '/ search', 'f filter', 'l level', 't time', 'w wrap'])
    expect(keys).not.toContain('c confirm')
  })
})
