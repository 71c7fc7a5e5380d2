// Health targets: what each is called, how it is asked, and the loop that asks it again and again.
import type { HealthConfig } from '../config/schema.ts'
import { commandLine } from '../incident/command.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { HealthTarget, ProbeResult } from '../telemetry/types.ts'
import { probeCommand } from './command-probe.ts'
import { probeTcp } from './tcp-probe.ts'
import { createTurns } from './turns.ts'

export interface ProbeSurroundings {
  readonly now: () => Instant
  readonly cwd: string
  readonly stop?: AbortSignal
}

/** Asks a target once, whatever its kind. Never throws. */
export async function probe(target: HealthConfig, { now, cwd, stop }: ProbeSurroundings): Promise<ProbeResult> {
  // The HTTP client is large: it is loaded where there is something to ask.
  if ('url' in target) return (await import('./http-probe.ts')).probeHttp(target, now, stop)
  if ('tcp' in target) return probeTcp(target, now, stop)
  return probeCommand(target, { now, cwd, ...(stop ? { stop } : {}) })
}

/** A target as it is shown: without secrets. */
export function describeTarget(target: HealthConfig): Pick<HealthTarget, 'name' | 'kind' | 'target' | 'everyMs'> {
  const shared = { name: cleanText(target.name), everyMs: target.every }
  if ('url' in target) return { ...shared, kind: 'http', target: cleanText(target.url) }
  if ('tcp' in target) return { ...shared, kind: 'tcp', target: cleanText(target.tcp) }
  return { ...shared, kind: 'command', target: cleanText(commandLine({ argv: target.command })) }
}

/** Asks at its rhythm until stopped. A slow answer delays the next question instead of overlapping with it. */
export async function watchTarget(
  target: HealthConfig,
  { telemetry, now, cwd, stop }: { readonly telemetry: Telemetry; readonly stop: AbortSignal } & ProbeSurroundings,
): Promise<void> {
  const { name, everyMs } = describeTarget(target)
  const turns = createTurns(telemetry, name, stop)
  let isAsked = false
  while (!stop.aborted) {
    const startedAt = performance.now()
    if (isAsked || !telemetry.isPaused(name)) {
      const result = await probe(target, { now, cwd, stop })
      if (stop.aborted) return
      telemetry.recordProbe(name, result)
    }
    isAsked = await turns.next(Math.max(100, everyMs - (performance.now() - startedAt)))
  }
}
