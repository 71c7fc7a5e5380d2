// The rules by which telemetry becomes history: a state that left its usual range and stayed, or came back and stayed.
// Rule: hysteresis first. One bad sample is a sample; two in a row are a fact, and going back takes two as well.
import { minute } from '../incident/time.ts'
import { certificateFinding, hostFindings } from './host-limits.ts'
import { isRequestTitle } from './requests.ts'
import type { ErrorGroup, HealthTarget, SignalObservation, TelemetrySnapshot } from './types.ts'

type Finding = Omit<SignalObservation, 'at'> & { readonly at?: number }

/** What has been said already, so that nothing is said twice. Start with `calm`. */
export interface CrossingState {
  /** Subjects that are bad now, by `kind subject`. */
  readonly bad: ReadonlySet<string>
  /** Subjects on their way over or back, with how often in a row they were seen there. */
  readonly pending: Readonly<Record<string, number>>
  readonly knownGroups: ReadonlySet<string>
}

export const calm: CrossingState = { bad: new Set(), pending: {}, knownGroups: new Set() }

/** One thing that can be good or bad, as one snapshot shows it. */
interface Judged {
  readonly key: string
  readonly bad: boolean
  /** How many looks in a row it takes to believe a turn. */
  readonly patience: number
  readonly left: Finding
  readonly back: Finding
}

/** Compares a snapshot with what was said before: new observations, and the state for the next look. */
export function observeCrossings(
  before: CrossingState,
  now: TelemetrySnapshot,
): { readonly state: CrossingState; readonly observations: readonly SignalObservation[] } {
  const bad = new Set(before.bad)
  const pending: Record<string, number> = {}
  const observations: SignalObservation[] = []
  for (const item of judge(now)) {
    if (item.bad === bad.has(item.key)) continue
    const seen = (before.pending[item.key] ?? 0) + 1
    if (seen < item.patience) {
      pending[item.key] = seen
      continue
    }
    if (item.bad) bad.add(item.key)
    else bad.delete(item.key)
    observations.push({ at: now.at, ...(item.bad ? item.left : item.back) })
  }
  const firing = new Set(now.alerts.map(alert => alertKey(alert)))
  for (const key of before.bad) {
    if (!key.startsWith('alert ') || firing.has(key)) continue
    bad.delete(key)
    const subject = key.slice(key.indexOf('|') + 1)
    const text = `alert ${subject} no longer firing`
    observations.push({ kind: 'alert_resolved', subject, text, level: 'info', at: now.at, figures: {} })
  }
  const known = new Set(before.knownGroups)
  for (const { at, trouble, text } of now.host?.kernel ?? []) {
    const key = `kernel ${at} ${text}`
    if (known.has(key)) continue
    known.add(key)
    if (at < now.startedAt - minute) continue
    const level = trouble === 'crash' || trouble === 'network' ? 'warn' : 'critical'
    observations.push({
      kind: 'host_threshold',
      subject: 'kernel',
      text: `kernel: ${text}`,
      level,
      at,
      figures: { trouble },
    })
  }
  for (const group of now.groups) {
    if (known.has(group.id)) continue
    const isEcho = isRequestTitle(group.title) && now.groups.some(one => tellsCause(one, group.firstAt))
    known.add(group.id)
    if (group.firstAt < now.startedAt - minute || isEcho) continue
    observations.push({
      kind: 'new_group',
      subject: group.title,
      text: `new error group: ${group.title}`,
      level: 'warn',
      at: group.firstAt,
      figures: { count: group.count },
    })
  }
  return { state: { bad, pending, knownGroups: known }, observations }
}

/** An error that began with the failed requests says why they failed. */
function tellsCause({ title, firstAt }: ErrorGroup, at: number): boolean {
  return !isRequestTitle(title) && Math.abs(firstAt - at) < minute
}

function judge(now: TelemetrySnapshot): Judged[] {
  return [
    ...now.health.filter(target => target.lastAt !== null && target.state !== 'stale').map(judgeTarget),
    ...now.health.flatMap(target => judgeCertificate(target, now.at)),
    ...judgeErrorRate(now),
    ...now.sources.map(judgeSource),
    ...(now.host ? hostFindings(now.host).map(judgeHost) : []),
    ...now.metrics.filter(series => series.state === 'ok' || series.state === 'bad').map(judgeMetric),
    ...now.dependencies.filter(dependency => dependency.state !== 'unknown').map(judgeDependency),
    ...now.alerts.map(judgeAlert),
  ]
}

/** Counts samples, not looks: the last two answers have to agree, and a flapping target stays bad. */
function judgeTarget(target: HealthTarget): Judged {
  const lastTwo = target.history.slice(-2)
  const down = lastTwo.length === 2 && lastTwo.every(sample => !sample.ok)
  const up = lastTwo.every(sample => sample.ok) && !target.flapping
  const failedAt = target.downSince ?? undefined
  const why = target.reason ?? target.answer
  return {
    key: `health ${target.name}`,
    bad: down || (!up && target.history.length >= 2 && target.flapping),
    patience: up || down || target.flapping ? 1 : Number.POSITIVE_INFINITY,
    left: {
      kind: 'health_down',
      subject: target.name,
      text: `${target.name} health ${target.flapping ? 'flapping' : 'failing'}: ${why}`,
      level: 'critical',
      ...(failedAt !== undefined && { at: failedAt }),
      figures: { answer: target.answer, ...(target.latencyMs !== null && { latencyMs: Math.round(target.latencyMs) }) },
    },
    back: {
      kind: 'health_up',
      subject: target.name,
      text: `${target.name} health ok again`,
      level: 'info',
      figures: { answer: target.answer },
    },
  }
}

