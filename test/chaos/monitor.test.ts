// Killed outright in the monitor window, again and again: on return the clock stands where it was watched to, it runs to
// its end, and nothing is on the record twice.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { watchedEvery } from '../../src/incident/monitor.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { bin, openTerminal, type Terminal } from '../support/terminal.ts'

const windowMs = 12_000
const kills = 3
let home: string
let server: Server
let terminal: Terminal | null = null

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-monitor-'))
  server = createServer((_, response) => response.end('ok'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  mkdirSync(join(home, 'config', 'incident-tui'), { recursive: true })
  const config = `health: [{ name: api, url: "http://127.0.0.1:${port}/", every: 1s }]\nbudgets: { verify: ${windowMs / 1000}s }\n`
  writeFileSync(join(home, 'config', 'incident-tui', 'config.yaml'), config)
})
afterEach(async () => {
  await terminal?.close()
  terminal = null
  server.closeAllConnections()
  server.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function cli(...args: string[]): void {
  const env = { ...process.env, INCIDENT_TUI_HOME: join(home, 'record'), XDG_CONFIG_HOME: join(home, 'config') }
  execFileSync(process.execPath, [bin, ...args], { cwd: home, env, stdio: 'pipe' })
}

function recorded() {
  const record = new IncidentRecord(join(home, 'record'))
  const { events } = record.read(record.ids()[0] ?? '')
  return { events, state: fold(events) }
}

test('the window counts what was watched and no more, and ends once', { timeout: 180_000 }, async () => {
  cli('declare', 'checkout is slow since 5 minutes ago', '--severity', 'P2')
  cli('phase', 'verify')
  for (let life = 0; life <= kills; life += 1) {
    terminal = openTerminal({ args: ['resume'], home, cols: 100, rows: 30 })
    if (life === 0) {
      await terminal.until('confirm the fix', 60_000)
      terminal.press('Enter')
    }
    if (life === kills) break
    const counted = recorded().state.monitor?.countedMs ?? 0
    // Some of the window is put on record by this life, then it is killed.
    await until(() => (recorded().state.monitor?.countedMs ?? 0) >= counted + 2 * watchedEvery(windowMs))
    terminal.kill('SIGKILL')
    await terminal.close()
  }
  await terminal?.until('unbroken', 90_000)
  const { events, state } = recorded()
  const of = (type: string) => events.filter(event => event.type === type)
  for (const once of ['gate.passed', 'monitor.started', 'monitor.completed', 'moment.recorded'])
    expect([once, of(once).length]).toEqual([once, 1])
  expect(of('monitor.paused').length).toBeGreaterThanOrEqual(kills)
  expect(state.monitor).toMatchObject({ relapses: 0, windowMs })
  // What was counted lies between words of somebody who watched.
  const [begun, ended] = [of('monitor.started')[0]?.at ?? 0, of('monitor.completed')[0]?.at ?? 0]
  const away = events.reduce((sum, event) => sum + (event.type === 'monitor.resumed' ? event.unwatchedMs : 0), 0)
  expect(away).toBeGreaterThan(0)
  expect(ended - begun - away).toBeGreaterThanOrEqual(windowMs - 50)
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 100))
}
