// Causes that show in the signals themselves, beside the changes: each with a score of 100 and the reasons for it.
// A new kind of cause gets an entry in `rules`.
import type { Reason } from '../incident/events.ts'
import { hostFindings } from '../telemetry/host-limits.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'

export interface Cause {
  /** Stays the same for the same cause. */
  readonly id: string
  readonly kind: string
  readonly title: string
  /** 0 to 100. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

type Rule = (now: TelemetrySnapshot) => readonly Cause[]

const poolWords =
  /too many (?:clients|connections)|(?:connection )?pool (?:is )?(?:exhausted|timed? ?out|empty)|acquir\w+ (?:a )?(?:connection|client)|remaining connection slots|QueuePool limit/i
const limitWords = /\b(?:429|503)\b|too many requests|rate limit|overload|queue (?:is )?full|capacity/i

/** What the signals alone suggest, best first. */
export function causesSeen(now: TelemetrySnapshot): Cause[] {
  return rules.flatMap(rule => rule(now)).sort((a, b) => b.score - a.score)
}

const rules: readonly Rule[] = [thirdParty, connectionPool, overCapacity, hostLimits, certificates, names]

function thirdParty({ dependencies }: TelemetrySnapshot): Cause[] {
  return dependencies
    .filter(one => one.state === 'down' || one.state === 'degraded')
    .map(one => {
      const points = one.state === 'down' ? 60 : 40
      const text = `its status page says: ${one.summary}`
      return cause('third-party', one.name, `third-party outage: ${one.name}`, [{ text, points }])
    })
}

function connectionPool({ groups }: TelemetrySnapshot): Cause[] {
  const speaking = groups.filter(group => poolWords.test(group.title))
  const worst = speaking[0]
  if (!worst) return []
  const count = speaking.reduce((sum, group) => sum + group.count, 0)
  const reasons = [
    { text: `the logs say it ${count} times: ${worst.title}`, points: Math.min(60, 30 + count) },
    ...(speaking.length > 1 ? [{ text: `${speaking.length} different errors speak of connections`, points: 10 }] : []),
  ]
  return [cause('db-pool', 'connections', 'database connections exhausted', reasons)]
}

function overCapacity({ host, groups, health }: TelemetrySnapshot): Cause[] {
  const reasons: Reason[] = []
  const load = host ? host.load[0] / Math.max(1, host.cores) : 0
  if (load > 1.5) reasons.push({ text: `load ${host?.load[0].toFixed(1)} on ${host?.cores} cores`, points: 25 })
  const limited = groups.find(group => limitWords.test(group.title))
  if (limited) reasons.push({ text: `the logs say: ${limited.title}`, points: 25 })
  const slow = health.filter(target => target.state === 'slow')
  if (slow.length > 1)
    reasons.push({ text: `${slow.map(one => one.name).join(', ')} are slow at the same time`, points: 15 })
  return reasons.length > 0 ? [cause('capacity', 'traffic', 'traffic over capacity', reasons)] : []
}

/** Load is part of the capacity rule. */
function hostLimits({ host }: TelemetrySnapshot): Cause[] {
  if (!host) return []
  return hostFindings(host)
    .filter(finding => finding.bad && finding.name !== 'load')
    .map(finding =>
      cause('host', finding.name, `${finding.name} of ${host.name} at its limit`, [
        { text: finding.words, points: 35 },
      ]),
    )
}

function certificates({ health, at }: TelemetrySnapshot): Cause[] {
  return health
    .filter(target => target.reasonKind === 'tls' || (target.tls !== null && target.tls.validTo < at))
    .map(target =>
      cause('tls', target.name, `certificate of ${target.name}`, [
        { text: target.reason ?? 'its certificate has expired', points: 60 },
      ]),
    )
}

function names({ health }: TelemetrySnapshot): Cause[] {
  return health
    .filter(target => target.reasonKind === 'dns')
    .map(target =>
      cause('dns', target.name, `name of ${target.name} is not resolved`, [
        { text: target.reason ?? 'no address', points: 55 },
      ]),
    )
}

function cause(kind: string, subject: string, title: string, reasons: readonly Reason[]): Cause {
  const score = Math.min(
    95,
    reasons.reduce((sum, reason) => sum + reason.points, 0),
  )
  return { id: `${kind}:${subject}`, kind, title, score, reasons }
}
