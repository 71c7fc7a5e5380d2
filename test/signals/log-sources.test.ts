// Log sources by stand-ins that say what the real ones were heard to say: kubectl with several pods, Loki with and
// without its websocket, a compressed file, programs that are missing, forbidden, or want a password.
import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LogWatch, watching } from '../support/log-watch.ts'

let folder: string
let watch: LogWatch | null
let path: string | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-sources-'))
  watch = null
  path = process.env.PATH
})
afterEach(async () => {
  await watch?.stop()
  process.env.PATH = path
  rmSync(folder, { recursive: true, force: true })
})

/** A program of that name, first on the path; its arguments are kept in `NAME.calls`, one call a line. */
function standIn(name: string, script: string): void {
  const calls = JSON.stringify(join(folder, `${name}.calls`))
  const body = `const fs = require('fs'); fs.appendFileSync(${calls}, process.argv.slice(2).join(' ') + '\\n'); const run = fs.readFileSync(${calls}, 'utf8').trim().split('\\n').length;\n${script}`
  writeFileSync(join(folder, name), `#!${process.execPath}\n${body}`)
  chmodSync(join(folder, name), 0o755)
  process.env.PATH = `${folder}:${process.env.PATH}`
}
const stamped = (line: string) => line.replace(/^(\S+ )?(\d\d\.\d+) /, '$12026-03-25T14:30:$2Z ')

describe('kubectl', () => {
  test('several pods are told apart, and a stream that breaks loses and doubles nothing, though pods are not in order', async () => {
    const first = ['[pod/a/c] 01.100 INFO a1', '[pod/b/c] 00.900 INFO b1', '[pod/a/c] 01.200 ERROR a2']
    const again = [...first, '[pod/b/c] 01.150 INFO b2', '[pod/b/c] 01.200 INFO b3', '[pod/d/c] 02.500 INFO d1']
    standIn(
      'kubectl',
      `const say = lines => process.stdout.write(lines.join('\\n') + '\\n');
       if (run === 1) { say(${JSON.stringify(first.map(stamped))}); process.stderr.write('error: unexpected EOF\\n'); process.exitCode = 1 }
       else { say(${JSON.stringify(again.map(stamped))}); setInterval(() => 0, 1000) }`,
    )
    watch = watching({ logs: [{ kubectl: 'app=checkout', namespace: 'prod' }] }, folder)
    await watch.until(seen => seen.sources[0]?.state === 'retrying')
    const broken = watch.telemetry.snapshot(Date.now()).sources[0]
    expect(broken?.reason).toBe('exit 1: error: unexpected EOF')
    expect(broken?.retryAt).toBeGreaterThan(Date.now() - 1000)
    await watch.until(seen => seen.sources[0]?.state === 'following' && watch?.telemetry.log.pushed === 6)
    const told = watch.texts().map(text => text.split(' ').at(-1))
    expect(told.sort()).toEqual(['a1', 'a2', 'b1', 'b2', 'b3', 'd1'])
    expect(watch.texts().some(text => text.startsWith('[pod/d/c] '))).toBe(true)
  })

  test.each([
    [
      'forbidden',
      'Error from server (Forbidden): pods is forbidden: User "ann" cannot list',
      /exit 1: Error from server \(Forbidden\)/,
    ],
    [
      'wanting a password',
      'Please enter Username: Password: \\u001b[31m',
      /wants to ask for a password, which it cannot do here/,
    ],
  ])('%s: said once, with the reason', async (_, says, words) => {
    standIn('kubectl', `process.stderr.write("${says.replaceAll('"', '\\"')}\\n"); process.exitCode = 1`)
    watch = watching({ logs: [{ kubectl: 'app=x' }] }, folder)
    const seen = await watch.until(all => all.sources[0]?.reason)
    expect(seen.sources[0]).toMatchObject({ state: 'retrying', reason: expect.stringMatching(words) })
    expect(seen.sources[0]?.reason).not.toContain('\u001b')
    expect(watch.telemetry.log.pushed).toBe(0)
  })
})

test('docker, compose and the journal that are not installed are lost, each with the reason', async () => {
  process.env.PATH = folder
  watch = watching({ logs: [{ docker: 'web' }, { compose: 'api' }, { journal: true }, { kubectl: 'app=x' }] }, folder)
  const seen = await watch.until(all => all.sources.length === 4 && all.sources.every(one => one.state === 'lost'))
  expect(seen.sources.map(one => one.reason)).toEqual([
    'docker is not installed',
    'docker is not installed',
    'journalctl is not installed',
    'kubectl is not installed',
  ])
})

