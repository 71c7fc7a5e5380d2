// The gate's readings of one health target: whether it answers well, and how fast.
import type { UsualRange } from '../incident/events.ts'
import { type GateQuestion, type GateReading, judgedFrom, usualOf } from './gate-question.ts'
import { ago, latencyWords } from './gate-words.ts'
import { percentile } from './statistics.ts'
import type { HealthTarget } from './types.ts'
import { healthSignal, latencySignal } from './usual.ts'

/** Good answers in a row that make a target well again. */
const goodInARow = 3

export function healthReading(target: HealthTarget, question: GateQuestion): GateReading {
  const { telemetry, fixedAt } = question
  const last = target.history.slice(-goodInARow)
  const bad = last.filter(sample => !sample.ok).length
  const usual = usualOf(healthSignal(target.name), question)
  const base = {
    id: healthSignal(target.name),
    name: `${target.name} health`,
    now: target.state === 'stale' || target.lastAt === null ? 'no answer' : target.answer,
    baseline: 'answers ok',
    series: healthSignal(target.name) as GateReading['series'],
    limit: 0,
    isUsualKnown: usual !== null,
  }
  if (target.state === 'stale') return { ...base, state: 'unknown', by: staleWords(target, telemetry.at) }
  if (bad > 0) return { ...base, state: 'outside', by: badWords(bad, last.length, target) }
  const isFresh = last.length === goodInARow && (last.at(-1)?.at ?? 0) >= (fixedAt ?? 0)
  if (!isFresh) return { ...base, state: 'unknown', by: waitWords(last.length) }
  return { ...base, state: 'inside', by: '' }
}

/** Nothing where the answers have no latency. */
export function latencyReading(target: HealthTarget, question: GateQuestion): GateReading | null {
  const from = judgedFrom(question)
  const timed = target.history.filter(sample => sample.latencyMs !== null)
  if (timed.length === 0) return null
  const lastFew = timed.slice(-goodInARow).filter(sample => sample.at >= (question.fixedAt ?? 0))
  const fresh = timed.filter(sample => sample.at >= from)
  const judged = fresh.length >= goodInARow ? fresh : lastFew
  const now = tail(judged.flatMap(sample => (sample.latencyMs === null ? [] : [sample.latencyMs])))
  const usual = usualOf(latencySignal(target.name), question)
  const limit = usual && latencyLimit(usual, question.telemetry.host?.pressure.cpu ?? null)
  const base = {
    id: latencySignal(target.name),
    name: `${target.name} p95 latency`,
    now: now === null ? '–' : latencyWords(now),
    baseline: limit === null ? 'unknown' : `max ${latencyWords(limit)}`,
    series: latencySignal(target.name) as GateReading['series'],
    limit,
    isUsualKnown: usual !== null,
  }
  if (target.state === 'stale') return { ...base, state: 'unknown', by: staleWords(target, question.telemetry.at) }
  if (now === null || judged.length < goodInARow) return { ...base, state: 'unknown', by: waitWords(judged.length) }
  if (limit !== null && now > limit) return { ...base, state: 'outside', by: `${latencyWords(now - limit)} above` }
  const slow = judged.filter(sample => sample.slow).length
  if (slow > 1 && slow > judged.length * 0.05)
    return { ...base, state: 'outside', by: `${slow} of ${judged.length} answers slower than it is set up to be` }
  return { ...base, state: 'inside', by: '' }
}

/** Below that nobody notices, and a quiet start says too little about a busy machine. */
const leastRoomMs = 250
/** So much more where everything on this machine waits for the processor: it is the machine that is slow, not the service. */
const busyRoomMs = 500
/** Of fewer answers the spread is hardly known. */
const fewSamples = 30

/**
 * Milliseconds up to which a latency is as usual: twice the usual, at least a quarter of a second more, and what
 * the machine itself takes. `cpuPressure` is the share of time, in percent, in which work waits for the processor.
 */
export function latencyLimit({ low, high, samples }: Omit<UsualRange, 'signal'>, cpuPressure: number | null): number {
  const spread = samples < fewSamples ? 2 * (high - low) : 0
  const busy = Math.min(1, Math.max(0, (cpuPressure ?? 0) / 100))
  return high + Math.max(high, spread, leastRoomMs) + busyRoomMs * busy
}

/** The 95th percentile; of fewer than 20 samples the second largest, so that one slow answer alone is no relapse. */
function tail(latencies: readonly number[]): number | null {
  const ascending = [...latencies].sort((a, b) => a - b)
  if (ascending.length >= 20) return percentile(ascending, 0.95)
  return ascending.at(ascending.length > 2 ? -2 : -1) ?? null
}

function staleWords({ lastAt }: HealthTarget, at: number): string {
  return lastAt === null ? 'never answered' : `last answer ${ago(at - lastAt)}`
}

function badWords(bad: number, of: number, target: HealthTarget): string {
  const share = of > 1 ? `${bad} of the last ${of} answers failed` : 'the last answer failed'
  return target.reason ? `${share}: ${target.reason}` : share
}

function waitWords(seen: number): string {
  return `${seen} of ${goodInARow} answers since the fix`
}