function judgeCertificate(target: HealthTarget, at: number): Judged[] {
  const finding = certificateFinding(target, at)
  if (!finding) return []
  const { bad, urgent, words, daysLeft } = finding
  const subject = `certificate of ${target.name}`
  const about = { subject, figures: { daysLeft } }
  return [
    {
      key: subject,
      bad,
      patience: 1,
      left: { kind: 'host_threshold', text: words, level: urgent ? 'critical' : 'warn', ...about },
      back: { kind: 'host_back', text: words, level: 'info', ...about },
    },
  ]
}

function judgeErrorRate({ rates, health }: TelemetrySnapshot): Judged[] {
  const usual = rates.usualErrorsPerMin
  if (usual === null && !health.some(target => target.state === 'failing') && rates.errorsPerMin < 10) return []
  const limit = Math.max(5, 3 * (usual ?? 1))
  const isBad = rates.errorsPerMin > limit
  const isCalm = rates.errorsPerMin < limit / 2
  const was = usual === null ? '' : `, usually ${round(usual)}`
  return [
    {
      key: 'error rate',
      bad: isBad,
      patience: isBad ? 3 : isCalm ? 30 : Number.POSITIVE_INFINITY,
      left: {
        kind: 'error_rate_left',
        subject: 'logs',
        text: `errors ${round(rates.errorsPerMin)} a minute${was}`,
        level: 'critical',
        figures: { errorsPerMin: round(rates.errorsPerMin), usual: round(usual ?? 0) },
      },
      back: {
        kind: 'error_rate_back',
        subject: 'logs',
        text: `errors back to ${round(rates.errorsPerMin)} a minute`,
        level: 'info',
        figures: { errorsPerMin: round(rates.errorsPerMin), usual: round(usual ?? 0) },
      },
    },
  ]
}

function judgeSource(source: TelemetrySnapshot['sources'][number]): Judged {
  const why = source.reason ? `: ${source.reason}` : ''
  return {
    key: `source ${source.name}`,
    bad: source.state === 'lost' || source.state === 'retrying',
    patience: source.state === 'waiting' ? Number.POSITIVE_INFINITY : 3,
    left: {
      kind: 'source_lost',
      subject: source.name,
      text: `log ${source.name} lost${why}`,
      level: 'warn',
      figures: {},
    },
    back: {
      kind: 'source_back',
      subject: source.name,
      text: `log ${source.name} is read again`,
      level: 'info',
      figures: {},
    },
  }
}

function judgeHost({ name, bad, words, value }: ReturnType<typeof hostFindings>[number]): Judged {
  return {
    key: `host ${name}`,
    bad,
    patience: 5,
    left: { kind: 'host_threshold', subject: name, text: words, level: 'warn', figures: { value } },
    back: { kind: 'host_back', subject: name, text: `host ${name} back: ${words}`, level: 'info', figures: { value } },
  }
}

function judgeMetric(series: TelemetrySnapshot['metrics'][number]): Judged {
  const value = series.value ?? Number.NaN
  return {
    key: `metric ${series.name}`,
    bad: series.state === 'bad',
    patience: 2,
    left: {
      kind: 'metric_bad',
      subject: series.name,
      text: `${series.name} ${round(value)} is ${series.bad ?? 'bad'}`,
      level: 'warn',
      figures: { value },
    },
    back: {
      kind: 'metric_back',
      subject: series.name,
      text: `${series.name} back to ${round(value)}`,
      level: 'info',
      figures: { value },
    },
  }
}

function judgeDependency(dependency: TelemetrySnapshot['dependencies'][number]): Judged {
  return {
    key: `dependency ${dependency.name}`,
    bad: dependency.state === 'down' || dependency.state === 'degraded',
    patience: 1,
    left: {
      kind: 'dependency_incident',
      subject: dependency.name,
      text: `${dependency.name} reports: ${dependency.summary}`,
      level: dependency.state === 'down' ? 'critical' : 'warn',
      figures: {},
    },
    back: {
      kind: 'dependency_back',
      subject: dependency.name,
      text: `${dependency.name} reports: ${dependency.summary}`,
      level: 'info',
      figures: {},
    },
  }
}

function judgeAlert(alert: TelemetrySnapshot['alerts'][number]): Judged {
  const subject = alert.name
  const text = alert.summary ? `alert ${subject}: ${alert.summary}` : `alert ${subject} firing`
  const level = /crit|page|error/i.test(alert.severity) ? 'critical' : 'warn'
  const finding: Finding = { kind: 'alert_firing', subject, text, level, at: alert.startsAt, figures: {} }
  return { key: alertKey(alert), bad: true, patience: 1, left: finding, back: finding }
}

function alertKey(alert: TelemetrySnapshot['alerts'][number]): string {
  return `alert ${alert.fingerprint}|${alert.name}`
}

function round(value: number): number {
  return Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100
}
