// Starts a program that observes: in a session of its own, without a terminal and without input, so that nothing it
// starts can ask the person for a password. Rule: it ends with everything it started, when it is stopped and when we end.
import { type ExecaError, execa } from 'execa'
import { cleanText } from '../incident/redact.ts'

/** What keeps ssh, git and their kin from asking: they fail with a sentence instead. */
const askNothing = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  SUDO_ASKPASS: '/bin/false',
  SYSTEMD_COLORS: '0',
}
const graceMs = 1000

export interface QuietOptions {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly stop?: AbortSignal | undefined
  readonly timeoutMs?: number
  /** Output as it comes, instead of at the end. */
  readonly onOutput?: (chunk: Buffer, stream: 'stdout' | 'stderr') => void
  readonly onSpawn?: () => void
  /** Beyond so much output it is ended; 8 MB where nothing is said. Without meaning with `onOutput`. */
  readonly mostBytes?: number
}

export interface QuietEnd {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly timedOut: boolean
  /** Why it never began, in words; null where it did. */
  readonly notStarted: string | null
  readonly isMissing: boolean
  /** Empty with `onOutput`. */
  readonly stdout: string
  readonly stderr: string
}

const running = new Set<number>()
let isWatchingExit = false

/** Never throws. */
export async function runQuietly(options: QuietOptions): Promise<QuietEnd> {
  const { argv, cwd, stop, timeoutMs, onOutput, mostBytes = 8 * 1024 * 1024 } = options
  const [program = '', ...args] = argv
  const child = execa(program, args, {
    cwd,
    env: askNothing,
    stdin: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
    buffer: onOutput === undefined,
    encoding: 'buffer',
    maxBuffer: mostBytes,
  })
  const { pid } = child
  let timedOut = false
  const group = pid === undefined ? null : watchGroup(pid)
  const onStop = (): void => group?.end()
  const timer =
    timeoutMs === undefined
      ? null
      : setTimeout(() => {
          timedOut = true
          group?.end()
        }, timeoutMs)
  if (stop?.aborted) onStop()
  stop?.addEventListener('abort', onStop, { once: true })
  if (onOutput)
    for (const stream of ['stdout', 'stderr'] as const) child[stream]?.on('data', chunk => onOutput(chunk, stream))
  if (pid !== undefined) options.onSpawn?.()
  const result = await child
  if (timer) clearTimeout(timer)
  stop?.removeEventListener('abort', onStop)
  group?.release()
  const code = (result as { code?: string }).code ?? (result.cause as NodeJS.ErrnoException | undefined)?.code
  const isMissing = pid === undefined && code === 'ENOENT'
  return {
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    timedOut,
    notStarted: pid === undefined ? notStartedWords(program, result as unknown as ExecaError, isMissing) : null,
    isMissing,
    stdout: textOf(result.stdout),
    stderr: textOf(result.stderr),
  }
}

/** How it ended, in words: `exit 1`, `ended by SIGKILL`. */
export function howItEnded({ exitCode, signal }: QuietEnd): string {
  return signal ? `ended by ${signal}` : `exit ${exitCode}`
}

function watchGroup(pid: number): { readonly end: () => void; readonly release: () => void } {
  running.add(pid)
  if (!isWatchingExit) {
    isWatchingExit = true
    process.once('exit', () => running.forEach(leader => signalGroup(leader, 'SIGKILL')))
  }
  let killing: NodeJS.Timeout | null = null
  return {
    end: () => {
      signalGroup(pid, 'SIGTERM')
      killing ??= setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs)
    },
    release: () => {
      if (killing) clearTimeout(killing)
      running.delete(pid)
      // What it started and left behind goes with it.
      signalGroup(pid, 'SIGKILL')
    },
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}

function notStartedWords(program: string, { code, originalMessage }: ExecaError, isMissing: boolean): string {
  if (isMissing) return cleanText(`${program} is not installed`)
  if (code === 'EACCES') return cleanText(`${program} may not be run`)
  return cleanText(`${program} cannot be started: ${code ?? originalMessage ?? 'unknown error'}`)
}

function textOf(output: unknown): string {
  return output instanceof Uint8Array ? Buffer.from(output).toString('utf8') : ''
}