test('a compressed file is read whole, once; a damaged one gives what could be read', async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `2026-03-25T14:30:00Z INFO line ${i}`).join('\n')
  writeFileSync(join(folder, 'app.log.2.gz'), gzipSync(`${lines}\n`))
  writeFileSync(join(folder, 'bad.log.gz'), gzipSync(lines).subarray(0, 9000))
  watch = watching({ logs: [{ file: 'app.log.*.gz' }, { file: 'bad.log.gz' }] }, folder)
  const seen = await watch.until(all => all.sources.length === 2 && all.sources.every(one => one.reason !== null))
  const [whole, bad] = [...seen.sources].sort((a, b) => (a.name < b.name ? -1 : 1))
  expect(whole).toMatchObject({ state: 'waiting', lines: 5000, reason: expect.stringContaining('compressed') })
  expect(bad).toMatchObject({ state: 'lost', reason: expect.stringContaining('ends too early') })
  expect(watch.telemetry.log.line(0)?.at).toBe(Date.parse('2026-03-25T14:30:00Z'))
})

describe('Loki', () => {
  let server: Server
  let sockets: Socket[]
  let asked: string[]
  let entries: (readonly [ms: number, line: string])[]
  let hasWebsocket: boolean
  beforeEach(async () => {
    ;[sockets, asked, entries, hasWebsocket] = [[], [], [], true]
    server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers['x-scope-orgid'] ?? ''}`)
      const { searchParams: query } = new URL(request.url ?? '', 'http://x')
      const [from, to] = [query.get('start'), query.get('end')].map(nanos => Number(nanos?.slice(0, -6)))
      const inside = entries.filter(([ms]) => ms >= (from as number) && ms <= (to as number))
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'streams', result: [streamOf(inside)] } }))
    })
    server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
      if (!hasWebsocket) return socket.end('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n')
      const accept = createHash('sha1')
        .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64')
      const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
      socket.write(`${[...head, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`)
      socket.on('error', () => undefined)
      sockets.push(socket)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
  })
  const streamOf = (values: typeof entries) => ({
    stream: { app: 'checkout', pod: 'web-1' },
    values: values.map(([ms, line]) => [`${ms}000001`, line]),
  })
  function push(values: typeof entries): void {
    entries.push(...values)
    const text = Buffer.from(JSON.stringify({ streams: [streamOf(values)] }))
    const head =
      text.length < 126
        ? Buffer.from([0x81, text.length])
        : Buffer.from([0x81, 126, text.length >> 8, text.length & 255])
    sockets.at(-1)?.write(Buffer.concat([head, text]))
  }
  const start = () => {
    const loki = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    watch = watching({ logs: [{ loki, query: '{app="checkout"}', headers: { 'X-Scope-OrgID': 'shop' } }] }, folder)
    return watch
  }

  test('the past is read, the present followed, and a stream that breaks is taken up without loss or doubling', async () => {
    const now = Date.now()
    entries = [
      [now - 60_000, 'INFO one'],
      [now - 50_000, 'level=error msg=two'],
    ]
    const seen = start()
    await seen.until(() => sockets.length === 1 && seen.telemetry.log.pushed === 2)
    push([[now, 'INFO three']])
    await seen.until(() => seen.telemetry.log.pushed === 3)
    entries.push([now + 1, 'INFO four'])
    sockets[0]?.destroy()
    await seen.until(all => all.sources[0]?.state === 'retrying' || seen.telemetry.log.pushed === 4)
    await seen.until(() => sockets.length === 2 && seen.telemetry.log.pushed === 4)
    push([
      [now + 1, 'INFO four'],
      [now + 2, 'INFO five'],
    ])
    await seen.until(() => seen.telemetry.log.pushed === 5)
    expect(seen.texts().map(text => text.split(/[ =]/).at(-1))).toEqual(['one', 'two', 'three', 'four', 'five'])
    expect(seen.texts()[0]).toBe('web-1 INFO one')
    expect(seen.telemetry.log.find({ levels: ['error'] })).toEqual([1])
    expect(asked[0]).toMatch(/query=%7Bapp%3D%22checkout%22%7D.*shop$/)
  })

  test('where no websocket gets through it is asked again and again', async () => {
    hasWebsocket = false
    const seen = start()
    await seen.until(all => all.sources[0]?.state === 'following')
    entries.push([Date.now(), 'ERROR late'])
    await seen.until(() => seen.telemetry.log.pushed === 1)
    expect(seen.texts()).toEqual(['web-1 ERROR late'])
  })

  test('an answer that is none is said with its reason', async () => {
    server.removeAllListeners('request')
    server.on('request', (_, response) => response.end('<html>Sign in</html>'))
    const seen = await start().until(all => all.sources[0]?.reason)
    expect(seen.sources[0]).toMatchObject({ state: 'retrying', reason: 'answers with HTML, not JSON' })
  })
})

test('files appear late, and lines of several sources are all there', async () => {
  watch = watching(
    { logs: [{ file: 'late.log' }, { command: ['sh', '-c', 'echo INFO from a program; sleep 100'] }] },
    folder,
  )
  await watch.until(seen => seen.sources.some(one => one.reason === 'the file does not exist yet'))
  appendFileSync(join(folder, 'late.log'), 'INFO from a file\n')
  await watch.until(() => watch?.telemetry.log.pushed === 2)
  expect(watch.texts().sort()).toEqual(['INFO from a file', 'INFO from a program'])
})
