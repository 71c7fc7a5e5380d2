// What others say: alerts that Alertmanager has firing, and the status pages of services this one depends on.
import type { Config } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import { fromIso } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { AlertFiring, DependencyStatus } from '../telemetry/types.ts'
import { askJson, below } from './ask-json.ts'
import { repeat } from './repeat.ts'

const timeoutMs = 10_000

export interface OthersSurroundings {
  readonly telemetry: Telemetry
  readonly now: () => Instant
  readonly stop: AbortSignal
}

/** Alerts of all Alertmanagers together, until stopped; never rejects. */
export async function watchAlerts(alerts: Config['alerts'], around: OthersSurroundings): Promise<void> {
  const { telemetry, now, stop } = around
  const firing = new Map<string, readonly AlertFiring[]>()
  await Promise.all(
    alerts.map(({ alertmanager, every }) =>
      repeat(every, stop, async () => {
        const what = `alerts ${cleanText(alertmanager)}`
        try {
          firing.set(alertmanager, await readAlerts(alertmanager, { now: now(), stop }))
          telemetry.setAlerts([...firing.values()].flat())
          telemetry.setBlind(what, null)
        } catch (error) {
          if (!stop.aborted) telemetry.setBlind(what, wordsOf(error))
        }
      }),
    ),
  )
}

/** One status page, until stopped; never rejects. */
export async function watchDependency(
  { name, statuspage, every }: Config['dependencies'][number],
  { telemetry, now, stop }: OthersSurroundings,
): Promise<void> {
  await repeat(every, stop, async () => {
    const status = await readDependency(cleanText(name), statuspage, { now: now(), stop })
    if (!stop.aborted) telemetry.setDependency(status)
  })
}

/** What fires and is not silenced. Throws AskTrouble. */
export async function readAlerts(
  alertmanager: string,
  { now, stop }: { readonly now: Instant; readonly stop: AbortSignal },
): Promise<AlertFiring[]> {
  const url = below(alertmanager, '/api/v2/alerts')
  url.search = '?active=true&silenced=false&inhibited=false'
  const answer = await askJson(url.href, { timeoutMs, stop })
  return listOf(answer).map(one => {
    const labels = textsOf(one.labels)
    const annotations = textsOf(one.annotations)
    return {
      fingerprint: textOf(one.fingerprint),
      name: labels.alertname ?? 'alert without a name',
      severity: labels.severity ?? '',
      summary: annotations.summary ?? annotations.description ?? annotations.message ?? '',
      labels,
      startsAt: fromIso(textOf(one.startsAt)) ?? now,
    }
  })
}

const indicators: Readonly<Record<string, DependencyStatus['state']>> = {
  none: 'ok',
  minor: 'degraded',
  major: 'down',
  critical: 'down',
  maintenance: 'maintenance',
}

/** What a page in the common form (`/api/v2/summary.json`) says; a page that says nothing is unknown, with the reason. */
export async function readDependency(
  name: string,
  statuspage: string,
  { now, stop }: { readonly now: Instant; readonly stop: AbortSignal },
): Promise<DependencyStatus> {
  try {
    const isWhole = /\.json(\?|$)/.test(statuspage)
    const url = isWhole ? statuspage : below(statuspage, '/api/v2/summary.json').href
    const answer = (await askJson(url, { timeoutMs, stop })) as Record<string, unknown>
    const { indicator, description } = textsOf(answer.status)
    const incidents = listOf(answer.incidents).map(one => {
      const at = fromIso(textOf(one.started_at ?? one.created_at))
      return { name: textOf(one.name), status: textOf(one.status), at }
    })
    const state = indicators[indicator ?? '']
    if (state === undefined) throw new Error('its answer has no status indicator')
    const summary = incidents[0]?.name || description || state
    return { name, state, summary, incidents, reason: null, at: now }
  } catch (error) {
    const reason = wordsOf(error)
    return { name, state: 'unknown', summary: reason, incidents: [], reason, at: now }
  }
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(one => one !== null && typeof one === 'object').slice(0, 500) : []
}

function textsOf(value: unknown): Record<string, string> {
  if (value === null || typeof value !== 'object') return {}
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [cleanText(key), textOf(one)]))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? cleanText(value).slice(0, 500) : ''
}

function wordsOf(error: unknown): string {
  return cleanText(error instanceof Error ? error.message : String(error))
}
