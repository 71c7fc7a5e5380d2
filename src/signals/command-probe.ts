// Runs a configured check command: exit 0 is good, and the last line it printed is the reason where it is not.
// Rule: argv only, no shell, no standard input; the time limit kills it and what it started.
import type { HealthConfig } from '../config/schema.ts'
import { cleanLines } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { ProbeResult } from '../telemetry/types.ts'
import { failedProbe, limitInWords } from './probe-failure.ts'
import { howItEnded, runQuietly } from './quiet-process.ts'

type CommandHealthConfig = Extract<HealthConfig, { command: string[] }>

export interface CommandProbeOptions {
  readonly now: () => Instant
  readonly cwd: string
  readonly stop?: AbortSignal
}

/** One run; it ends within its time limit (and a second to die in) and never throws. */
export async function probeCommand(config: CommandHealthConfig, options: CommandProbeOptions): Promise<ProbeResult> {
  const at = options.now()
  const startedAt = performance.now()
  const end = await runQuietly({
    argv: config.command,
    cwd: options.cwd,
    stop: options.stop,
    timeoutMs: config.timeout,
  })
  const latencyMs = Math.round(performance.now() - startedAt)
  if (end.timedOut) {
    const reason = `not finished within ${limitInWords(config.timeout)}`
    return failedProbe(at, { reasonKind: 'timeout', answer: 'timeout', reason })
  }
  if (end.notStarted !== null) return failedProbe(at, { reasonKind: 'exit', answer: 'exit', reason: end.notStarted })
  const said = cleanLines(end.stdout + end.stderr)
  const lastLine = said.trimEnd().split('\n').at(-1)?.trim().slice(0, 200) ?? ''
  const ended = howItEnded(end)
  const failure = { reasonKind: 'exit', answer: ended, reason: lastLine ? `${ended}: ${lastLine}` : ended } as const
  if (end.exitCode !== 0) return { ...failedProbe(at, failure), latencyMs }
  return { ...failedProbe(at, failure), ok: true, answer: 'ok', latencyMs, reason: null, reasonKind: null }
}
