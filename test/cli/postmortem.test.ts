// The post-mortem brought out by the built program: files, a template, a pull request, issues; nothing twice.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrigin, type Origin } from '../support/origin.ts'
import { type StandInGh, standInGh } from '../support/stand-in-gh.ts'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let origin: Origin
let gh: StandInGh
let id: string

beforeEach(() => {
  origin = makeOrigin()
  gh = standInGh(origin.root)
  origin.commit('Begin', { 'README.md': 'shop\n' })
  origin.git('push', '--quiet', 'origin', 'main')
  writeFileSync(
    join(origin.root, 'config.yaml'),
    'postmortem: { dir: docs/incidents }\nissues: { repo: shop/web, labels: [incident] }\n',
  )
  const written = JSON.stringify({
    title: 'Search finds nothing',
    service: 'search',
    severity: 'P2',
    started: '2024-02-01T09:00Z',
    resolved: '2024-02-01T09:40Z',
    timeline: [
      { at: '2024-02-01T09:00Z', text: 'empty results' },
      { at: '2024-02-01T09:10Z', text: 'index rebuilt' },
      { at: '2024-02-01T09:40Z', text: 'results again' },
    ],
    actionItems: ['Alert on empty results', { text: '--label=x', owner: 'kim' }],
  })
  id = run(['import', '-'], written).stdout.trim()
})
afterEach(() => origin.remove())

function run(args: readonly string[], input = '') {
  const env = { ...process.env, ...gh.env, INCIDENT_TUI_HOME: join(origin.root, 'record') }
  return spawnSync(process.execPath, [bin, ...args], { env, cwd: origin.clone, encoding: 'utf8', input })
}
const configured = ['--config', '../config.yaml']

test('a file by its ending, pictures beside Markdown, and nothing overwritten unasked', () => {
  const out = join(origin.root, 'out')
  mkdirSync(out)
  expect(run(['postmortem', id, '--out', join(out, 'a.html')]).status).toBe(0)
  expect(readFileSync(join(out, 'a.html'), 'utf8')).toMatch(/^<!doctype html>/)
  expect(run(['postmortem', id, '--out', join(out, 'a.md')]).status).toBe(0)
  expect(readdirSync(out)).toEqual(['a-timeline.svg', 'a.html', 'a.md'])
  expect(readFileSync(join(out, 'a.md'), 'utf8')).toContain('](<a-timeline.svg>)')
  expect(run(['postmortem', id, '--out', join(out, 'a.md')])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--force'),
  })
  expect(run(['postmortem', id, '--out', join(out, 'a.md'), '--force']).status).toBe(0)
  chmodSync(out, 0o500)
  const refused = run(['postmortem', id, '--out', join(out, 'none', 'b.md')])
  chmodSync(out, 0o700)
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/^cannot write .*b\.md/) })
})

test('into the configured folder: written again while nobody has edited it, beside it once somebody has', () => {
  const folder = join(origin.clone, 'docs', 'incidents')
  const saving = () => run(['postmortem', id, '--save', ...configured])
  expect(saving()).toMatchObject({ status: 0, stdout: '' })
  expect(readdirSync(folder)).toEqual(['2024-02-01-search-timeline.svg', '2024-02-01-search.md'])
  expect(run(['section', 'lucky', 'it was Thursday', '--incident', id]).status).toBe(0)
  expect(saving().status).toBe(0)
  expect(readFileSync(join(folder, '2024-02-01-search.md'), 'utf8')).toContain('it was Thursday')
  writeFileSync(join(folder, '2024-02-01-search.md'), 'mine now\n')
  expect(saving()).toMatchObject({ status: 0, stderr: expect.stringContaining('was edited by someone and stays') })
  expect(readFileSync(join(folder, '2024-02-01-search.md'), 'utf8')).toBe('mine now\n')
  expect(readdirSync(folder)).toContain('2024-02-01-search-2.md')
})

