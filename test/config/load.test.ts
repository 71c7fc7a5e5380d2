// Configurations as people write them, right and wrong: what is found, what is said about it, what stays out until it
// is trusted.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { overriddenIn } from '../../src/config/overridden.ts'
import { problemLine, readConfig } from '../../src/config/read-config.ts'
import { trustStore } from '../../src/config/trust.ts'
import { undertakingsOf } from '../../src/config/undertakings.ts'

let folder: string
let env: Record<string, string>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-config-'))
  mkdirSync(join(folder, 'repo', 'deep', 'down'), { recursive: true })
  mkdirSync(join(folder, 'xdg', 'incident-tui'), { recursive: true })
  env = { XDG_CONFIG_HOME: join(folder, 'xdg'), HOME: folder }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (path: string, text: string): string => {
  writeFileSync(join(folder, path), text)
  return join(folder, path)
}
const load = (cwd = 'repo', option?: string) => {
  return loadConfig({ cwd: join(folder, cwd), env, home: join(folder, 'home'), ...(option ? { option } : {}) })
}
async function said(text: string): Promise<string[]> {
  const path = file('c.yaml', text)
  return (await readConfig(path, env)).problems.map(problem => problemLine(problem).slice(path.length + 1))
}

describe('what is wrong is said with its place', () => {
  test.each([
    ['service: [1', /^1:12: .*flow/i],
    ['- a\n- b', /^1:1: expected a map, got a list/],
    ['helth: []', /^1:1: unknown key "helth"; did you mean health\?/],
    [
      'health:\n  - name: api\n    url: https://a/\n    evry: 5s',
      /^4:5: health\[0\]: unknown key "evry"; did you mean every\?/,
    ],
    ['logs:\n  - fil: app.log', /^2:5: logs\[0\]: unknown key "fil"; did you mean file\?/],
    [
      'logs:\n  - name: app',
      /^2:5: logs\[0\]: expected one of file, stdin, journal, docker, compose, kubectl, command$/,
    ],
    ['health: [{name: a, url: "ftp://x"}]', /^1:25: health\[0\].url: expected an address that starts with http/],
    ['health: [{url: "http://x"}]', /^1:10: health\[0\]: name is missing/],
    ['budgets:\n  triage: soon', /^2:11: budgets.triage: expected a duration such as/],
    ['mitigations: [{name: x, run: flagctl off x}]', /^1:30: mitigations\[0\].run: .*did you mean \[flagctl, off, x\]/],
    [
      'mitigations: [{name: x, run: [a], risk: dangerous}]',
      /risk: expected read or reversible or danger.*did you mean danger\?/,
    ],
    ['service: 3', /^1:10: service: expected a text, got a number/],
    ['service: a\nservice: b', /^2:1: .*unique/i],
    ['service: !!js/function "x"', /^1:10: .*tag/i],
    [
      'health: [{name: a, url: "http://x", headers: {k: "${NO_SUCH}"}}]',
      /headers\.k: the environment variable NO_SUCH is not set/,
    ],
    ['health: [{name: a, url: "${HOME}"}]', /url: expected an address/],
  ])('%j', async (text, words) => {
    const [first, ...more] = await said(text)
    expect(first).toMatch(words)
    expect(more).toEqual([])
  })

  test('a flood of aliases and a huge file are refused, and escapes do not come through', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'
        .split('')
        .map((key, i) => `${key}: &${key} [${'*'.concat('abcdefghi'[i] as string, ', ').repeat(9)}]`),
    ]
    expect((await said(bomb.join('\n')))[0]).toMatch(/aliases/)
    expect((await said(`service: ${'x'.repeat(2_000_000)}`))[0]).toMatch(/larger than 1 MB/)
    expect((await said('"\\e[31mred": 1')).join()).not.toContain('\u001b')
  })

  test('one mistake costs one entry and not the rest', async () => {
    file('repo/c.yaml', 'service: shop\nhealth:\n  - {name: a, url: "http://a/"}\n  - {name: b, url: 7}\nlogs: 5\n')
    const { config, problems } = await load('repo', 'c.yaml')
    expect(config).toMatchObject({ service: 'shop', logs: [], health: [{ name: 'a', every: 5000 }] })
    expect(problems.map(problem => problem.path)).toEqual(['health[1].url', 'logs'])
  })
})

