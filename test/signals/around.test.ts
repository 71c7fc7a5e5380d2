// What a machine without any configuration shows by itself: its ports, its newest logs, its failed units.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readUnits } from '../../src/signals/around/failed-units.ts'
import { listeningPorts } from '../../src/signals/around/listening-ports.ts'
import { chosenPorts } from '../../src/signals/around/local-ports.ts'
import { newestLogs } from '../../src/signals/around/newest-logs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-around-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the newest readable text files of the system and of the folder are the logs; archives, binaries and old ones are not', async () => {
  const now = Date.now()
  const write = (path: string, text: string | Buffer, ageMs: number) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
    utimesSync(join(folder, path), new Date(now - ageMs), new Date(now - ageMs))
  }
  write('var/syslog', 'a\n', 1000)
  write('var/nginx/error.log', 'b\n', 500)
  write('var/syslog.1', 'a\n', 100)
  write('var/old.log', 'a\n', 30 * 3_600_000)
  write('var/wtmp', Buffer.from([1, 0, 2]), 10)
  write('var/empty.log', '', 10)
  write('here/logs/app.log', 'c\n', 200)
  write('here/notes.txt', 'not a log\n', 10)
  const options = { cwd: join(folder, 'here'), now, systemLogs: join(folder, 'var') }
  const found = await newestLogs(options)
  expect(found.map(path => path.slice(folder.length + 1))).toEqual([
    'here/logs/app.log',
    'var/nginx/error.log',
    'var/syslog',
  ])
})

test.runIf(process.platform === 'linux')('a port that another program listens on is found, with its name', async () => {
  const script = 'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))'
  // Ports that are handed out are left out, so one below is tried for.
  const below = `let p = 20000 + process.pid % 10000; ${script.replace('listen(0', 'listen(p')}`
  const child = spawn(process.execPath, ['-e', below], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const port = Number(await new Promise(resolve => child.stdout.once('data', data => resolve(String(data).trim()))))
    expect((await listeningPorts()).find(one => one.port === port)).toMatchObject({
      host: '127.0.0.1',
      program: expect.stringMatching(/node|Main/),
    })
  } finally {
    child.kill()
  }
})

test('well-known services come before others, and ssh last', () => {
  const ports = [22, 4711, 5432, 8080, 25].map(port => ({ port, host: '127.0.0.1', program: null }))
  expect(chosenPorts(ports).map(one => one.port)).toEqual([5432, 8080, 4711, 22, 25])
})

test('failed units are read with what they are for', () => {
  const text = `checkout.service loaded failed failed Checkout \u001b[31mservice\n● nginx.service loaded failed failed A web server\nfine.service loaded active running Fine\n`
  const units = readUnits(text)
  expect(units.map(one => one.unit)).toEqual(['checkout.service', 'nginx.service'])
  expect(JSON.stringify(units)).not.toContain('\\u001b')
})
