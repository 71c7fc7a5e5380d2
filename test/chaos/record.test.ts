// The record under bad treatment: many writers, writers killed outright, a disk that is full, a folder that is closed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bin, openTerminal } from '../support/terminal.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-chaos-'))
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const env = () => ({ ...process.env, HOME: home, INCIDENT_TUI_HOME: join(home, 'record') })
const tui = (...args: string[]) => spawnSync(process.execPath, [bin, ...args], { env: env(), encoding: 'utf8' })

function notesOnRecord(): string[] {
  const shown = JSON.parse(tui('show', '--json').stdout)
  return shown.timeline
    .filter((row: { type: string }) => row.type === 'note.added')
    .map((row: { text: string }) => row.text.replaceAll('"', ''))
}

test('notes from several processes, some killed while they write: what was accepted is there, once', async () => {
  tui('declare', 'checkout fails')
  const accepted: string[] = []
  const writer = async (name: string) => {
    for (let index = 0; index < 8; index += 1) {
      const text = `note ${name} ${index}`
      const child = spawn(process.execPath, [bin, 'note', text], { env: env(), stdio: 'ignore' })
      if (name === 'killed') setTimeout(() => child.kill('SIGKILL'), 40 + 15 * index)
      if ((await exitOf(child)) === 0) accepted.push(text)
    }
  }
  await Promise.all(['a', 'b', 'c', 'killed'].map(writer))
  const kept = notesOnRecord()
  expect(accepted.length).toBeGreaterThanOrEqual(24)
  for (const text of accepted) expect(kept.filter(one => one === text)).toEqual([text])
  expect(new Set(kept).size).toBe(kept.length)
})

test('on a full disk a note fails with words, and what was there before stays readable', () => {
  tui('declare', 'checkout fails')
  tui('note', 'before')
  const full = spawnSync('bash', ['-c', 'ulimit -f 0; exec "$@"', 'bash', process.execPath, bin, 'note', 'lost'], {
    env: env(),
    encoding: 'utf8',
  })
  expect(full.status).toBe(1)
  expect(full.stderr).toMatch(/^not recorded: .*is full: free some space$/m)
  expect(notesOnRecord()).toEqual(['before'])
})

test('the cockpit works on in memory on a full disk and says so', async () => {
  const terminal = openTerminal({
    program: ['bash', '-c', `ulimit -f 0; exec "${process.execPath}" "${bin}" "checkout fails"`],
    cols: 120,
    rows: 36,
    home,
  })
  try {
    await terminal.until(/IN MEMORY/)
    terminal.press('n', 'still noted', 'Enter')
    await terminal.until('"still noted"')
    terminal.press('q')
    await terminal.until('only in memory would be lost. q again leaves anyway')
    terminal.press('q')
    expect(await terminal.exited).toMatchObject({ exitCode: 0 })
  } finally {
    await terminal.close()
  }
})

test('events that cannot be read are kept and counted, and the incident opens', async () => {
  tui('declare', 'checkout fails')
  const events = join(home, 'record', 'incidents', readdirSync(join(home, 'record', 'incidents'))[0] ?? '', 'events')
  const broken = join(events, '0195d0a0-0000-7000-8000-000000000000.json')
  writeFileSync(broken, '{"type":"note.added","text":"half')
  writeFileSync(join(events, '0195d0a0-0000-7000-8000-000000000001.json'), Buffer.from([0, 255, 1, 2]))
  const terminal = openTerminal({ args: ['resume'], home, cols: 120 })
  try {
    await terminal.until(/2 UNREADABLE/)
    expect(readdirSync(events)).toContain('0195d0a0-0000-7000-8000-000000000000.json')
  } finally {
    await terminal.close()
  }
})

test.skipIf(process.getuid?.() === 0)('a record folder that may not be written is said, exit 1', () => {
  mkdirSync(join(home, 'record'), { mode: 0o500 })
  chmodSync(join(home, 'record'), 0o500)
  const refused = tui('declare', 'checkout fails')
  expect(refused.status).toBe(1)
  expect(refused.stderr).toMatch(/not recorded/)
})

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => child.on('exit', resolve))
}
