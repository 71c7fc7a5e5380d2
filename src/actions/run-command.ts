// Runs one command as data says: argv without a shell, output kept whole up to a limit, redacted, never lost to a hang.
import { execa } from 'execa'
import type { CommandSpec } from '../incident/command.ts'
import type { EventOf } from '../incident/events.ts'
import { cleanLines } from '../incident/redact.ts'

export interface CommandEnd {
  readonly outcome: Exclude<EventOf<'command.ended'>['outcome'], 'unknown'>
  readonly exitCode: number | null
  readonly signal: string | null
  readonly durationMs: number
  /** What it printed, both streams as they came, redacted; at most `keptBytes`, the end of it. */
  readonly output: string
}

export interface RunOptions {
  /** Raw output as it comes, for someone who watches. */
  readonly onOutput?: (chunk: Buffer, stream: 'stdout' | 'stderr') => void
  readonly signal?: AbortSignal
  readonly env?: Readonly<Record<string, string>>
}

const keptBytes = 1024 * 1024
const graceMs = 3000

export async function runCommand(spec: CommandSpec, options: RunOptions = {}): Promise<CommandEnd> {
  const startedAt = performance.now()
  const [program = '', ...args] = spec.argv
  const kept = new KeptOutput()
  const child = execa(program, args, {
    shell: spec.shell,
    ...(spec.cwd === null ? {} : { cwd: spec.cwd }),
    ...(spec.timeoutMs === null ? {} : { timeout: spec.timeoutMs }),
    ...(spec.input === null ? { stdin: 'ignore' as const } : { input: spec.input }),
    ...(options.signal ? { cancelSignal: options.signal } : {}),
    env: { ...options.env, ...spec.env },
    buffer: false,
    reject: false,
    encoding: 'buffer',
    forceKillAfterDelay: graceMs,
    cleanup: true,
  })
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      kept.add(chunk)
      options.onOutput?.(chunk, stream)
    })
  }
  const result = await child
  const durationMs = Math.round(performance.now() - startedAt)
  const didStart = result.exitCode !== undefined || result.signal !== undefined || result.timedOut || result.isCanceled
  const outcome = result.timedOut
    ? 'timedOut'
    : result.isCanceled
      ? 'cancelled'
      : !didStart
        ? 'failedToStart'
        : result.signal
          ? 'signalled'
          : 'exited'
  const why = outcome === 'failedToStart' ? (result.originalMessage ?? `${program} could not be started`) : ''
  return {
    outcome,
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    durationMs,
    output: cleanLines(why || kept.text()),
  }
}

/** The last lines of an output, for a timeline row or a document. */
export function tailOf(output: string, lines = 20): string {
  return output.trimEnd().split('\n').slice(-lines).join('\n').slice(-4000)
}

/** Keeps the end of what comes, within a limit. */
class KeptOutput {
  private chunks: Buffer[] = []
  private size = 0
  private dropped = 0

  add(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.size += chunk.length
    while (this.size > keptBytes && this.chunks.length > 1) {
      const first = this.chunks.shift() as Buffer
      this.size -= first.length
      this.dropped += first.length
    }
  }

  text(): string {
    const text = Buffer.concat(this.chunks).toString('utf8')
    return this.dropped > 0 ? `[${this.dropped} bytes before this were not kept]\n${text}` : text
  }
}
