// Everything a configuration can be asked, asked once: for scripts and for the first look.
import type { Config, MetricConfig } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import { certificateFinding, hostFindings } from '../telemetry/host-limits.ts'
import type { HealthTarget, ProbeResult } from '../telemetry/types.ts'
import { describeTarget, type ProbeSurroundings, probe } from './health.ts'
import { failedProbe } from './probe-failure.ts'

export interface Checked {
  readonly name: string
  readonly kind: HealthTarget['kind'] | 'metric'
  readonly target: string
  readonly result: ProbeResult
}

export interface CheckOutcome {
  /** Health targets, metrics and dependencies, in the order of the configuration. */
  readonly targets: readonly Checked[]
  /** What of this machine is over its limit, in words; it warns and decides nothing. */
  readonly warnings: readonly string[]
}

/** How many things `checkOnce` would ask. */
export function askable({ health, metrics, dependencies }: Config): number {
  return health.length + metrics.length + dependencies.length
}

/** Never throws; takes as long as the slowest target's time limit. */
export async function checkOnce(config: Config, around: ProbeSurroundings): Promise<CheckOutcome> {
  const asked = [
    ...config.health.map(async (target): Promise<Checked> => {
      const { name, kind, target: shown } = describeTarget(target)
      return { name, kind, target: shown, result: await probe(target, around) }
    }),
    ...config.metrics.map(metric => checkMetric(metric, around)),
    ...config.dependencies.map(dependency => checkDependency(dependency, around)),
  ]
  const [targets, host] = await Promise.all([Promise.all(asked), config.host === false ? [] : hostWarnings(around)])
  const certificates = targets.flatMap(({ name, result }) => {
    const finding = certificateFinding({ name, tls: result.tls }, around.now())
    return finding?.bad ? [finding.words] : []
  })
  return { targets, warnings: [...certificates, ...host] }
}

async function checkMetric(metric: MetricConfig, { now }: ProbeSurroundings): Promise<Checked> {
  const shown = { name: cleanText(metric.name), kind: 'metric', target: cleanText(metric.query) } as const
  const at = now()
  try {
    const { crosses, readNow } = await import('./metrics.ts')
    const value = await readNow(metric, new AbortController().signal)
    const answer = String(Number(value.toPrecision(6)))
    if (crosses(value, metric.bad)) {
      const failure = { reasonKind: 'other', answer, reason: `${answer} is ${metric.bad?.trim()}` } as const
      return { ...shown, result: failedProbe(at, failure) }
    }
    return { ...shown, result: { ...failedProbe(at, nothingWrong), ok: true, answer, reason: null, reasonKind: null } }
  } catch (error) {
    const reason = cleanText(error instanceof Error ? error.message : String(error))
    return { ...shown, result: failedProbe(at, { reasonKind: 'other', answer: 'error', reason }) }
  }
}

async function checkDependency(
  { name, statuspage }: Config['dependencies'][number],
  { now }: ProbeSurroundings,
): Promise<Checked> {
  const { readDependency } = await import('./others.ts')
  const stop = new AbortController().signal
  const { state, summary, at } = await readDependency(cleanText(name), statuspage, { now: now(), stop })
  const shown = { name: cleanText(name), kind: 'dependency', target: cleanText(statuspage) } as const
  if (state === 'ok' || state === 'maintenance')
    return {
      ...shown,
      result: { ...failedProbe(at, nothingWrong), ok: true, answer: state, reason: null, reasonKind: null },
    }
  return { ...shown, result: failedProbe(at, { reasonKind: 'incident', answer: state, reason: summary }) }
}

const nothingWrong = { reasonKind: 'other', answer: '', reason: '' } as const

async function hostWarnings({ now }: ProbeSurroundings): Promise<string[]> {
  try {
    const { createHostSampler } = await import('./host.ts')
    const host = await createHostSampler(now)()
    return hostFindings(host).flatMap(finding => (finding.bad ? [finding.words] : []))
  } catch {
    return []
  }
}
