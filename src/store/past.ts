// What the record knows from before: how long a command usually takes, and what ended incidents like this one.

import { commandLine } from '../incident/command.ts'
import type { CommandRun, IncidentState } from '../incident/state.ts'
import { type DigestedCure, type DigestedRun, goodRuns, type IncidentDigest } from '../memory/digest.ts'
import { likenessOf } from '../memory/likeness.ts'
import { type SimilarIncident, similarIncidents } from '../memory/similar.ts'
import { median } from '../telemetry/statistics.ts'

export interface Past {
  /** Milliseconds the same command usually took, of this incident and earlier ones; null where it never ended well. */
  usualMs(run: Pick<CommandRun, 'spec'>, state: IncidentState): number | null
  readonly cures: readonly DigestedCure[]
  /** Every incident on record, oldest first. */
  readonly digests: readonly IncidentDigest[]
  /** Past incidents that look like this one, best first. */
  similarTo(state: IncidentState): readonly SimilarIncident[]
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
    digests: incidents,
    similarTo: reminder(incidents),
    cures: real.flatMap(one => (one.cure ? [one.cure] : [])),
  }
}

/** Compared again only where what can be compared has changed. */
function reminder(incidents: readonly IncidentDigest[]): Past['similarTo'] {
  let last: { readonly key: string; readonly found: readonly SimilarIncident[] } | null = null
  return state => {
    const likeness = likenessOf(state)
    const key = JSON.stringify(likeness)
    if (last?.key !== key) last = { key, found: similarIncidents(likeness, incidents) }
    return last.found
  }
}

function durationsByLine(runs: readonly DigestedRun[]): Map<string, number[]> {
  const known = new Map<string, number[]>()
  for (const { line, durationMs } of runs) known.set(line, [...(known.get(line) ?? []), durationMs])
  return known
}
