// The moments of an incident in words, with how exactly each is known. Rule: what is known to the day never says a clock
// time, and a duration between times that are not exact says "about".

import { counted, spanInWords } from '../incident/spans.ts'
import type { IncidentState } from '../incident/state.ts'
import { hour, type Instant } from '../incident/time.ts'
import type { MomentName, Precision } from '../incident/vocabulary.ts'
import { between, clockOf, dateOf, notRecorded } from './spans.ts'

type Named = MomentName | 'declared'

/** `14:30`, `about 14:30`, `2025-03-25` where only the day is known; with its date where that is another day's. */
export function timeInWords(at: Instant, precision: Precision | null | undefined, beside: Instant = at): string {
  if (precision === 'day') return dateOf(at)
  return precision === 'about' ? `about ${clockOf(at, beside)}` : clockOf(at, beside)
}

export function precisionOf({ momentPrecision }: IncidentState, moment: Named): Precision | null {
  return moment === 'declared' ? null : (momentPrecision[moment] ?? null)
}

/** `14:33 UTC, 3 minutes after the start`, or "not recorded". */
export function momentInWords(
  state: IncidentState,
  moment: Named,
  since: { readonly moment: Named; readonly called: string },
): string {
  const at = state.moments[moment]
  if (at === null) return notRecorded
  const begun = state.moments.started ?? state.moments.declared ?? at
  const precision = precisionOf(state, moment)
  const time = `${timeInWords(at, precision, begun)}${precision === 'day' ? '' : ' UTC'}`
  const after = spanBetween(state, since.moment, moment)
  const isAtOnce = (between(state.moments[since.moment], at) ?? 0) < 500
  return after === null || isAtOnce ? time : `${time}, ${after} after ${since.called}`
}

/** `45 minutes`, `about 45 minutes`, `about 2 days`; null where an end is missing or they are the wrong way round. */
function spanBetween(state: IncidentState, from: Named, to: Named): string | null {
  const ms = between(state.moments[from], state.moments[to])
  return ms === null ? null : inexactSpan(ms, [precisionOf(state, from), precisionOf(state, to)])
}

/** A duration between two times as exactly as they allow. */
export function inexactSpan(ms: number, precisions: readonly (Precision | null)[]): string {
  if (precisions.includes('day')) {
    const days = Math.round(ms / (24 * hour))
    return days === 0 ? 'less than a day' : `about ${counted(days, 'day')}`
  }
  return precisions.includes('about') ? `about ${spanInWords(ms)}` : spanInWords(ms)
}
