// Stretches in which nobody wrote anything, and what the signals say happened then.
import { counted } from '../../../components/theme/numbers.ts'
import { span } from '../../../components/theme/times.ts'
import type { IncidentState, TimelineRow } from '../../../incident/state.ts'
import { type Instant, minute } from '../../../incident/time.ts'

export interface Gap {
  readonly id: string
  readonly from: Instant
  readonly to: Instant
  /** Where an entry that fills it begins: at the signal in it, else in the middle. */
  readonly fillAt: Instant
  readonly words: string
}

const silence = 10 * minute

/** By the id of the row after which each gap begins: from the declaration on, between what people and commands did. */
export function gapsIn(rows: readonly TimelineRow[], state: IncidentState): ReadonlyMap<string, Gap> {
  const declared = state.moments.declared ?? Number.POSITIVE_INFINITY
  const written = rows.filter(row => row.at >= declared && !isObserved(row))
  const gaps = new Map<string, Gap>()
  for (const [index, row] of written.entries()) {
    const next = written[index + 1]
    const from = row.endsAt ?? row.at
    if (!next || next.at - from < silence) continue
    const words = `${span(next.at - from)} with nothing written · ${signalsIn(state, from, next.at)}`
    const seen = state.observations.findLast(one => one.at > from && one.at < next.at)
    const fillAt = seen?.at ?? Math.floor((from + next.at) / 2 / minute) * minute
    gaps.set(row.id, { id: `gap-${row.id}`, from, to: next.at, fillAt, words })
  }
  return gaps
}

function isObserved({ by, type }: TimelineRow): boolean {
  return by === 'rule' || type === 'change.seen' || type === 'onset.estimated'
}

/** What was observed in between, in a few words: the last that changed, and how many more; else how the figures stood. */
function signalsIn({ observations, changes, series }: IncidentState, from: Instant, to: Instant): string {
  const seen = observations.filter(one => one.at > from && one.at < to)
  const last = seen.at(-1)
  if (last) return seen.length === 1 ? last.text : `${counted(seen.length, 'signal')}, last: ${last.text}`
  const change = changes.findLast(one => one.at > from && one.at < to)
  if (change) return `${change.kind} ${change.ref.slice(0, 7)}`
  const [figure] = series.flatMap(one => {
    const values = one.points.filter(point => point.at >= from && point.at <= to).map(point => point.value)
    if (values.length === 0) return []
    const [low, high] = [Math.min(...values), Math.max(...values)].map(short)
    return [`${one.name} ${low === high ? low : `${low} to ${high}`} ${one.unit}`.trim()]
  })
  return figure ?? 'no signal changed'
}

function short(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))
}