describe('where it comes from', () => {
  test('the nearest upward over the person’s own; entries of one name are replaced, others added', async () => {
    file(
      'xdg/incident-tui/config.yaml',
      'service: mine\nupdates: [{name: chat, webhook: {env: A}}, {name: mail, run: [mail]}]\nbudgets: {triage: 1m}',
    )
    const path = file(
      'repo/.incident.yaml',
      'service: shop\nupdates: [{name: chat, webhook: {env: B}}]\nbudgets: {verify: 5m}',
    )
    const before = await load('repo/deep/down')
    expect(before.config.service).toBe('mine')
    expect(before.untrusted).toMatchObject({ file: path, config: { service: 'shop' } })
    trustStore(join(folder, 'home')).trust(path, before.untrusted?.sha256 ?? '', 'now')
    const { config, origins, base, untrusted } = await load('repo/deep/down')
    expect(untrusted).toBeNull()
    expect(config.service).toBe('shop')
    expect(config.updates.map(one => [one.name, one.webhook?.env])).toEqual([
      ['chat', 'B'],
      ['mail', undefined],
    ])
    expect(config.budgets).toEqual({ triage: 60_000, verify: 300_000 })
    expect(base).toBe(join(folder, 'repo'))
    expect(origins.map(origin => origin.state)).toEqual(['used', 'used'])
  })

  test('a changed byte, or trust taken back, is a new question', async () => {
    const path = file('repo/.incident.yaml', 'service: shop\n')
    const store = trustStore(join(folder, 'home'))
    store.trust(path, (await load()).untrusted?.sha256 ?? '', 'now')
    expect((await load()).untrusted).toBeNull()
    appendFileSync(path, 'deploy: {run: [rm, -rf, /]}\n')
    expect((await load()).config.deploy).toBeUndefined()
    const changed = (await load()).untrusted
    store.trust(path, changed?.sha256 ?? '', 'now')
    expect((await load()).config.deploy?.run).toEqual(['rm', '-rf', '/'])
    expect(store.revoke(path)).toBe(true)
    expect((await load()).untrusted).not.toBeNull()
  })

  test('a named file is the person’s choice; a named file that is missing is a problem', async () => {
    const path = file('named.yaml', 'service: named')
    expect((await load('repo', path)).config.service).toBe('named')
    env.INCIDENT_TUI_CONFIG = path
    expect((await load()).config.service).toBe('named')
    expect((await load('repo', 'nowhere.yaml')).problems[0]?.message).toBe('there is no such file')
  })

  test('environment variables are replaced only where the schema says so, and never shown', async () => {
    env.TOKEN = 's3cret'
    file(
      'c.yaml',
      'service: "${TOKEN}"\nhealth: [{name: "${TOKEN}", url: "http://a/${TOKEN}", headers: {k: "Bearer ${TOKEN}"}}]',
    )
    const { config, origins } = await load('repo', join(folder, 'c.yaml'))
    expect(config.service).toBe('${TOKEN}')
    expect(config.health[0]).toMatchObject({
      name: '${TOKEN}',
      url: 'http://a/s3cret',
      headers: { k: 'Bearer s3cret' },
    })
    expect(JSON.stringify(origins)).not.toContain('s3cret')
  })
})

test('what it would do is told entry by entry, cleaned', async () => {
  const path = file(
    'repo/.incident.yaml',
    'health: [{name: a, url: "http://evil/"}, {name: b, command: [curl, "x\\e[2J"]}]\nlogs: [{file: /etc/passwd}]\nmitigations: [{name: m, run: {shell: true, line: "rm -rf ~"}}]\nupdates: [{name: u, webhook: {env: HOOK}}]',
  )
  const told = undertakingsOf((await load()).untrusted?.config ?? (await load()).config)
  expect(told.map(({ verb, what }) => `${verb} ${what.replace(/[^ -~]/g, '?')}`)).toEqual([
    expect.stringMatching(/^runs curl/),
    'sends what you write, when you say so, to the address in $HOOK',
    "may run sh -c 'rm -rf ~'",
    'asks GET http://evil/',
    'reads /etc/passwd',
  ])
  expect(JSON.stringify(told)).not.toContain('\\u001b')
  expect(path).toBeTruthy()
})

test('what the one below says in vain is named by its path', () => {
  const under = {
    service: 'a',
    budgets: { triage: 1, fix: 2 },
    updates: [{ name: 'chat' }, { name: 'mail' }],
    logs: [],
  }
  const over = { service: 'b', budgets: { fix: 3 }, updates: [{ name: 'chat' }] }
  expect(overriddenIn(under, over)).toEqual(['service', 'budgets.fix', 'updates "chat"'])
})
