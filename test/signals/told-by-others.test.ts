// Prometheus, Alertmanager and status pages: answers recorded from the real ones, replayed by a server; and what is
// made of answers that are none. A real Prometheus is asked too where there is one.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import { checkOnce } from '../../src/signals/check-once.ts'
import { crosses } from '../../src/signals/metrics.ts'
import { type Observatory, startObservatory } from '../../src/signals/observatory.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { TelemetrySnapshot } from '../../src/telemetry/types.ts'

let server: Server
let base: string
let answers: Record<string, string>
let telemetry: Telemetry
let observatory: Observatory | null
beforeEach(async () => {
  answers = {}
  observatory = null
  telemetry = new Telemetry({ startedAt: Date.now() })
  server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const found = answers[path]
    response.writeHead(found === undefined ? 404 : 200).end(found ?? '<html>not here</html>')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await observatory?.stop()
  server.closeAllConnections()
  server.close()
})

const quiet = { host: false, changes: { git: [] } }
function watch(config: object): void {
  const parsed = configSchema.parse({ ...quiet, ...config })
  observatory = startObservatory({ config: parsed, telemetry, now: Date.now, cwd: tmpdir() })
}
async function until(isSeen: (seen: TelemetrySnapshot) => unknown): Promise<TelemetrySnapshot> {
  for (;;) {
    const seen = telemetry.snapshot(Date.now())
    if (isSeen(seen)) return seen
    await wait(10)
  }
}
const vector = (...values: string[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: values.map(value => ({ metric: {}, value: [1774448000, value] })) },
  })

test('a metric has a past, a value, the worst of several series, and is bad by its rule', async () => {
  const past = [
    [1774447000, '0.01'],
    [1774447030, 'NaN'],
    [1774447060, '0.02'],
  ]
  answers['/prom/api/v1/query_range'] = JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result: [{ metric: {}, values: past }] },
  })
  answers['/prom/api/v1/query'] = vector('0.01', '0.25', 'NaN')
  watch({ metrics: [{ name: 'error rate', prometheus: `${base}/prom/`, query: 'x', bad: '> 0.05', every: 20 }] })
  const { metrics } = await until(seen => seen.metrics[0]?.state === 'bad')
  expect(metrics[0]).toMatchObject({ value: 0.25, bad: '> 0.05', reason: null })
  expect(metrics[0]?.points.slice(0, 2).map(point => point.value)).toEqual([0.01, 0.02])
  expect(metrics[0]?.badSince).toBeTypeOf('number')
  answers['/prom/api/v1/query'] = vector('0.01')
  expect((await until(seen => seen.metrics[0]?.state === 'ok')).metrics[0]?.badSince).toBeNull()
  answers['/prom/api/v1/query'] = vector()
  expect((await until(seen => seen.metrics[0]?.state === 'stale')).metrics[0]).toMatchObject({
    value: 0.01,
    reason: 'the query finds nothing',
  })
  answers['/prom/api/v1/query'] = '<html>login</html>'
  await until(seen => seen.metrics[0]?.reason === 'answers with HTML, not JSON')
})

test.each([
  [0.06, '> 0.05', true],
  [0.05, '> 0.05', false],
  [0.05, '>= 0.05', true],
  [1, '< 2', true],
  [-1, '<= -1', true],
  [2, '== 2', true],
  [2, '!= 2', false],
  [2, undefined, false],
])('%d by the rule %s is bad: %s', (value, rule, isBad) => {
  expect(crosses(value, rule)).toBe(isBad)
})

test('what fires and what a status page says is seen; a page that is none is unknown with the reason', async () => {
  answers['/api/v2/alerts'] = JSON.stringify([
    {
      fingerprint: '0f1e',
      startsAt: '2026-03-25T14:30:12.345Z',
      endsAt: '2026-03-25T14:40:12.345Z',
      status: { state: 'active' },
      labels: { alertname: 'HighErrorRate', severity: 'critical', service: 'checkout' },
      annotations: { summary: 'Errors \u001b[31mabove 5 %' },
    },
  ])
  answers['/pay/api/v2/summary.json'] = JSON.stringify({
    page: { id: 'x', name: 'Payments' },
    status: { indicator: 'major', description: 'Partial System Outage' },
    incidents: [
      {
        name: 'Card payments fail',
        status: 'investigating',
        created_at: '2026-03-25T14:20:00Z',
        started_at: '2026-03-25T14:10:00Z',
      },
    ],
  })
  const dependencies = [
    { name: 'payments', statuspage: `${base}/pay` },
    { name: 'mail', statuspage: `${base}/mail` },
  ]
  watch({ alerts: [{ alertmanager: base }], dependencies })
  const seen = await until(all => all.alerts.length === 1 && all.dependencies.length === 2)
  expect(seen.alerts[0]).toMatchObject({
    name: 'HighErrorRate',
    severity: 'critical',
    startsAt: Date.parse('2026-03-25T14:30:12.345Z'),
  })
  expect(seen.alerts[0]?.summary).not.toContain('\u001b')
  const byName = Object.fromEntries(seen.dependencies.map(one => [one.name, one]))
  expect(byName.payments).toMatchObject({
    state: 'down',
    summary: 'Card payments fail',
    incidents: [{ at: Date.parse('2026-03-25T14:10:00Z') }],
  })
  expect(byName.mail).toMatchObject({ state: 'unknown', reason: 'answers 404' })
  const config = configSchema.parse({ ...quiet, dependencies, metrics: [{ name: 'm', prometheus: base, query: 'x' }] })
  const { targets } = await checkOnce(config, { now: Date.now, cwd: tmpdir() })
  expect(targets.map(({ kind, result }) => [kind, result.ok, result.answer])).toEqual([
    ['metric', false, 'error'],
    ['dependency', false, 'down'],
    ['dependency', false, 'unknown'],
  ])
})

const hasPrometheus = spawnSync('prometheus', ['--version']).status === 0
test.skipIf(!hasPrometheus)('a real Prometheus answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-prom-'))
  const probe = createTcpServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  writeFileSync(join(folder, 'p.yml'), 'global: {scrape_interval: 1s}\nscrape_configs: []\n')
  const flags = [
    `--config.file=${join(folder, 'p.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  const prometheus = spawn('prometheus', flags, { stdio: 'ignore' })
  const gone = new Promise(resolve => prometheus.once('exit', resolve))
  try {
    const address = `http://127.0.0.1:${port}`
    watch({
      metrics: [
        { name: 'two', prometheus: address, query: 'vector(1) + 1', bad: '> 1', every: 50 },
        { name: 'wrong', prometheus: address, query: 'sum(', every: 50 },
      ],
    })
    const seen = await until(
      all => all.metrics[0]?.state === 'bad' && all.metrics[1]?.reason?.startsWith('answers 400'),
    )
    expect(seen.metrics[0]?.points.length).toBeGreaterThan(50)
    expect(seen.metrics[1]?.reason).toMatch(/parse error/)
  } finally {
    prometheus.kill()
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
})
