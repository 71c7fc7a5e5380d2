// What commands print while they run, as clean lines with the time since their start. Bounded, and only for watching:
// what is kept of a command is its artifact and its event. Lines are cleaned when they are looked at, so that a flood
// costs no more than what can be seen of it.
import { lineCleaner } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'

export interface OutputLine {
  /** Milliseconds since the command began; null where it is read back from its artifact. */
  readonly afterMs: number | null
  readonly text: string
}

interface Running {
  readonly startedAt: Instant
  readonly decoder: InstanceType<typeof TextDecoder>
  readonly clean: (line: string) => string
  lines: OutputLine[]
  /** Came after `lines` and were not looked at yet. */
  waiting: OutputLine[]
  rest: string
  hidden: number
}

const linesHeld = 5000
const longestLine = 4000

export interface LiveOutput {
  add(runId: string, chunk: Uint8Array, now: Instant): void
  /** Lines read back from what was kept; nothing where the command was watched in this session. */
  recall(runId: string, text: string): void
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
    const decoder = new TextDecoder()
    const made: Running = {
      startedAt: now,
      decoder,
      clean: lineCleaner(),
      lines: [],
      waiting: [],
      rest: '',
      hidden: 0,
    }
    runs.set(runId, made)
    return made
  }
  return {
    add: (runId, chunk, now) => {
      const run = of(runId, now)
      const parts = (run.rest + run.decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/)
      run.rest = (parts.pop() ?? '').slice(-longestLine)
      const afterMs = now - run.startedAt
      for (const part of parts) run.waiting.push({ afterMs, text: part.slice(0, longestLine) })
      trim(run, 2 * linesHeld)
      version += 1
    },
    recall: (runId, text) => {
      if (runs.has(runId)) return
      const run = of(runId, 0)
      run.lines = text
        .replace(/\n$/, '')
        .split('\n')
        .map(line => ({ afterMs: null, text: line.slice(0, longestLine) }))
      trim(run, linesHeld)
      version += 1
    },
    lines: runId => {
      const run = runs.get(runId)
      if (!run) return []
      trim(run, linesHeld)
      run.lines.push(...run.waiting.map(({ afterMs, text }) => ({ afterMs, text: run.clean(text) })))
      run.waiting = []
      if (run.rest === '') return run.lines
      const afterMs = run.lines.at(-1)?.afterMs ?? 0
      return [...run.lines, { afterMs, text: lineCleaner()(run.rest) }]
    },
    hidden: runId => runs.get(runId)?.hidden ?? 0,
    version: () => version,
  }
}

/** Lets go of the oldest lines; a private key that begins among them still hides what follows it. */
function trim(run: Running, most: number): void {
  const over = run.lines.length + run.waiting.length - most
  if (over <= 0) return
  const fromLines = Math.min(over, run.lines.length)
  run.lines = run.lines.slice(fromLines)
  for (const { text } of run.waiting.slice(0, over - fromLines)) if (text.includes('PRIVATE KEY')) run.clean(text)
  run.waiting = run.waiting.slice(over - fromLines)
  run.hidden += over
}
