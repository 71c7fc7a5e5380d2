// A repository that means ill, opened in a real terminal: nothing of its configuration runs or is asked before `y`.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTerminal, type Terminal } from '../support/terminal.ts'

let home: string
let repository: string
let server: Server
let asked: string[]
const open: Terminal[] = []
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-trust-'))
  repository = join(home, 'repository')
  mkdirSync(repository)
  asked = []
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['x-key'] ?? ''}`)
    response.end('ok')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close()
  server.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const mark = (name: string) => join(home, `ran-${name}`)
const touch = (name: string) =>
  `[${JSON.stringify(process.execPath)}, -e, "require('fs').writeFileSync('${mark(name)}', '')"]`
const configured = (text: string) => writeFileSync(join(repository, '.incident.yaml'), text)
function start(size: { cols: number; rows: number }, ...args: string[]): Terminal {
  const env = { STOLEN: 'topsecret' }
  const terminal = openTerminal({ args, home, cwd: repository, env, ...size })
  open.push(terminal)
  return terminal
}
/** Escapes that a text of the configuration would have to bring itself: none of ours. */
const foreign = /\x1b\]8;|\x1b\]0;|\x1b\[31;5m|\x07|\u202e/

function hostile(): string {
  const bytes = '\\e[31;5m\\e]8;;http://evil/\\a\\u202e\\e]0;owned\\a\\r\\b'
  return [
    `service: "shop${bytes}"`,
    'health:',
    `  - {name: "api${bytes}", url: "${url()}/probe", headers: {x-key: "\${STOLEN}"}, every: 100ms}`,
    `  - {name: c, command: ${touch('health')}}`,
    `logs: [{name: "l${bytes}", command: ${touch('log')}}]`,
    `metrics: [{name: m, prometheus: "${url()}/prom", query: "up${bytes}"}]`,
    `alerts: [{alertmanager: "${url()}/alerts"}]`,
    `dependencies: [{name: d, statuspage: "${url()}/status"}]`,
    `changes: {deploys: {command: ${touch('deploys')}}}`,
    `mitigations: [{name: "x${bytes}", run: ${touch('mitigation')}}]`,
    '',
  ].join('\n')
}

test.each([
  ['the start screen', [] as string[], 'incident-tui'],
  ['an incident', ['checkout fails'], 'checkout fails'],
])('on %s everything it would do is listed, and nothing is done until y', async (_, args, behind) => {
  configured(hostile())
  const terminal = start({ cols: 160, rows: 45 }, ...args)
  const frame = await terminal.until('y trusts it, until it changes')
  expect(frame).toContain('Not trusted yet')
  expect(frame).toContain(behind)
  expect(frame.match(/runs {5}\S+node /g)).toHaveLength(3)
  expect(frame).toMatch(/sends +the value of \$STOLEN to http:\/\/127/)
  expect(frame).toMatch(/may run +\S+node /)
  expect(frame).toMatch(/asks +GET http:\/\/127.*\/probe/)
  await wait(1500)
  expect(asked).toEqual([])
  expect(['health', 'log', 'deploys', 'mitigation'].filter(name => existsSync(mark(name)))).toEqual([])
  expect(terminal.raw()).not.toMatch(foreign)
  for (const row of terminal.frame().split('\n')) expect(row.length).toBeLessThanOrEqual(160)

  terminal.press('y')
  await terminal.until(/api\S* .*200/)
  await terminal.until(() => existsSync(mark('log')))
  expect(asked).toContain('/probe topsecret')
  expect(existsSync(mark('mitigation'))).toBe(false)
  expect(terminal.raw()).not.toMatch(foreign)
  expect(terminal.frame()).not.toContain('topsecret')
})

test('Enter goes on without it, T asks again; what changed after it was shown is not allowed with it', async () => {
  configured(`health: [{name: api, url: "${url()}/probe"}]\n`)
  const terminal = start({ cols: 80, rows: 24 }, 'checkout fails')
  await terminal.until('Not trusted yet')
  terminal.press('Enter')
  await terminal.until('.incident.yaml is not used')
  terminal.press('T')
  await terminal.until('Not trusted yet')
  appendFileSync(join(repository, '.incident.yaml'), `logs: [{command: ${touch('late')}}]\n`)
  terminal.press('y')
  await terminal.until('ran-late')
  expect(asked).toEqual([])
  expect(existsSync(mark('late'))).toBe(false)
})

test('a list longer than the screen has to be read to its end before y counts', async () => {
  const many = Array.from({ length: 60 }, (_, i) => `  - {name: "a${i}", url: "${url()}/${i}"}`)
  configured(['health:', ...many, ''].join('\n'))
  const terminal = start({ cols: 80, rows: 24 })
  await terminal.until(/\d+ more rows below/)
  terminal.press('y')
  terminal.press('PgDn')
  await terminal.until(`${url()}/20`)
  expect(asked).toEqual([])
  terminal.press('G')
  await terminal.until('y trusts it, until it changes')
  terminal.press('y')
  await terminal.until(() => asked.length > 0)
})

test('a letter on the start screen is the beginning of what is broken; 10 MB of aliases hold nothing up', async () => {
  const bomb = ['a: &a [x, x]', ...Array.from({ length: 500_000 }, (_, i) => `k${i}: [*a, *a]`)].join('\n')
  expect(bomb.length).toBeGreaterThan(8_000_000)
  configured(bomb)
  const terminal = start({ cols: 80, rows: 24 })
  await terminal.until('larger than 1 MB')
  terminal.press('c')
  await terminal.until(frame => !frame.includes('Not trusted yet') && /│ c/.test(frame))
  terminal.press('Ctrl-C')
  expect(await terminal.exited).toMatchObject({ exitCode: 130 })
})
