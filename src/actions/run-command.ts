// Runs one command as data says: argv without a shell, in a process group of its own, output kept within a limit and
// redacted. Without a controlling terminal, so nothing it starts can ask for a password on ours.
import type { ChildProcess } from 'node:child_process'
import { type ExecaError, execa } from 'execa'
import type { CommandSpec } from '../incident/command.ts'
import type { EventOf } from '../incident/events.ts'
import { cleanLines } from '../incident/redact.ts'
import { type KeptLimits, KeptOutput } from './kept-output.ts'
import { graceMs, stopGroup } from './stopping.ts'

export interface CommandEnd {
  readonly outcome: Exclude<EventOf<'command.ended'>['outcome'], 'unknown'>
  readonly exitCode: number | null
  readonly signal: string | null
  readonly durationMs: number
  /** What it printed, both streams as they came, redacted; the beginning and the end where it was too much. */
  readonly output: string
}

export interface RunOptions {
  /** Raw output as it comes, for someone who watches. */
  readonly onOutput?: (chunk: Buffer, stream: 'stdout' | 'stderr') => void
  readonly onSpawn?: (pid: number) => void
  readonly signal?: AbortSignal
  readonly env?: Readonly<Record<string, string>>
  readonly limits?: KeptLimits
  /** Milliseconds between the signals that stop it. */
  readonly grace?: number
  /** What it reads where the spec gives it nothing: nothing, or this process's own standard input. */
  readonly stdin?: 'ignore' | 'inherit'
}

/** What keeps git, ssh and gh from asking: they fail with a sentence instead. */
export const askNothing = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  GCM_INTERACTIVE: 'never',
  GH_PROMPT_DISABLED: '1',
}

/** How long to go on reading after it ended while something it started holds the pipe. */
const drainMs = 300

export async function runCommand(spec: CommandSpec, options: RunOptions = {}): Promise<CommandEnd> {
  const startedAt = performance.now()
  const [program = '', ...args] = spec.argv
  const kept = new KeptOutput(options.limits)
  const child = execa(program, args, {
    shell: spec.shell,
    ...(spec.cwd === null ? {} : { cwd: spec.cwd }),
    ...(spec.input === null ? { stdin: options.stdin ?? ('ignore' as const) } : { input: spec.input }),
    env: { ...askNothing, ...options.env, ...spec.env },
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
    encoding: 'buffer',
  })
  const { pid } = child
  if (pid !== undefined) options.onSpawn?.(pid)
  const stop = pid === undefined ? null : stopWhenAsked(pid, spec.timeoutMs, options)
  const drained = drain(child.nodeChildProcess, (chunk, stream) => {
    kept.add(chunk)
    options.onOutput?.(chunk, stream)
  })
  const result = await child
  const why = stop ? await stop.settle() : null
  const durationMs = Math.round(performance.now() - startedAt)
  if (pid === undefined) {
    const output = cleanLines(inWords(result as unknown as ExecaError, spec))
    return { outcome: 'failedToStart', exitCode: null, signal: null, durationMs, output }
  }
  return {
    outcome: why ?? (result.signal ? 'signalled' : 'exited'),
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    durationMs,
    output: kept.text() + (drained.isHeld() ? '\n[something it started still runs and holds its output]' : ''),
  }
}

/** The last lines of an output, for a timeline row or a document. */
export function tailOf(output: string, lines = 20): string {
  return output.trimEnd().split('\n').slice(-lines).join('\n').slice(-4000)
}

/** Stops the group on the signal or when its time is over; `settle` waits for that and says which it was. */
function stopWhenAsked(pid: number, timeoutMs: number | null, { signal, grace = graceMs }: RunOptions) {
  let why: 'cancelled' | 'timedOut' | null = null
  let gone = Promise.resolve()
  const stop = (reason: 'cancelled' | 'timedOut') => {
    if (why !== null) return
    why = reason
    gone = stopGroup(pid, grace).gone
  }
  const cancel = () => stop('cancelled')
  const timer = timeoutMs === null ? null : setTimeout(() => stop('timedOut'), timeoutMs)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  return {
    settle: async () => {
      if (timer) clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      await gone
      return why
    },
  }
}

/** Hands the output on; once the program itself has ended, a process that still holds the pipe is not waited for. */
function drain(child: ChildProcess, onChunk: (chunk: Buffer, stream: 'stdout' | 'stderr') => void) {
  let held = false
  let timer: NodeJS.Timeout | null = null
  let hasEnded = false
  const letGo = () => {
    held = true
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
  const arm = () => {
    if (timer) clearTimeout(timer)
    if (hasEnded) timer = setTimeout(letGo, drainMs)
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      onChunk(chunk, stream)
      arm()
    })
  }
  child.once('exit', () => {
    hasEnded = true
    arm()
  })
  child.once('close', () => timer && clearTimeout(timer))
  return { isHeld: () => held }
}

function inWords(error: ExecaError, { argv: [program = ''], cwd }: CommandSpec): string {
  const { code, originalMessage } = error
  if (code === 'ENOENT') return `${program} was not found${cwd === null ? '' : `, or ${cwd} is gone`}`
  if (code === 'EACCES') return `${program} may not be executed by this user`
  return originalMessage ?? `${program} could not be started`
}
