// The whole observatory over a real folder: a server, files, commands, a repository; and that it ends what it began.
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import { readDeploys } from '../../src/signals/deploys.ts'
import { type Observatory, startObservatory } from '../../src/signals/observatory.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { TelemetrySnapshot } from '../../src/telemetry/types.ts'

let folder: string
let telemetry: Telemetry
let observatory: Observatory | null
let server: Server
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-watch-'))
  telemetry = new Telemetry({ startedAt: Date.now() })
  observatory = null
  server = createServer((_, response) => response.writeHead(503).end('pool exhausted'))
})
afterEach(async () => {
  await observatory?.stop()
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function watch(config: object): void {
  const parsed = configSchema.parse({ host: false, ...config })
  observatory = startObservatory({ config: parsed, telemetry, now: Date.now, cwd: folder })
}
/** Waits for something to be seen; the test's own limit ends it where it never is. */
async function until(isSeen: (seen: TelemetrySnapshot) => unknown): Promise<TelemetrySnapshot> {
  for (;;) {
    const seen = telemetry.snapshot(Date.now())
    if (isSeen(seen)) return seen
    await wait(10)
  }
}
function git(...args: string[]): void {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'init.defaultBranch=main']
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' })
}

test('health, logs and commits of one folder are seen, and everything ends when it is stopped', async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  git('init', '-q')
  writeFileSync(join(folder, 'a.txt'), 'one')
  git('add', '.')
  git('commit', '-qm', 'Break \u001b[31mcheckout')
  writeFileSync(join(folder, 'web.log'), '')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`
  const pidFile = join(folder, 'pid')
  const script = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); console.log('ERROR from a program'); setInterval(() => 0, 1000)`
  watch({
    health: [{ name: 'api', url, every: 50 }],
    logs: [{ file: '*.log' }, { name: 'program', command: [process.execPath, '-e', script] }],
  })
  await until(seen => seen.health[0]?.history.length && seen.sources.length === 2)
  appendFileSync(join(folder, 'web.log'), 'ERROR boom\n')
  writeFileSync(join(folder, 'late.log'), 'INFO late\n')
  const seen = await until(all => all.groups.length === 2 && all.changes.length === 1)
  expect(seen.health[0]).toMatchObject({ name: 'api', state: 'failing', answer: '503', reason: '503: pool exhausted' })
  expect(seen.sources.map(source => source.name).sort()).toEqual(['program', 'web.log'])
  expect(seen.changes[0]).toMatchObject({ kind: 'commit', author: 'Ann', paths: ['a.txt'] })
  expect(seen.changes[0]?.subject).not.toContain('\u001b')
  const pid = Number(readFileSync(pidFile, 'utf8'))
  await observatory?.stop()
  expect(() => process.kill(pid, 0)).toThrow()
})

test('what cannot be seen is said, with the reason, and hides nothing else', async () => {
  watch({
    health: [{ name: 'api', url: 'http://127.0.0.1:1/', every: 50 }],
    logs: [{ command: ['no-such-program-here'] }, { file: 'none-*.log' }, { file: 'missing.log' }],
    changes: {
      deploys: { command: [process.execPath, '-e', 'console.error("denied"); process.exit(2)'] },
      files: ['x'],
    },
  })
  const seen = await until(all => all.blind.length >= 4 && all.health[0]?.answer === 'refused')
  expect(seen.blind.join('\n')).toContain('git: no repository here')
  expect(seen.blind).toContain('deploys: denied')
  expect(seen.blind).toContain('log none-*.log: no file has such a name')
  const lost = await until(all => all.sources.every(source => source.reason !== null))
  expect(lost.sources.map(({ state, reason }) => [state, reason])).toEqual([
    ['lost', 'no-such-program-here is not installed'],
    ['waiting', 'the file does not exist yet'],
  ])
})

test('a container whose log stream breaks is read on without a line lost or doubled', async () => {
  // A stand-in that, like docker, tells the end of the log again whenever it is asked, and then breaks off.
  const bin = join(folder, 'docker')
  const stream = ['00.1 INFO one', '00.2 ERROR two', '00.3 INFO three', '00.4 INFO four']
  const lines = stream.map(line => `2026-03-25T14:30:${line.replace(' ', '00000000Z ')}`)
  const body = `
    const fs = require('fs'); const at = ${JSON.stringify(join(folder, 'runs'))}
    const runs = fs.existsSync(at) ? Number(fs.readFileSync(at, 'utf8')) : 0
    fs.writeFileSync(at, String(runs + 1))
    const lines = ${JSON.stringify(lines)}
    process.stdout.write(lines.slice(0, runs === 0 ? 2 : 4).join('\\n') + '\\n')
    if (runs === 0) { process.stderr.write('2026-03-25T14:30:00.15Z connection reset\\n'); process.exitCode = 1 } else setInterval(() => 0, 1000)`
  writeFileSync(bin, `#!${process.execPath}\n${body}`)
  chmodSync(bin, 0o755)
  const path = process.env.PATH
  process.env.PATH = `${folder}:${path}`
  try {
    watch({ logs: [{ docker: 'checkout' }] })
    await until(() => telemetry.log.pushed >= 5)
    expect(existsSync(join(folder, 'runs'))).toBe(true)
    const texts = Array.from({ length: telemetry.log.pushed }, (_, i) => telemetry.log.text(i).split(' ').at(-1))
    expect(texts.sort()).toEqual(['four', 'one', 'reset', 'three', 'two'])
    const error = telemetry.log.find({ levels: ['error'] })[0] as number
    expect(telemetry.log.line(error)?.at).toBe(Date.parse('2026-03-25T14:30:00.200Z'))
  } finally {
    process.env.PATH = path
  }
})

test('deploys are read from a list, from an object that holds one, and line by line', () => {
  const one = { version: '1.2.3', deployed_at: '2026-03-25T14:15:00Z', message: 'Guest checkout', user: 'lee' }
  const read = {
    kind: 'deploy',
    ref: '1.2.3',
    subject: 'Guest checkout',
    author: 'lee',
    at: Date.parse('2026-03-25T14:15:00Z'),
  }
  expect(readDeploys(JSON.stringify([one]))).toEqual({ deploys: [read], unread: 0 })
  expect(readDeploys(JSON.stringify({ total: 1, items: [one] }))).toEqual({ deploys: [read], unread: 0 })
  const newer = { id: 288, time: read.at / 1000 + 60 }
  const lines = readDeploys(`${JSON.stringify(one)}\n${JSON.stringify(newer)}\nnoise\n`)
  expect(lines).toMatchObject({ deploys: [{ ref: '288', at: read.at + 60_000 }, read], unread: 1 })
})
