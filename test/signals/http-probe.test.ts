// The HTTP probe against real servers, good and bad.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { configSchema, type HttpHealthConfig } from '../../src/config/schema.ts'
import { probeHttp } from '../../src/signals/http-probe.ts'

const open: (Server | TcpServer)[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  }
})

async function listening(server: Server | TcpServer): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  return (server.address() as AddressInfo).port
}
const serve = async (answer: RequestListener) => `http://127.0.0.1:${await listening(createServer(answer))}/health`

function target(url: string, more: object = {}): HttpHealthConfig {
  const [first] = configSchema.parse({ health: [{ name: 'api', url, timeout: 5000, ...more }] }).health
  return first as HttpHealthConfig
}
const probe = (url: string, more?: object) => probeHttp(target(url, more), () => 1000)

describe('an HTTP probe', () => {
  test('says the status, how long each part took, and sends what is configured', async () => {
    const seen: unknown[] = []
    const url = await serve((request, response) => {
      seen.push([request.method, request.headers['x-key'], request.headers.connection])
      response.end('{"status":"ok","pool":{"free":3}}')
    })
    const result = await probe(url, {
      headers: { 'x-key': 'k1' },
      expect: { status: 200, json: { status: 'ok', pool: { free: 3 } }, within: '5s' },
    })
    expect(result).toMatchObject({ at: 1000, ok: true, slow: false, answer: '200', status: 200, reason: null })
    expect(result.timings?.firstByteMs).toBeTypeOf('number')
    expect(result.latencyMs).toBe(result.timings?.totalMs)
    expect(seen).toEqual([['GET', 'k1', 'close']])
  })

  test('tells a wrong status, a wrong body and a wrong field apart, in words without escapes or secrets', async () => {
    const url = await serve((request, response) => {
      response.statusCode = request.url?.endsWith('bad') ? 503 : 200
      response.end('{"status":"degraded","token":"abcdef0123456789"}\u001b]8;;x\u0007')
    })
    expect(await probe(`${url}/bad`)).toMatchObject({ ok: false, answer: '503', status: 503, reasonKind: 'status' })
    expect((await probe(`${url}/bad`)).reason).toMatch(/^503: \{"status":"degraded"/)
    expect((await probe(`${url}/bad`)).reason).not.toMatch(/\u001b|abcdef/)
    expect((await probe(url, { expect: { status: [201, 204] } })).reason).toMatch(/^expected 201 or 204, got 200/)
    expect(await probe(url, { expect: { body: 'all good' } })).toMatchObject({ ok: false, reasonKind: 'body' })
    expect((await probe(url, { expect: { json: { status: 'ok' } } })).reason).toMatch(/the body is not JSON/)
    const json = await serve((_, response) => response.end('{"db":{"up":false}}'))
    const { reason } = await probe(json, { expect: { json: { db: { up: true } } } })
    expect(reason).toBe('db.up is false, expected true')
  })

  test('shows a redirect; follows it only when asked, and then without the headers where it leads elsewhere', async () => {
    const seen: (string | undefined)[] = []
    const elsewhere = await serve((request, response) => {
      seen.push(request.headers['x-key'] as string | undefined)
      response.end('there')
    })
    const url = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end())
    expect(await probe(url)).toMatchObject({ ok: true, answer: '302', redirect: elsewhere })
    expect(seen).toEqual([])
    const followed = await probe(url, { follow: true, headers: { 'x-key': 'k1' }, expect: { body: 'there' } })
    expect(followed).toMatchObject({ ok: true, answer: '200', redirect: null })
    expect(seen).toEqual([undefined])
    const loop = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect((await probe(loop, { follow: true })).reason).toBe('more than 5 redirects')
  })

  test('an answer that comes late is slow, one that never comes is a timeout that says where it hung', async () => {
    const late = await serve((_, response) => void setTimeout(() => response.end('ok'), 30))
    expect(await probe(late, { expect: { within: '10ms' } })).toMatchObject({ ok: true, slow: true })
    const silent = await serve(() => undefined)
    expect(await probe(silent, { timeout: '200ms' })).toMatchObject({
      ok: false,
      answer: 'timeout',
      reasonKind: 'timeout',
      reason: 'connected, but no answer within 200 ms',
    })
    const dripping = await serve((_, response) => void response.write('{'))
    expect((await probe(dripping, { timeout: '200ms' })).reason).toBe('the answer began but did not end within 200 ms')
    const mute = await listening(createTcpServer(() => undefined))
    const noTls = await probe(`https://127.0.0.1:${mute}/`, { timeout: '200ms' })
    expect(noTls.reason).toBe('connected, but no TLS within 200 ms')
  })

  test('knows refused, reset, unresolvable and what is not HTTP', async () => {
    const gone = createTcpServer()
    const port = await listening(gone)
    await new Promise(resolve => gone.close(resolve))
    open.splice(0)
    expect(await probe(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, answer: 'refused' })
    expect((await probe('http://no-such-host.invalid/')).reasonKind).toBe('dns')
    const slamming = await listening(createTcpServer(socket => void socket.once('data', () => socket.destroy())))
    expect((await probe(`http://127.0.0.1:${slamming}/`)).reasonKind).toBe('reset')
    const ssh = await listening(createTcpServer(socket => void socket.end('SSH-2.0-OpenSSH\r\n')))
    expect((await probe(`http://127.0.0.1:${ssh}/`)).reason).toBe('the answer is not HTTP')
    expect((await probe(await serve((_, r) => r.end('x'.repeat(5_000_000))))).ok).toBe(true)
  })
})

describe('TLS', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'incident-tui-tls-'))
    const subject = ['-subj', '/CN=checkout.test', '-addext', 'subjectAltName=IP:127.0.0.1']
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    execFileSync('openssl', ['req', ...kind, ...files, ...subject], { stdio: 'ignore' })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const secure = async (answer: RequestListener) => {
    const files = { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) }
    return `https://127.0.0.1:${await listening(createTlsServer(files, answer))}/`
  }

  test('a certificate that cannot be verified fails, is shown, and nothing is sent over it', async () => {
    let asked = 0
    const url = await secure((_, response) => {
      asked += 1
      response.end('ok')
    })
    const result = await probe(url)
    expect(result).toMatchObject({ ok: false, answer: 'tls', reason: 'the certificate is self-signed' })
    expect(result.tls).toMatchObject({ subject: 'checkout.test', issuer: 'checkout.test', selfSigned: true })
    expect(asked).toBe(0)
    const accepted = await probe(url, { insecure: true })
    expect(accepted).toMatchObject({ ok: true, status: 200, tls: { subject: 'checkout.test' } })
    expect(accepted.timings?.tlsMs).toBeTypeOf('number')
    const plain = await serve((_, response) => response.end('ok'))
    expect((await probe(plain.replace('http:', 'https:'))).reasonKind).toBe('tls')
  })
})
