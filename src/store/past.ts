// What the record knows from before: how long a command usually takes, and what ended incidents like this one.
import { commandLine } from '../incident/command.ts'
import type { CommandRun, IncidentState } from '../incident/state.ts'
import { type DigestedCure, type DigestedRun, goodRuns, type IncidentDigest } from '../memory/digest.ts'

export interface Past {
  /** Milliseconds the same command usually took, of this incident and earlier ones; null where it never ended well. */
  usualMs(run: Pick<CommandRun, 'spec'>, state: IncidentState): number | null
  readonly cures: readonly DigestedCure[]
}

const runsCounted = 7

/** Drills count for nothing here: their service is another one. */
export function pastOf(incidents: readonly IncidentDigest[]): Past {
  const real = incidents.filter(one => one.drill === null)
  const earlier = new Map(real.map(({ id, runs }) => [id, durationsByLine(runs)]))
  return {
    usualMs: ({ spec }, { id, commands }) => {
      const line = commandLine(spec)
      const before = [...earlier].flatMap(([incident, known]) => (incident === id ? [] : (known.get(line) ?? [])))
      return median([...before, ...(durationsByLine(goodRuns(commands)).get(line) ?? [])].slice(-runsCounted))
    },
    cures: real.flatMap(one => (one.cure ? [one.cure] : [])),
  }
}

function durationsByLine(runs: readonly DigestedRun[]): Map<string, number[]> {
  const known = new Map<string, number[]>()
  for (const { line, durationMs } of runs) known.set(line, [...(known.get(line) ?? []), durationMs])
  return known
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
