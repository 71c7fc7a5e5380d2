// What the record knows from before: how long a command usually takes, and what ended incidents like this one.
import { commandLine } from '../incident/command.ts'
import type { FixKind } from '../incident/events.ts'
import type { CommandRun, IncidentState } from '../incident/state.ts'

/** What ended an incident before. */
export interface PastCure {
  readonly kind: FixKind
  readonly title: string
  /** The kind of its confirmed cause, as the hypothesis had it; null where none was confirmed. */
  readonly cause: string | null
  /** Milliseconds from the choice, or the switching on, until it was mitigated; null where that is not known. */
  readonly tookMs: number | null
}

export interface Past {
  /** Milliseconds the same command usually took, of this incident and earlier ones; null where it never ended well. */
  usualMs(run: Pick<CommandRun, 'spec'>, state: IncidentState): number | null
  readonly cures: readonly PastCure[]
}

const runsCounted = 7

/** Drills count for nothing here: their service is another one. */
export function pastOf(incidents: readonly IncidentState[]): Past {
  const real = incidents.filter(one => one.drill === null)
  const earlier = new Map(real.map(({ id, commands }) => [id, durationsByLine(commands)]))
  return {
    usualMs: ({ spec }, { id, commands }) => {
      const line = commandLine(spec)
      const before = [...earlier].flatMap(([incident, known]) => (incident === id ? [] : (known.get(line) ?? [])))
      return median([...before, ...(durationsByLine(commands).get(line) ?? [])].slice(-runsCounted))
    },
    cures: real.flatMap(cureOf),
  }
}

/** Of runs that ended well: a failure says nothing about how long it takes. */
function durationsByLine(runs: readonly CommandRun[]): Map<string, number[]> {
  const known = new Map<string, number[]>()
  for (const { spec, exitCode, durationMs } of runs) {
    if (exitCode !== 0 || durationMs === null) continue
    const line = commandLine(spec)
    known.set(line, [...(known.get(line) ?? []), durationMs])
  }
  return known
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

function cureOf({ fixes, mitigations, hypotheses, moments }: IncidentState): PastCure[] {
  if (moments.resolved === null) return []
  const cause = hypotheses.find(one => one.state === 'confirmed')
  const kind = cause ? (cause.suspectSha === null ? cause.kind : 'change') : null
  const until = (from: number) => (moments.mitigated === null ? null : Math.max(0, moments.mitigated - from))
  const fix = fixes.findLast(one => one.state === 'completed')
  if (fix) return [{ kind: fix.kind, title: fix.title, cause: kind, tookMs: until(fix.chosenAt) }]
  const helped = mitigations.findLast(one => one.judged?.worked !== false)
  return helped ? [{ kind: 'mitigate', title: helped.name, cause: kind, tookMs: until(helped.appliedAt) }] : []
}
