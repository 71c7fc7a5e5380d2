// When users felt it, where that was not all the time: the windows in words, and how much of a stretch lies in them.
import { spanInWords } from '../incident/spans.ts'
import type { ImpactWindow, IncidentState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import { inexactSpan, timeInWords } from './moments.ts'

type Windows = Pick<IncidentState, 'impactWindows'>

/** `12:17 - 12:30 UTC, 13 minutes: downloads fail`; dates where they are not the day beside. */
export function windowWords({ from, until, text, precision }: ImpactWindow, beside: Instant): string {
  const unit = precision === 'day' ? '' : ' UTC'
  const span = `${timeInWords(from, precision, beside)} - ${timeInWords(until, precision, from)}${unit}`
  return `${span}, ${inexactSpan(until - from, [precision])}${text === '' ? '' : `: ${text}`}`
}

/** After the duration of the whole: empty with fewer than two. */
export function windowsWords({ impactWindows }: Windows, beside: Instant): string {
  if (impactWindows.length < 2) return ''
  const felt = feltWithin(impactWindows, -Infinity, Infinity)
  const listed = impactWindows.map(window => windowWords(window, beside)).join('; ')
  return `, felt for ${spanInWords(felt)} in ${impactWindows.length} windows (${listed})`
}

/** Milliseconds of a stretch in which users felt it; windows that overlap count once. Without windows it is all of it. */
export function feltWithin(windows: readonly ImpactWindow[], from: Instant, to: Instant): number {
  if (windows.length === 0) return to - from
  let felt = 0
  let reached = from
  for (const window of [...windows].sort((a, b) => a.from - b.from)) {
    const begun = Math.max(window.from, reached)
    const ended = Math.min(window.until, to)
    if (ended <= begun) continue
    felt += ended - begun
    reached = ended
  }
  return felt
}
