// Runs a configured check command: exit 0 is good, and the last line it printed is the reason where it is not.
// Rule: argv only, no shell, no standard input; the time limit kills it and what it started.
import { execa } from 'execa'
import type { HealthConfig } from '../config/schema.ts'
import { cleanLines } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { ProbeResult } from '../telemetry/types.ts'
import { failedProbe, failureOf, limitInWords } from './probe-failure.ts'

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
  const [program = '', ...args] = config.command
  const result = await execa(program, args, {
    cwd: options.cwd,
    timeout: config.timeout,
    forceKillAfterDelay: 1000,
    stdin: 'ignore',
    all: true,
    reject: false,
    maxBuffer: 8 * 1024 * 1024,
    ...(options.stop ? { cancelSignal: options.stop } : {}),
  })
  const latencyMs = Math.round(performance.now() - startedAt)
  if (result.timedOut) {
    const reason = `not finished within ${limitInWords(config.timeout)}`
    return failedProbe(at, { reasonKind: 'timeout', answer: 'timeout', reason })
  }
  if (result.exitCode === undefined && result.signal === undefined) return failedProbe(at, failureOf(result.cause))
  const said = cleanLines(result.all ?? '')
  const lastLine = said.trimEnd().split('\n').at(-1)?.trim().slice(0, 200) ?? ''
  const ended = result.signal ? `ended by ${result.signal}` : `exit ${result.exitCode}`
  const failure = { reasonKind: 'exit', answer: ended, reason: lastLine ? `${ended}: ${lastLine}` : ended } as const
  if (result.exitCode !== 0) return { ...failedProbe(at, failure), latencyMs }
  return { ...failedProbe(at, failure), ok: true, answer: 'ok', latencyMs, reason: null, reasonKind: null }
}
