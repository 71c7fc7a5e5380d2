// What is expected of a mitigation, as it is written in words, and whether it is seen: `error rate < 5 % within 2 min`,
// `api < 300 ms within 1m`, `queue depth < 100`, `api ok`. Words that name no figure are left to the gate.
import { type Instant, minute, second } from '../incident/time.ts'
import type { LogRing } from './log-ring.ts'
import { requestAt } from './requests.ts'
import { figuresOver } from './statistics.ts'
import type { TelemetrySnapshot } from './types.ts'

export interface Goal {
  /** As written, without the figure: `error rate`. */
  readonly what: string
  readonly isBelow: boolean
  /** A share 0 to 1 for percent, milliseconds for times, else the plain number. */
  readonly limit: number
  readonly unit: 'share' | 'ms' | 'number'
  readonly withinMs: number
}

export interface Seen {
  readonly snapshot: TelemetrySnapshot
  readonly log: LogRing
}

const usualPatience = 2 * minute
const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: second,
  sec: second,
  m: minute,
  min: minute,
  h: 60 * minute,
}
const figure = /^(.*?)\s*(<=?|>=?|under|below|over|above)\s*(\d+(?:\.\d+)?)\s*(%|ms|s\b)?/i
const within = /\b(?:within|in|for)\s+(\d+(?:\.\d+)?)\s*(ms|sec|s|min|m|h)\b/i

/** Null where the words name no figure that could be compared. */
export function readGoal(text: string): Goal | null {
  const [, what = '', sign = '', number = '', unit = ''] = figure.exec(text) ?? []
  if (sign === '') return null
  const raw = Number(number)
  const isShare = unit === '%'
  const isTime = unit === 'ms' || unit === 's'
  return {
    what: what.trim().toLowerCase(),
    isBelow: /^(<|under|below)/i.test(sign),
    limit: isShare ? raw / 100 : raw * (unit === 's' ? second : 1),
    unit: isShare ? 'share' : isTime ? 'ms' : 'number',
    withinMs: patienceOf(text),
  }
}

/** How long to wait for it, two minutes where nothing is said. */
export function patienceOf(text: string): number {
  const [, number, unit = ''] = within.exec(text) ?? []
  const ms = Number(number) * (unitMs[unit.toLowerCase()] ?? 0)
  return ms >= second ? ms : usualPatience
}

/** The figure over (`from`, `until`]; null where nothing tells. */
export function goalReading(
  goal: Goal,
  { snapshot, log }: Seen,
  [from, until]: readonly [Instant, Instant],
): number | null {
  const target = snapshot.health.find(one => goal.what.includes(one.name.toLowerCase()))
  const metric = snapshot.metrics.find(one => goal.what.includes(one.name.toLowerCase()))
  if (metric) return metric.points.findLast(point => point.at <= until && point.at > from - 5 * minute)?.value ?? null
  if (goal.unit === 'ms') {
    const samples = target ? target.history : snapshot.health.flatMap(one => one.history)
    return figuresOver(samples, until - from, until).p50
  }
  if (goal.unit !== 'share') return null
  if (target) return figuresOver(target.history, until - from, until).errorShare
  return requestShare(log, from, until) ?? probeShare(snapshot, from, until)
}

export function isMet({ isBelow, limit }: Goal, value: number): boolean {
  return isBelow ? value <= limit : value >= limit
}

const readAtMost = 5000

function requestShare(log: LogRing, from: Instant, until: Instant): number | null {
  let [requests, failed] = [0, 0]
  const first = Math.max(log.indexAt(from), log.indexAt(until) - readAtMost)
  for (let index = first; index < log.pushed; index += 1) {
    const at = log.line(index)?.at
    if (at == null || at <= from) continue
    if (at > until) break
    const request = requestAt(log, index)
    if (!request) continue
    requests += 1
    if (request.status >= 500) failed += 1
  }
  return requests === 0 ? null : failed / requests
}

/** Of the worst target. */
function probeShare({ health }: TelemetrySnapshot, from: Instant, until: Instant): number | null {
  const shares = health.flatMap(one => figuresOver(one.history, until - from, until).errorShare ?? [])
  return shares.length === 0 ? null : Math.max(...shares)
}
