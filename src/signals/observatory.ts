// Starts every watcher of a configuration and ends them all. Rule: what fails becomes a blind spot with its reason and
// holds up nothing else; nothing here throws, before or after it is stopped.
import { setMaxListeners } from 'node:events'
import type { Readable } from 'node:stream'
import type { Config } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { watchChanges } from './changes.ts'
import { describeTarget, watchTarget } from './health.ts'
import { watchLogs } from './logs/watch-logs.ts'

export interface ObservatoryOptions {
  /** Trusted, or nothing of it is run or asked: the caller decides that. */
  readonly config: Config
  readonly telemetry: Telemetry
  readonly now: () => Instant
  /** Relative paths start here. */
  readonly cwd: string
  /** Where no log or no health target is configured: those that the machine itself has. */
  readonly looksAround?: boolean
  /** What is piped into the program, for a log source that is its standard input. */
  readonly piped?: Readable | null
  /** Nothing is read or asked before this resolves: the first frame comes first. */
  readonly after?: Promise<void>
}

export interface Observatory {
  /** Resolves once nothing runs any more. */
  stop(): Promise<void>
}

const usualHostEveryMs = 2000

export function startObservatory({
  config,
  telemetry,
  now,
  cwd,
  looksAround,
  piped = null,
  after = Promise.resolve(),
}: ObservatoryOptions): Observatory {
  const ending = new AbortController()
  const stop = ending.signal
  setMaxListeners(0, stop)
  const running: Promise<void>[] = []
  const start = (what: string, work: () => Promise<void>): void => {
    const run = after.then(work).catch(error => {
      if (!stop.aborted) telemetry.setBlind(what, cleanText(error instanceof Error ? error.message : String(error)))
    })
    running.push(run)
  }
  const around = { telemetry, now, cwd, stop }
  for (const target of config.health) {
    telemetry.addTarget(describeTarget(target))
    start(`health ${cleanText(target.name)}`, () => watchTarget(target, around))
  }
  start('logs', async () => {
    const isUnasked = looksAround && config.logs.length === 0
    const logs = isUnasked
      ? await (await import('./around/newest-logs.ts')).logsAround({ cwd, now: now() })
      : config.logs
    return watchLogs(logs, { ...around, piped })
  })
  if (looksAround && config.health.length === 0) {
    start('local ports', async () => (await import('./around/local-ports.ts')).watchLocalPorts(around))
    start('systemd units', async () => (await import('./around/failed-units.ts')).watchFailedUnits(around))
  }
  start('changes', () => watchChanges(config.changes, around))
  // The HTTP client is large: what needs it is loaded where it is configured.
  for (const metric of config.metrics)
    start(`metric ${cleanText(metric.name)}`, async () => (await import('./metrics.ts')).watchMetric(metric, around))
  if (config.alerts.length > 0)
    start('alerts', async () => (await import('./others.ts')).watchAlerts(config.alerts, around))
  for (const one of config.dependencies)
    start(`dependency ${cleanText(one.name)}`, async () => (await import('./others.ts')).watchDependency(one, around))
  if (config.host !== false) {
    const everyMs = typeof config.host === 'object' ? config.host.every : usualHostEveryMs
    start('host', async () => (await import('./host.ts')).watchHost(telemetry, { everyMs, now, stop }))
  }
  return {
    stop: async () => {
      ending.abort()
      await Promise.all(running)
    },
  }
}
