// A real nginx behind the probes: statuses, a self-signed certificate, an answer that drips, and its access log.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configSchema, type HttpHealthConfig } from '../../src/config/schema.ts'
import { probeHttp } from '../../src/signals/http-probe.ts'
import { answers, type Daemon, freePort, installed, missing, startDaemon } from '../support/daemon.ts'
import { watching } from '../support/log-watch.ts'

const why = missing('nginx', 'openssl')
describe.skipIf(why !== '')(`nginx${why && `: skipped, ${why}`}`, () => {
  let folder: string
  let daemon: Daemon
  let plain: string
  let secure: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'incident-tui-nginx-'))
    mkdirSync(join(folder, 'www'))
    writeFileSync(join(folder, 'www', 'drip'), 'x'.repeat(4000))
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '9']
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
    execFileSync(
      'openssl',
      ['req', ...kind, ...files, '-subj', '/CN=shop.test', '-addext', 'subjectAltName=IP:127.0.0.1'],
      { stdio: 'ignore' },
    )
    const [port, tls] = [await freePort(), await freePort()]
    plain = `http://127.0.0.1:${port}`
    secure = `https://127.0.0.1:${tls}`
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log ${folder}/access.log combined;
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
  uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server {
    listen 127.0.0.1:${port};
    listen 127.0.0.1:${tls} ssl; ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;
    location = /health { default_type application/json; return 200 '{"status":"ok"}'; }
    location = /broken { return 500; }
    location = /moved { return 301 /health; }
    location = /drip { root ${folder}/www; limit_rate 1; postpone_output 0; }
  }
}
`,
    )
    daemon = startDaemon([installed('nginx') as string, '-p', folder, '-c', `${folder}/nginx.conf`], folder)
    await answers(`${plain}/health`)
  })
  afterAll(async () => {
    await daemon.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const probe = (url: string, more: object = {}) => {
    const [target] = configSchema.parse({ health: [{ name: 'nginx', url, timeout: 5000, ...more }] }).health
    return probeHttp(target as HttpHealthConfig, Date.now)
  }

  test('good, broken, moved and followed are told apart, with how long each part took', async () => {
    const good = await probe(`${plain}/health`, { expect: { status: 200, json: { status: 'ok' } } })
    expect(good).toMatchObject({ ok: true, answer: '200', reason: null })
    expect(good.timings?.connectMs).toBeTypeOf('number')
    expect(await probe(`${plain}/broken`)).toMatchObject({
      ok: false,
      answer: '500',
      reason: expect.stringContaining('500'),
    })
    expect(await probe(`${plain}/moved`)).toMatchObject({
      ok: true,
      answer: '301',
      redirect: expect.stringContaining('/health'),
    })
    expect(await probe(`${plain}/moved`, { follow: true })).toMatchObject({ ok: true, answer: '200', redirect: null })
  })

  test('an answer that comes byte by byte ends with its time limit and says so', async () => {
    const dripping = await probe(`${plain}/drip`, { timeout: 600 })
    expect(dripping).toMatchObject({ ok: false, answer: 'timeout', reasonKind: 'timeout' })
    expect(dripping.reason).toMatch(/the answer began but did not end|connected, but no answer/)
  })

  test('a self-signed certificate fails with its facts; accepted where that is asked for, it is shown', async () => {
    expect(await probe(`${secure}/health`)).toMatchObject({
      ok: false,
      answer: 'tls',
      reason: 'the certificate is self-signed',
    })
    const accepted = await probe(`${secure}/health`, { insecure: true })
    expect(accepted).toMatchObject({ ok: true, tls: { subject: 'shop.test', selfSigned: true } })
    expect(accepted.timings?.tlsMs).toBeTypeOf('number')
    expect((accepted.tls?.validTo ?? 0) - Date.now()).toBeLessThan(10 * 86_400_000)
    expect((await probe(`${secure.replace('https', 'http')}/health`)).status).toBe(400)
  })

  test('its access log says by status what failed', async () => {
    const watch = watching({ logs: [{ file: 'access.log' }] }, folder)
    try {
      await watch.until(all => all.sources[0]?.state === 'following')
      await probe(`${plain}/broken`, { headers: { 'user-agent': 'by-status' } })
      await watch.until(() => watch.texts().some(text => text.includes('by-status')))
      const failed = watch.telemetry.log.find({ levels: ['error'], matches: text => text.includes('by-status') })
      expect(failed).toHaveLength(1)
      expect(readFileSync(join(folder, 'access.log'), 'utf8')).toContain('"GET /broken HTTP/1.1" 500')
    } finally {
      await watch.stop()
    }
  })
})
