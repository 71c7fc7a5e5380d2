// The gate's readings of the logs: the share of requests that fail, error lines, and groups of errors new since the fix.
import { minute, second } from '../incident/time.ts'
import { type GateQuestion, type GateReading, judgedFrom, usualOf } from './gate-question.ts'
import { perMinute, shareWords } from './gate-words.ts'
import { isRequestTitle } from './requests.ts'
import type { ErrorGroup } from './types.ts'
import { errorsSignal, requestsSignal } from './usual.ts'

/** Less since the fix says nothing yet. */
const leastMs = 5 * second
const leastRequests = 5
/** A group that comes on was seen within that time. */
const comingOnMs = 30 * second

/** Nothing where no access log is read. */
export function requestsReading(question: GateQuestion): GateReading | null {
  const { history, telemetry } = question
  if (history.since('requests') === null) return null
  const from = judgedFrom(question)
  const { requests, failed } = history.requestsBetween(from, telemetry.at + 1)
  const usual = usualOf(requestsSignal, question)
  const limit = usual ? Math.max(2 * usual.high, 0.004) : 0.01
  const share = requests === 0 ? null : failed / requests
  const base = {
    id: requestsSignal,
    name: 'error rate',
    now: share === null ? '–' : shareWords(share),
    baseline: `max ${shareWords(limit)}`,
    series: requestsSignal as GateReading['series'],
    limit,
    isUsualKnown: usual !== null,
  }
  if (share === null || requests < leastRequests || telemetry.at - from < leastMs)
    return { ...base, state: 'unknown', by: `${requests} requests since the fix` }
  // One failed request of a few is no rate.
  if (share > limit && failed > 1) return { ...base, state: 'outside', by: `${failed} of ${requests} requests failed` }
  return { ...base, state: 'inside', by: '' }
}

export function errorsReading(question: GateQuestion): GateReading | null {
  const { history, telemetry } = question
  if (telemetry.sources.length === 0) return null
  const from = judgedFrom(question)
  const spanMs = Math.max(leastMs, telemetry.at - from)
  const { errors, lines } = history.linesBetween(from, telemetry.at + 1)
  const usual = usualOf(errorsSignal, question)
  const limit = Math.max(2, 2 * (usual?.high ?? 0))
  const rate = (errors * minute) / spanMs
  const base = {
    id: errorsSignal,
    name: 'errors in logs',
    now: perMinute(rate),
    baseline: `max ${perMinute(limit)}`,
    series: errorsSignal as GateReading['series'],
    limit,
    isUsualKnown: usual !== null,
  }
  const lost = telemetry.sources.filter(source => source.state === 'lost' || source.state === 'retrying')
  if (rate > limit && errors > 1)
    return { ...base, state: 'outside', by: `${errors} in ${Math.round(spanMs / second)} s` }
  if (lost.length > 0)
    return { ...base, state: 'unknown', by: `${lost.map(source => source.name).join(', ')} cannot be read` }
  if (telemetry.at - from < leastMs) return { ...base, state: 'unknown', by: 'the fix is only just in place' }
  if (lines === 0 && wroteBefore(question))
    return { ...base, state: 'unknown', by: 'no line at all: is the service running?' }
  return { ...base, state: 'inside', by: '' }
}

/** A log that used to grow all the time and has gone silent. */
function wroteBefore({ history, telemetry }: GateQuestion): boolean {
  const { lines } = history.linesBetween(telemetry.at - 10 * minute, telemetry.at)
  return lines > 100
}

/** Groups that began after the fix, are no part of what was there before, and come on. */
export function groupsReading(question: GateQuestion): GateReading | null {
  const { telemetry, fixedAt } = question
  if (telemetry.sources.length === 0) return null
  const fresh = newSince(question)
  const coming = fresh.filter(group => group.count > 1 && group.lastAt > telemetry.at - comingOnMs)
  const base = {
    id: 'groups',
    name: 'new error groups',
    now: String(coming.length),
    baseline: '0',
    series: errorsSignal as GateReading['series'],
    limit: null,
    isUsualKnown: fixedAt !== null,
  }
  if (coming.length === 0) return { ...base, state: 'inside', by: '' }
  return { ...base, state: 'outside', by: coming[0]?.title ?? '' }
}

/** Error groups first seen after the fix and not settled; failed requests are told by their rate. */
export function newSince({
  telemetry,
  fixedAt,
  settledGroups,
}: Pick<GateQuestion, 'telemetry' | 'fixedAt' | 'settledGroups'>): readonly ErrorGroup[] {
  if (fixedAt === null) return []
  return telemetry.groups.filter(
    ({ id, title, firstAt }) => firstAt > fixedAt && !settledGroups.has(id) && !isRequestTitle(title),
  )
}
