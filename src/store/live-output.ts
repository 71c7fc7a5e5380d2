// What commands print while they run, as clean lines with the time since their start. Bounded, and only for watching:
// what is kept of a command is its artifact and its event.
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'

export interface OutputLine {
  /** Milliseconds since the command began. */
  readonly afterMs: number
  readonly text: string
}

interface Running {
  readonly startedAt: Instant
  readonly decoder: InstanceType<typeof TextDecoder>
  readonly lines: OutputLine[]
  rest: string
  hidden: number
}

const linesHeld = 5000
const longestLine = 4000

export interface LiveOutput {
  add(runId: string, chunk: Uint8Array, now: Instant): void
  lines(runId: string): readonly OutputLine[]
  /** Lines that no longer fit. */
  hidden(runId: string): number
  /** Grows with everything added. */
  version(): number
}

export function createLiveOutput(): LiveOutput {
  const runs = new Map<string, Running>()
  let version = 0
  const of = (runId: string, now: Instant): Running => {
    const known = runs.get(runId)
    if (known) return known
    const made: Running = { startedAt: now, decoder: new TextDecoder(), lines: [], rest: '', hidden: 0 }
    runs.set(runId, made)
    return made
  }
  return {
    add: (runId, chunk, now) => {
      const run = of(runId, now)
      const parts = (run.rest + run.decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/)
      run.rest = (parts.pop() ?? '').slice(-longestLine)
      for (const part of parts)
        run.lines.push({ afterMs: now - run.startedAt, text: cleanText(part.slice(0, longestLine)) })
      const over = run.lines.length - linesHeld
      if (over > 0) {
        run.lines.splice(0, over)
        run.hidden += over
      }
      version += 1
    },
    lines: runId => {
      const run = runs.get(runId)
      if (!run) return []
      return run.rest === ''
        ? run.lines
        : [...run.lines, { afterMs: run.lines.at(-1)?.afterMs ?? 0, text: cleanText(run.rest) }]
    },
    hidden: runId => runs.get(runId)?.hidden ?? 0,
    version: () => version,
  }
}
