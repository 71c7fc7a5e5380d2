// A command's output on screen: following, holding still, searching, marking, stopping, other runs.
import { expect, test } from 'vitest'
import { command } from '../../src/incident/command.ts'
import { overlayKind } from '../../src/screens/overlay-kinds.ts'
import { outputOf } from '../../src/screens/running.ts'
import { createLiveOutput } from '../../src/store/live-output.ts'
import { pushOverlay } from '../../src/store/view-changes.ts'
import { drive } from '../support/driver.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'
import { plainRows } from '../support/frame.tsx'

const started = (runId: string, argv: string[], at = noon): EventInput => ({
  type: 'command.started',
  runId,
  spec: command(argv, { cwd: '/srv/checkout', tier: 'reversible' }),
  purpose: { kind: 'adhoc' },
  pid: null,
  at,
})
const ended = (runId: string, durationMs: number): EventInput => ({
  type: 'command.ended',
  runId,
  exitCode: 0,
  outcome: 'exited',
  durationMs,
  artifact: null,
  tail: '',
})

function opened(more: readonly EventInput[] = []) {
  const now = noon + 3_600_000
  const output = createLiveOutput()
  const say = (text: string, at = now) => output.add('r1', Buffer.from(text), at)
  const events = eventsOf(declared, ...more, started('r1', ['make', 'deploy'], now - 87_000), {
    type: 'command.spawned',
    runId: 'r1',
    pid: 48122,
    host: 'ops-1',
    at: now - 86_990,
  })
  const driver = drive({ events, cols: 80, rows: 24, scene: { output } })
  driver.look(pushOverlay(outputOf('r1')))
  const look = (height = 18) => {
    const overlay = driver.scene().view.overlays.at(-1)
    if (!overlay) throw new Error('no overlay')
    const { rows, title, meta } = overlayKind(overlay).look(overlay, driver.scene(), { width: 76, height })
    return `${title} | ${String(meta)}\n${plainRows(rows)}`
  }
  return { driver, say, look }
}

test('while it runs: its lines by elapsed time, the bar against the usual time, and Enter leaves it running', () => {
  const { driver, say, look } = opened([started('r0', ['make', 'deploy']), ended('r0', 140_000)])
  say('build checkout\n', noon + 3_600_000 - 87_000)
  say('push done\n')
  const frame = look()
  expect(frame).toContain('make deploy | running 01:27, usually 02:20')
  expect(frame).toContain('/srv/checkout · pid 48122 · started')
  expect(frame).toMatch(/01:27\s+push done/)
  expect(frame).toMatch(/━+·+ {2}01:27 of ~02:20/)
  expect(driver.next()).toBe('keep working, this runs on')
  driver.press('enter')
  expect(driver.scene().view.overlays).toEqual([])
  expect(driver.session.store.getState().state.commands.at(-1)?.state).toBe('running')
})

test('scrolled up it holds still and counts what comes; G follows again', () => {
  const { driver, say, look } = opened()
  say(Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n') + '\n')
  expect(look()).toContain('line 40')
  driver.press('pageup', 'up')
  const before = look()
  expect(before).not.toContain('line 40\n')
  say('line 41\nline 42\n')
  expect(look()).toContain('paused, ')
  expect(look().match(/line \d+/g)).toEqual(before.match(/line \d+/g))
  driver.press('G')
  expect(look()).toContain('line 42')
})

test('search goes to the last match first, n and N go on; Esc gives up nothing but the search', () => {
  const { driver, say, look } = opened()
  say(
    Array.from({ length: 60 }, (_, index) => (index % 20 === 7 ? `Warning ${index}` : `ok ${index}`)).join('\n') + '\n',
  )
  driver.press('/', 'warn', 'enter')
  expect(look()).toContain('Warning 47')
  driver.press('N', 'N')
  expect(look()).toContain('Warning 7')
  driver.press('/', 'nothing like it', 'enter')
  expect(driver.scene().view.notice?.text).toBe('No line has "nothing like it"')
})

test('m keeps a line as evidence that cites its command', () => {
  const { driver, say } = opened()
  say('one\nERROR pool exhausted\n')
  driver.press('m')
  expect(driver.session.store.getState().state.evidence).toMatchObject([
    { label: 'E1', title: 'ERROR pool exhausted', detail: 'line 2 of make deploy', state: 'kept' },
  ])
})

test('x asks, any other key lets it run, y stops it and says with which signal', () => {
  const { driver, look } = opened()
  driver.press('x')
  expect(driver.next()).toBe('stop make deploy')
  driver.press('n')
  expect(driver.next()).toBe('keep working, this runs on')
  driver.press('x', 'y')
  expect(look()).toContain('stopping: SIGINT sent, SIGTERM in 00:03')
})

test('what was interrupted says so, and other runs are a key away', () => {
  const unknown = { ...ended('r0', 0), outcome: 'unknown', exitCode: null, durationMs: null } as EventInput
  const { driver, look } = opened([started('r0', ['make', 'migrate']), unknown])
  driver.press('[')
  expect(look()).toContain('interrupted, outcome unknown, not run again by itself')
  driver.press(']')
  expect(look()).toContain('make deploy')
})

test('secrets and control characters never reach the screen, even of a line that is not finished', () => {
  const { say, look } = opened()
  say('token=abc123def456ghi789\n\x1b[2Jcleared\npassword: hunter')
  expect(look()).not.toMatch(/abc123def456ghi789|\x1b|hunter/)
})
