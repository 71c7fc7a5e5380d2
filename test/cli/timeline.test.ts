// The timeline from the command line: listed, added, corrected, taken back, marked, joined.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-timeline-'))
  run('declare', 'uploads fail')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function run(...args: string[]) {
  const env = { ...process.env, INCIDENT_TUI_HOME: home }
  return spawnSync(process.execPath, [bin, ...args], { env, encoding: 'utf8' })
}
const timeline = (...args: string[]) => run('timeline', ...args)
const rows = (...args: string[]) => JSON.parse(timeline('list', '--json', ...args).stdout)

test('a row is added at its time, edited with its history kept, and marked', () => {
  expect(timeline('add', '2025-03-25 14:30-14:45 deploys frozen').stderr).toContain('2025-03-25T14:30:00.000Z')
  expect(timeline('edit', 'frozen', '--text', 'deploys stopped', '--at', '~14:35').status).toBe(0)
  expect(timeline('key', 'stopped').status).toBe(0)
  expect(rows()[0]).toMatchObject({
    text: 'deploys stopped',
    at: '2025-03-25T14:35:00.000Z',
    until: null,
    precision: 'about',
    key: true,
    versions: [{ text: 'deploys frozen', at: '2025-03-25T14:30:00.000Z' }, { text: 'deploys stopped' }],
  })
  expect(timeline().stdout).toMatch(/^2025-03-25 ~14:35:00 {2}[0-9a-f]{7} {2}deploys stopped {2}\(.*; key, amended\)$/m)
})

test('what is taken back goes from the list and stays readable with its reason', () => {
  timeline('add', 'wrong window')
  expect(timeline('retract', 'wrong', '--reason', 'other incident').status).toBe(0)
  expect(rows().map((row: { text: string }) => row.text)).toEqual(['declared: uploads fail'])
  expect(timeline('list', '--retracted').stdout).toMatch(/wrong window[\s\S]*other incident/)
  const { status, stderr } = timeline('retract', 'declared', '--reason', 'x')
  expect([status, stderr]).toEqual([1, expect.stringContaining('stays')])
})

test('two rows that say the same become one', () => {
  timeline('add', 'db full')
  timeline('add', 'the db is full')
  expect(timeline('join', 'the db is full', '--into', rows()[1].id).status).toBe(0)
  expect(rows()[1]).toMatchObject({ text: 'db full', joined: [{ text: 'the db is full' }] })
})

test('a row that is not clear, a time that is none and a zone that is none are said', () => {
  timeline('add', 'one')
  timeline('add', 'one more')
  expect(timeline('edit', 'one', '--text', 'x')).toMatchObject({ status: 2, stderr: expect.stringContaining('2 rows') })
  expect(timeline('edit', 'more', '--at', 'soon')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no time'),
  })
  expect(timeline('list', '--zone', 'Mars/Base')).toMatchObject({ status: 2 })
  expect(timeline('list', '--zone', 'Asia/Tokyo').status).toBe(0)
  expect(rows('--kind', 'decisions')).toHaveLength(1)
})
