// check, config and trust as a script uses them: the built program over a real folder and a real server.
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let folder: string
let server: Server
let asked: string[]
let status = 200
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-check-'))
  asked = []
  status = 200
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['x-key'] ?? ''}`.trim())
    response.writeHead(status).end('{"status":"ok"}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`
  const health = `health:\n  - {name: api, url: "${url}", headers: {x-key: "\${API_KEY}"}, expect: {json: {status: ok}}}\n`
  writeFileSync(join(folder, '.incident.yaml'), `service: shop\n${health}`)
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function run(...args: string[]): Promise<{ code: number | null; out: string; talk: string }> {
  const env = { ...process.env, INCIDENT_TUI_HOME: join(folder, 'home'), XDG_CONFIG_HOME: folder, API_KEY: 'k3y' }
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let talk = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    talk += chunk
  })
  return new Promise(resolve => child.on('close', code => resolve({ code, out, talk })))
}

test('a repository is not asked before it is trusted, then it is, and no more once it has changed', async () => {
  expect(await run('check')).toMatchObject({
    code: 1,
    out: expect.not.stringContaining('api'),
    talk: expect.stringMatching(/not trusted/),
  })
  expect(asked).toEqual([])
  expect(await run('trust')).toMatchObject({ code: 2, out: expect.stringMatching(/asks +GET http:\/\/127/) })
  expect((await run('trust', '--yes')).code).toBe(0)
  const healthy = await run('check', '--json')
  expect(healthy.code).toBe(0)
  expect(JSON.parse(healthy.out)).toMatchObject({
    ok: true,
    targets: [{ name: 'api', ok: true, status: 200, reason: null }],
  })
  expect(asked).toEqual(['/health k3y'])
  status = 503
  expect(await run('check')).toMatchObject({ code: 1, out: expect.stringMatching(/^FAIL {2}api +503 .*status/m) })
  appendFileSync(join(folder, '.incident.yaml'), '# a comment\n')
  expect((await run('check')).talk).toMatch(/not trusted/)
  await run('trust', '--yes')
  expect((await run('trust', '--revoke')).talk).toMatch(/no longer trusted/)
  expect((await run('check')).code).toBe(1)
  expect(asked.length).toBe(2)
})

test('config check tells the place, show tells the origin and no secret, schema is JSON Schema', async () => {
  const shown = await run('config', 'show', '--config', '.incident.yaml')
  expect(shown.out).toMatch(/^# .*\.incident\.yaml \(used\)\nservice: shop/)
  expect(shown.out).toContain('${API_KEY}')
  expect(shown.out).not.toContain('k3y')
  expect(await run('config', 'check')).toMatchObject({ code: 0, out: expect.stringMatching(/: ok$/m) })
  writeFileSync(join(folder, '.incident.yaml'), 'service: shop\nhelath: []\n')
  const wrong = await run('config', 'check')
  expect(wrong.code).toBe(1)
  expect(wrong.talk).toMatch(/\.incident\.yaml:2:1: unknown key "helath"; did you mean health\?/)
  expect(JSON.parse((await run('config', 'schema')).out).properties.health).toBeDefined()
  rmSync(join(folder, '.incident.yaml'))
  expect(await run('check')).toMatchObject({ code: 2, talk: expect.stringMatching(/nothing to check/) })
})
