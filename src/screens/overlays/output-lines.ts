// Which lines of a command's output are on screen: the end of it, or what lies around the cursor, held still.
import type { OutputLine } from '../../components/CommandOutput.ts'
import { running } from '../../components/theme/times.ts'
import type { CommandRun } from '../../incident/state.ts'
import type { Scene } from '../scene.ts'

interface Held {
  readonly cursor: number | null
  readonly held: number
}

/** What was seen of it in this session or read back, else the end that was kept. */
export function outputLines(run: CommandRun | undefined, { output }: Scene): OutputLine[] {
  if (!run) return []
  const live = output.lines(run.runId)
  if (live.length > 0)
    return live.map(({ afterMs, text }) => ({ time: afterMs === null ? '' : running(afterMs), text }))
  return run.tail === '' ? [] : run.tail.split('\n').map(text => ({ time: '', text }))
}

/** The lines that fit, as `from` and `end` (not included), and how many newer ones lie below. */
export function windowOf({ cursor, held }: Held, count: number, height: number) {
  const page = Math.max(1, height - 6)
  if (cursor === null) return { from: Math.max(0, count - page), end: count, newer: 0 }
  const middle = Math.floor(page / 2)
  const end = Math.min(Math.max(held, 1), count, Math.max(cursor + 1 + middle, page))
  return { from: Math.max(0, end - page), end, newer: count - end }
}

/** Down at the last line it follows the end again. */
export function movedTo(line: number, count: number): Held {
  const cursor = Math.max(0, line)
  return cursor >= count - 1 ? { cursor: null, held: 0 } : { cursor, held: count }
}

/** Places of the lines that have these letters, whatever their case. */
export function matchesIn(lines: readonly OutputLine[], query: string): number[] {
  const wanted = query.toLowerCase()
  return wanted === '' ? [] : lines.flatMap(({ text }, index) => (text.toLowerCase().includes(wanted) ? [index] : []))
}
