// An incident written down in YAML, entered by the built program, and written up further by its subcommands.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-import-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function run(input: string | null, ...args: string[]) {
  const env = { ...process.env, INCIDENT_TUI_HOME: home }
  return spawnSync(process.execPath, [bin, ...args], { env, encoding: 'utf8', ...(input === null ? {} : { input }) })
}

test('from a YAML file to a document, and what is added by hand stands in it', () => {
  const yaml = [
    'title: Search finds nothing',
    'severity: P2',
    'started: 2024-02-01T09:00Z',
    'resolved: 2024-02-01T09:40Z',
    'timeline:',
    '  - { at: 2024-02-01 09:00, text: empty results }',
  ].join('\n')
  const imported = run(yaml, 'import', '-')
  expect(imported).toMatchObject({ status: 0, stderr: expect.stringContaining('Search finds nothing') })
  const id = imported.stdout.trim()
  const did = (...args: string[]) => expect(run(null, ...args, '--incident', id)).toMatchObject({ status: 0 })
  did('cause', 'the index was empty')
  did('cause', 'and nobody was told', '--also')
  did('factor', '--why', 'nobody tests search')
  did('factor', '--why', 'it needs data', '--under', 'tests search')
  did('figure', 'failed searches', '48k', '--about', '--source', 'access log')
  did('moment', 'detected', '--at', '2024-02-01T09:10Z', '--why', 'a customer called')
  did('note', 'index rebuilt', '--at', '2024-02-01T09:20Z', '--until', '2024-02-01T09:38Z', '--who', 'kim')
  did('section', 'lucky', 'a backup was **one** day old')
  did('action', 'add', 'alert on empty results', '--kind', 'detect', '--priority', 'high')
  const document = run(null, 'postmortem', id, '--names').stdout
  for (const fact of [
    '- the index was empty\n- and nobody was told',
    '- nobody tests search\n  - it needs data',
    '- **Failed searches**: about 48,000 (access log)',
    'a customer called',
    '- 09:20 to 09:38 -- index rebuilt (kim)',
    'a backup was **one** day old',
    '- [ ] alert on empty results -- detect, high priority',
  ])
    expect(document).toContain(fact)
  expect(run(yaml, 'import', '-')).toMatchObject({ status: 1, stderr: expect.stringContaining(id) })
})

test('a mistake names its line, and nothing is recorded', () => {
  const wrong = run('title: x\nstarted: yesterday-ish\n', 'import', '-')
  expect(wrong).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^stdin:2:\d+ started: "yesterday-ish" is no time/),
  })
  expect(run('title: [', 'import', '-').status).toBe(2)
  expect(JSON.parse(run(null, 'list', '--all', '--json').stdout)).toEqual([])
})
