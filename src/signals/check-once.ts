// Everything a configuration can be asked, asked once: for scripts and for the first look.
import type { Config } from '../config/schema.ts'
import { hostFindings } from '../telemetry/host-limits.ts'
import type { HealthTarget, ProbeResult } from '../telemetry/types.ts'
import { describeTarget, type ProbeSurroundings, probe } from './health.ts'

export interface Checked {
  readonly name: string
  readonly kind: HealthTarget['kind']
  readonly target: string
  readonly result: ProbeResult
}

export interface CheckOutcome {
  readonly targets: readonly Checked[]
  /** What of this machine is over its limit, in words; it warns and decides nothing. */
  readonly warnings: readonly string[]
}

/** Never throws; takes as long as the slowest target's time limit. */
export async function checkOnce(config: Config, around: ProbeSurroundings): Promise<CheckOutcome> {
  const [targets, warnings] = await Promise.all([
    Promise.all(
      config.health.map(async (target): Promise<Checked> => {
        const { name, kind, target: shown } = describeTarget(target)
        return { name, kind, target: shown, result: await probe(target, around) }
      }),
    ),
    config.host === false ? [] : hostWarnings(around),
  ])
  return { targets, warnings }
}

async function hostWarnings({ now }: ProbeSurroundings): Promise<string[]> {
  try {
    const { createHostSampler } = await import('./host.ts')
    const host = await createHostSampler(now)()
    return hostFindings(host).flatMap(finding => (finding.bad ? [finding.words] : []))
  } catch {
    return []
  }
}