test('a template of ones own, and the built-in document with the line where it is wrong', () => {
  const template = join(origin.root, 'own.md')
  writeFileSync(template, '# {{title}}\n{{#each timeline}}\n{{when}} {{text}}\n{{/each}}')
  expect(run(['postmortem', id, '--template', template]).stdout).toBe(
    '# Search finds nothing\n09:00 empty results\n09:10 index rebuilt\n09:40 results again\n',
  )
  writeFileSync(template, '# {{title}}\n{{nothing}}')
  const wrong = run(['postmortem', id, '--template', template])
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringMatching(/own\.md:2 there is no "nothing"/) })
  expect(wrong.stdout).toContain('## Incident Post-Mortem')
  expect(run(['postmortem', '--fields']).stdout).toMatch(/^timeline +a list of: when/m)
})

test('a branch and a pull request from a worktree; a second time nothing is pushed or opened again', () => {
  writeFileSync(join(origin.clone, 'README.md'), 'being edited\n')
  const first = run(['postmortem', id, '--pr', ...configured])
  expect(first).toMatchObject({ status: 0, stdout: 'https://git.example/shop/pull/7\n' })
  expect(origin.subjects('postmortem/2024-02-01-search')).toEqual(['Post-mortem: Search finds nothing', 'Begin'])
  const files = origin.gitIn(origin.bare, 'ls-tree', '-r', '--name-only', 'postmortem/2024-02-01-search').split('\n')
  expect(files).toEqual([
    'README.md',
    'docs/incidents/2024-02-01-search-timeline.svg',
    'docs/incidents/2024-02-01-search.md',
  ])
  expect(readFileSync(join(origin.clone, 'README.md'), 'utf8')).toBe('being edited\n')
  expect(existsSync(join(origin.clone, 'docs'))).toBe(false)
  expect(origin.git('worktree', 'list').split('\n')).toHaveLength(1)
  const again = run(['postmortem', id, '--pr', ...configured])
  expect(again).toMatchObject({ status: 0, stdout: 'https://git.example/shop/pull/7\n' })
  expect(gh.calls().filter(call => call.startsWith('pr create'))).toHaveLength(1)
  expect(origin.subjects('postmortem/2024-02-01-search')).toHaveLength(2)
  expect(run(['section', 'lucky', 'it was Thursday', '--incident', id]).status).toBe(0)
  expect(run(['postmortem', id, '--pr', ...configured]).status).toBe(0)
  expect(origin.subjects('postmortem/2024-02-01-search')).toHaveLength(3)
})

test('a pull request that cannot be opened says what is done and what is not', () => {
  gh.failing('could not connect')
  const failed = run(['postmortem', id, '--pr', ...configured])
  expect(failed).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/is pushed, but no pull request was opened: could not connect/),
  })
})

test('one issue an action item, found again where its link was lost, its link in the document', () => {
  const actions = () =>
    JSON.parse(run(['postmortem', id, '--format', 'json']).stdout).postmortem.sections[3].blocks[0].items
  const mark = `<!-- action item ${actions()[0].id} -->`
  gh.issues([
    { url: 'https://git.example/shop/issues/900', body: 'similar words' },
    { url: 'https://git.example/shop/issues/41', body: `made before a crash\n${mark}` },
  ])
  const first = run(['postmortem', id, '--issues', ...configured])
  expect(first).toMatchObject({
    status: 0,
    stdout: 'https://git.example/shop/issues/41\nhttps://git.example/shop/issues/1\n',
  })
  expect(gh.calls().filter(call => call.startsWith('issue create'))).toEqual([
    'issue create --title=--label=x --body-file - --label incident --repo shop/web',
  ])
  expect(gh.issueBodies()[0]).toMatch(/Owner: kim[\s\S]*<!-- action item [\w-]+ -->/)
  expect(run(['postmortem', id, '--issues', ...configured]).stderr).toContain('every open action item has its issue')
  expect(gh.issueBodies()).toHaveLength(1)
  expect(run(['postmortem', id]).stdout).toContain(
    '- [ ] Alert on empty results (<https://git.example/shop/issues/41>)',
  )
  expect(run(['postmortem', id]).stdout).not.toContain('gh issue')
})
