// The post-mortem in the real program: nobody's words are lost to a kill, and none to another process.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { bin, openTerminal, type Terminal } from '../support/terminal.ts'

let home: string
let terminal: Terminal | null = null
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-postmortem-'))
  cli('declare', 'uploads fail', '--severity', 'P2')
  cli('impact', 'uploads of large files failed')
  cli('mitigated')
  cli('resolve')
  cli('phase', 'postmortem')
})
afterEach(async () => {
  await terminal?.close()
  terminal = null
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function cli(...args: string[]): void {
  const env = { ...process.env, INCIDENT_TUI_HOME: join(home, 'record') }
  execFileSync(process.execPath, [bin, ...args], { env, stdio: 'pipe' })
}

function open(options: { env?: Record<string, string>; cols?: number; rows?: number } = {}): Terminal {
  terminal = openTerminal({ args: ['resume'], home, cols: 100, rows: 30, ...options })
  return terminal
}

function state() {
  const record = new IncidentRecord(join(home, 'record'))
  return fold(record.read(record.ids()[0] ?? '').events)
}

test('a kill in the middle of an edit keeps every letter that was typed', async () => {
  const first = open()
  await first.until('Outline')
  first.press('g', 'Down', 'i')
  await first.until('▸ Impact')
  first.press(' About 40 customers')
  await first.until('About 40 customers▏')
  first.kill('SIGKILL')
  await first.exited
  expect(state().sections.impact).toBeUndefined()
  const second = open()
  await second.until('unfinished')
  second.press('g', 'Down', 'i')
  await second.until('About 40 customers▏')
  second.press('Enter')
  await second.until(/Impact +edited/)
  expect(state().sections.impact?.text).toBe('uploads of large files failed About 40 customers')
  await second.close()
})

test('what another process writes while a section is edited stands, and so does the edit', async () => {
  const { until, press } = open()
  await until('Outline')
  press('g', 'Down', 'i')
  await until('▸ Impact')
  press(' Mine.')
  await until('Mine.▏')
  cli('timeline', 'add', 'found by the other shift')
  cli('action', 'add', 'alert on failed uploads')
  cli('postmortem', '--out', join(home, 'meanwhile.md'))
  await until(/Action Items +1 unowned/)
  expect(terminal?.frame()).toContain('Mine.▏')
  press('Enter')
  await until(/Impact +edited/)
  const { timeline, actionItems, sections } = state()
  expect(timeline.some(row => row.text === 'found by the other shift')).toBe(true)
  expect(actionItems).toHaveLength(1)
  expect(sections.impact?.text).toContain('Mine.')
})

test('an editor writes a section, and Enter leads from there to the closed incident and its file', async () => {
  const { until, press, exited } = open({ cols: 80, rows: 24, env: { EDITOR: "sed -i 's/$/ (seen in the log)/'" } })
  await until('write ')
  press('g', 'Down')
  await until('write Impact')
  press('\x05')
  await until(/Impact +edited/)
  expect(state().sections.impact?.text).toBe('uploads of large files failed (seen in the log)')
  press('G', 'Up')
  await until(/write \S+\.md/)
  press('Enter')
  await until('Written: ')
  press('G')
  await until('close the incident')
  press('Enter')
  await until(/again +it has closed since/)
  press('Enter')
  await until(/leave +closed; the post-mortem is in/)
  press('Enter')
  expect((await exited).exitCode).toBe(0)
  const [file = ''] = readdirSync(home).filter(name => name.endsWith('.md'))
  expect(readFileSync(join(home, file), 'utf8')).toContain('(seen in the log)')
  expect(state().status).toBe('closed')
})
