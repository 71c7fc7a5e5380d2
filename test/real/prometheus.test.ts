// A real Prometheus that scrapes a real node exporter, and a real Alertmanager: metrics with their past and their limit,
// firing alerts, and an incident declared from one.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers, type Daemon, freePort, installed, missing, startDaemon } from '../support/daemon.ts'
import { watching } from '../support/log-watch.ts'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let folder: string
const daemons: Daemon[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-prometheus-'))
})
afterAll(async () => {
  await Promise.all(daemons.map(daemon => daemon.end()))
  rmSync(folder, { recursive: true, force: true })
})
function start(name: string, ...args: readonly string[]): Daemon {
  const daemon = startDaemon([installed(name) as string, ...args], folder)
  daemons.push(daemon)
  return daemon
}

const noPrometheus = missing('prometheus', 'prometheus-node-exporter')
describe.skipIf(noPrometheus !== '')(`Prometheus${noPrometheus && `: skipped, ${noPrometheus}`}`, () => {
  let url: string
  let exporter: Daemon
  beforeAll(async () => {
    const [exported, own] = [await freePort(), await freePort()]
    url = `http://127.0.0.1:${own}`
    exporter = start('prometheus-node-exporter', `--web.listen-address=127.0.0.1:${exported}`)
    const scrape = `scrape_configs: [{job_name: node, scrape_interval: 1s, static_configs: [{targets: ["127.0.0.1:${exported}"]}]}]\n`
    writeFileSync(join(folder, 'prometheus.yml'), scrape)
    const listening = `--web.listen-address=127.0.0.1:${own}`
    start('prometheus', `--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, listening)
    await answers(`${url}/-/ready`)
  })

  test('a value with its limit is good, bad once what is scraped is gone, and its past is there', async () => {
    const metric = (name: string, query: string, bad: string) => ({ name, prometheus: url, query, bad, every: 200 })
    const metrics = [
      metric('up', 'up{job="node"}', '< 1'),
      metric('load', 'node_load1', '> 100000'),
      metric('wrong', 'up{', '> 1'),
      metric('none', 'no_such_metric', '> 1'),
    ]
    const watch = watching({ metrics }, folder)
    try {
      const of = (all: Awaited<ReturnType<typeof watch.until>>, name: string) =>
        all.metrics.find(one => one.name === name)
      const good = await watch.until(all => of(all, 'up')?.state === 'ok' && of(all, 'load')?.state === 'ok')
      expect(of(good, 'up')).toMatchObject({ value: 1, bad: '< 1', reason: null })
      const wrong = await watch.until(all => of(all, 'wrong')?.reason && of(all, 'none')?.reason)
      expect(of(wrong, 'wrong')?.reason).toMatch(/answers 400: .*parse error/)
      expect(of(wrong, 'none')?.reason).toBe('the query finds nothing')
      await exporter.end()
      const bad = await watch.until(all => of(all, 'up')?.state === 'bad')
      expect(of(bad, 'up')?.value).toBe(0)
      expect(of(bad, 'up')?.badSince).toBeTypeOf('number')
      expect(of(bad, 'up')?.points.length).toBeGreaterThan(1)
    } finally {
      await watch.stop()
    }
  })
})

const noAlertmanager = missing('prometheus-alertmanager')
describe.skipIf(noAlertmanager !== '')(`Alertmanager${noAlertmanager && `: skipped, ${noAlertmanager}`}`, () => {
  let url: string
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    writeFileSync(join(folder, 'alertmanager.yml'), 'route: {receiver: none}\nreceivers: [{name: none}]\n')
    const files = [`--config.file=${folder}/alertmanager.yml`, `--storage.path=${folder}/alerts`]
    start('prometheus-alertmanager', ...files, `--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address=')
    await answers(`${url}/-/ready`)
  })
  const fire = async (alerts: readonly object[]) => {
    const body = JSON.stringify(alerts)
    const sent = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(sent.status).toBe(200)
  }
  const startsAt = new Date(Date.now() - 20 * 60_000).toISOString()
  const alert = (alertname: string, more: object = {}) => ({
    labels: { alertname, severity: 'critical', service: 'checkout' },
    annotations: { summary: `${alertname} \u001b[31mon /api/checkout` },
    startsAt,
    ...more,
  })

  test('what fires is seen, and no longer once it has ended', async () => {
    await fire([alert('HighErrorRate')])
    const watch = watching({ alerts: [{ alertmanager: url, every: 100 }] }, folder)
    try {
      const seen = await watch.until(all => all.alerts.length === 1)
      expect(seen.alerts[0]).toMatchObject({
        name: 'HighErrorRate',
        severity: 'critical',
        startsAt: Date.parse(startsAt),
      })
      expect(seen.alerts[0]?.summary).not.toContain('\u001b')
      await fire([alert('HighErrorRate', { endsAt: new Date(Date.now() - 1000).toISOString() })])
      await watch.until(all => all.alerts.length === 0)
    } finally {
      await watch.stop()
    }
  })

  test('an incident is declared from the one that fires, with its words, severity and beginning', async () => {
    await fire([alert('CheckoutDown')])
    const home = join(folder, 'home')
    mkdirSync(join(folder, 'work'), { recursive: true })
    writeFileSync(join(folder, 'alerts.yaml'), `alerts: [{alertmanager: "${url}"}]\n`)
    const env = { ...process.env, INCIDENT_TUI_HOME: home, XDG_CONFIG_HOME: folder }
    const args = ['declare', '--from-alert', '--config', join(folder, 'alerts.yaml'), '--json']
    const declared = JSON.parse(
      execFileSync(process.execPath, [bin, ...args], {
        env,
        cwd: join(folder, 'work'),
        stdio: ['ignore', 'pipe', 'pipe'],
      }).toString(),
    )
    expect(declared).toMatchObject({ severity: 'P1', startedAt: startsAt, status: 'open' })
    expect(declared.title).toContain('/api/checkout')
    await fire([alert('Another')])
    const unsure = spawnSync(process.execPath, [bin, ...args], { env, cwd: join(folder, 'work') })
    expect(unsure.status).toBe(2)
    expect(unsure.stderr.toString()).toMatch(/2 alerts fit, say which:\n.*(CheckoutDown|Another)/)
  })
})
