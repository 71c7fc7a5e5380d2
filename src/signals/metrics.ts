// Metrics from Prometheus: what was in the last half hour by one range query, then the value now, again and again.
import type { MetricConfig } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import { minute, second } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { MetricSeries } from '../telemetry/types.ts'
import { AskTrouble, askJson, below } from './ask-json.ts'
import { repeat } from './repeat.ts'

const timeoutMs = 10_000
const pastMs = 30 * minute
const mostPoints = 1000

type Point = MetricSeries['points'][number]

export interface MetricSurroundings {
  readonly telemetry: Telemetry
  readonly now: () => Instant
  readonly stop: AbortSignal
}

/** Asks at the metric's rhythm until stopped; never rejects. */
export async function watchMetric(metric: MetricConfig, { telemetry, now, stop }: MetricSurroundings): Promise<void> {
  let points: readonly Point[] = []
  let badSince: Instant | null = null
  const tell = (state: MetricSeries['state'], rest: { value?: number; reason?: string }): void =>
    telemetry.setMetric({
      name: cleanText(metric.name),
      query: cleanText(metric.query),
      state,
      value: rest.value ?? points.at(-1)?.value ?? null,
      bad: metric.bad?.trim() ?? null,
      reason: rest.reason ?? null,
      points,
      badSince,
    })
  tell('waiting', {})
  await repeat(metric.every, stop, async () => {
    try {
      if (points.length === 0) points = await readPast(metric, now(), stop)
      const value = await readNow(metric, stop)
      const at = now()
      points = [...points.slice(1 - mostPoints), { at, value }]
      const isBad = crosses(value, metric.bad)
      badSince = isBad ? (badSince ?? at) : null
      tell(isBad ? 'bad' : 'ok', { value })
    } catch (error) {
      if (stop.aborted) return
      tell('stale', { reason: error instanceof Error ? cleanText(error.message) : String(error) })
    }
  })
}

/** The value of an instant query; of several series the worst. Throws AskTrouble. */
export async function readNow(metric: MetricConfig, stop: AbortSignal): Promise<number> {
  const url = below(metric.prometheus, '/api/v1/query')
  url.searchParams.set('query', metric.query)
  const { resultType, result } = dataOf(await askJson(url.href, { headers: metric.headers, timeoutMs, stop }))
  const values = resultType === 'scalar' ? [numberOf(result)] : listOf(result).map(one => numberOf(one.value))
  const worst = worstOf(values, metric.bad)
  if (worst === null) throw new AskTrouble(values.length === 0 ? 'the query finds nothing' : 'the query answers NaN')
  return worst
}

/** Whether a value is as the rule (`> 0.05`) calls bad. */
export function crosses(value: number, rule: string | undefined): boolean {
  const found = /^\s*(>=?|<=?|==|!=)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(rule ?? '')
  if (!found) return false
  const limit = Number(found[2])
  const ways: Readonly<Record<string, boolean>> = {
    '>': value > limit,
    '>=': value >= limit,
    '<': value < limit,
    '<=': value <= limit,
    '==': value === limit,
    '!=': value !== limit,
  }
  return ways[found[1] as string] === true
}

async function readPast(metric: MetricConfig, at: Instant, stop: AbortSignal): Promise<readonly Point[]> {
  const url = below(metric.prometheus, '/api/v1/query_range')
  url.searchParams.set('query', metric.query)
  url.searchParams.set('start', String((at - pastMs) / second))
  url.searchParams.set('end', String(at / second))
  url.searchParams.set('step', '30')
  const { result } = dataOf(await askJson(url.href, { headers: metric.headers, timeoutMs, stop }))
  const bySecond = new Map<number, number[]>()
  for (const series of listOf(result)) {
    for (const sample of Array.isArray(series.values) ? (series.values as unknown[]) : []) {
      const at = Number((sample as unknown[])[0]) * second
      bySecond.set(at, [...(bySecond.get(at) ?? []), numberOf(sample)])
    }
  }
  const past = [...bySecond].flatMap(([at, values]): Point[] => {
    const value = worstOf(values, metric.bad)
    return value === null ? [] : [{ at, value }]
  })
  return past.sort((a, b) => a.at - b.at)
}

function worstOf(values: readonly number[], rule: string | undefined): number | null {
  const numbers = values.filter(value => !Number.isNaN(value))
  if (numbers.length === 0) return null
  return /^\s*</.test(rule ?? '') ? Math.min(...numbers) : Math.max(...numbers)
}

function dataOf(answer: unknown): { readonly resultType: unknown; readonly result: unknown } {
  const { status, data } = (answer ?? {}) as { status?: unknown; data?: { resultType?: unknown; result?: unknown } }
  if (status !== 'success' || !data) throw new AskTrouble('answers, but not as Prometheus does')
  return { resultType: data.resultType, result: data.result }
}

function listOf(result: unknown): { readonly value?: unknown; readonly values?: unknown }[] {
  return Array.isArray(result) ? result : []
}

/** Of `[seconds, "value"]`. */
function numberOf(sample: unknown): number {
  const text = Array.isArray(sample) ? sample[1] : undefined
  return text === '+Inf'
    ? Number.POSITIVE_INFINITY
    : text === '-Inf'
      ? Number.NEGATIVE_INFINITY
      : Number(text ?? Number.NaN)
}
