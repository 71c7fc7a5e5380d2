// What in the signals speaks for or against a signature, each finding a sentence with its points on a scale to 97.
// Rule: a machine's own words weigh most, by the share of the errors that they explain; a person's words least.
import type { Reason } from '../../incident/events.ts'
import { minute } from '../../incident/time.ts'
import type { MetricSeries } from '../../telemetry/types.ts'
import type { Facts } from './facts.ts'
import type { Signature } from './types.ts'

const youngOnset = 10 * minute

/** Everything for and against; empty where nothing is known either way. */
export function evidenceFor(signature: Signature, facts: Facts): Reason[] {
  return [
    ...logReasons(signature, facts),
    ...alertReasons(signature, facts),
    ...probeReasons(signature, facts),
    ...metricReasons(signature, facts),
    ...trafficReasons(signature, facts),
    ...hostReasons(signature, facts),
    ...toldReasons(signature, facts),
  ]
}

function logReasons({ says }: Signature, { failing, errorLines, isNew }: Facts): Reason[] {
  const speaking = failing.filter(group => says.test(group.title)).sort((a, b) => b.count - a.count)
  const loudest = speaking[0]
  if (!loudest) return []
  const lines = speaking.reduce((sum, group) => sum + group.count, 0)
  const share = lines / Math.max(1, errorLines)
  const fresh = speaking.some(isNew)
  const words = `${times(lines)} in the logs: ${shortened(loudest.title)}`
  const reasons = [{ text: words, points: (fresh ? 25 : 10) + Math.min(10, 4 * Math.log10(lines + 1)) }]
  if (share >= 0.1)
    reasons.push({ text: `that is ${percent(share)} of the errors since the onset`, points: (fresh ? 25 : 10) * share })
  reasons.push(
    fresh
      ? { text: 'not seen before the onset', points: 8 }
      : { text: 'it was in the logs before the onset too', points: -5 },
  )
  return reasons
}

/** As long as the onset is young, the load of the last quarter of an hour tells how busy the machine was before. */
function hostReasons({ host: says, byLoad }: Signature, { telemetry: { host, at }, onsetAt }: Facts): Reason[] {
  if (!host || !says) return []
  const reasons = [...says(host)]
  const inFavour = reasons.reduce((sum, { points }) => sum + Math.max(0, points), 0)
  const [now, , before] = host.load
  const isYoung = at - onsetAt < youngOnset
  if (!byLoad || inFavour === 0 || !isYoung || before < host.cores || before < 0.7 * now) return reasons
  return [...reasons, { text: `it was as busy before: load ${figure(before)} over 15 min`, points: -0.6 * inFavour }]
}

function alertReasons({ says, told }: Signature, { telemetry }: Facts): Reason[] {
  return telemetry.alerts
    .filter(alert => {
      const words = `${spaced(alert.name)} ${alert.summary}`
      return says.test(words) || told?.test(words)
    })
    .slice(0, 2)
    .map(alert => ({ text: `alert ${alert.name} is firing`, points: 15 }))
}

function probeReasons({ probes = [] }: Signature, { telemetry }: Facts): Reason[] {
  const failing = telemetry.health.filter(one => one.reasonKind !== null && probes.includes(one.reasonKind))
  const first = failing[0]
  if (!first) return []
  const more = failing.length > 1 ? ` and ${failing.length - 1} more` : ''
  return [
    { text: `${first.name}${more}: ${first.reason ?? first.answer}`, points: 40 + Math.min(15, 5 * failing.length) },
  ]
}

function metricReasons({ metric }: Signature, { telemetry, onsetAt }: Facts): Reason[] {
  if (!metric) return []
  return telemetry.metrics
    .filter(series => metric.name.test(spaced(series.name)) && series.state !== 'stale' && series.state !== 'waiting')
    .flatMap(series => [...movedReason(series, metric.turns, onsetAt), ...limitReason(series)])
    .slice(0, 2)
}

/** Against its own mean before the onset; both sides have to have a few points. */
function movedReason({ name, points }: MetricSeries, turns: 'up' | 'down', onsetAt: number): Reason[] {
  const before = points.filter(point => point.at < onsetAt).map(point => point.value)
  const since = points.filter(point => point.at >= onsetAt).map(point => point.value)
  if (before.length < 3 || since.length < 2) return []
  const [was, is] = [mean(before), mean(since)]
  const ratio = turns === 'up' ? is / was : was / is
  if (!(was > 0) || !Number.isFinite(ratio)) return []
  const words = `${name} is ${figure(is)}, before the onset it was ${figure(was)}`
  if (ratio >= 1.5) return [{ text: words, points: Math.min(35, 15 + 10 * Math.log2(ratio)) }]
  return ratio > 0.8 && ratio < 1.2 ? [{ text: `${name} did not move: ${figure(is)}`, points: -8 }] : []
}

function limitReason({ name, state, value, bad }: MetricSeries): Reason[] {
  if (state !== 'bad' || value === null) return []
  return [{ text: `${name} is ${figure(value)}, over its limit (${bad ?? 'set'})`, points: 12 }]
}

function trafficReasons({ byTraffic }: Signature, { traffic }: Facts): Reason[] {
  if (!byTraffic || !traffic || traffic.before <= 0) return []
  const ratio = traffic.since / traffic.before
  const words = `${Math.round(traffic.since)} requests a minute`
  if (ratio >= 1.5)
    return [
      {
        text: `${words}, before the onset ${Math.round(traffic.before)}`,
        points: Math.min(35, 15 + 10 * Math.log2(ratio)),
      },
    ]
  return ratio <= 1.2 ? [{ text: `no more requests than before: ${words}`, points: -15 }] : []
}

function toldReasons({ told }: Signature, facts: Facts): Reason[] {
  const found = told?.exec(facts.told)
  return found ? [{ text: `the description says "${found[0].trim()}"`, points: 6 }] : []
}

/** `HTTPRequestRate` and `queue_depth` as words. */
function spaced(name: string): string {
  return name.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').replace(/[_.:-]/g, ' ')
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function figure(value: number): string {
  return Number(value.toPrecision(3)).toString()
}

function shortened(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 89)}…`
}
