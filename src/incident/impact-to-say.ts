// What is said of the impact once it is over: counted in the access logs, where the words on record are still the draft
// of the first minutes. Rule: words that a person has changed stand as they are.
import type { IncidentState } from './state.ts'

type Known = Pick<IncidentState, 'impact' | 'impactFigures' | 'moments'>

const drafted =
  /^\S+ fails for about \d+ % of requests \(\d+ of \d+\)(?:, and \d+ more endpoints?)?(?: since \d\d:\d\d UTC)?$/
const measure = /^failed requests of (\S+)$/

/** `/api/checkout failed for about 18 % of requests (144 of 813)`; null while it goes on, or where nobody counted. */
function measuredImpact({ impactFigures, moments }: Omit<Known, 'impact'>): string | null {
  if (moments.mitigated === null && moments.resolved === null) return null
  const counted = impactFigures.flatMap(({ measure: what, value, unit, byPerson }) => {
    const endpoint = measure.exec(what)?.[1]
    const requests = Number(/^of (\d+)$/.exec(unit)?.[1] ?? 0)
    return endpoint && !byPerson && requests > 0 && value > 0 ? [{ endpoint, failed: value, requests }] : []
  })
  const [worst, ...others] = counted.sort((a, b) => b.failed - a.failed)
  if (!worst) return null
  const share = Math.max(1, Math.round((100 * worst.failed) / worst.requests))
  const more = others.length === 0 ? '' : `, and ${others.length} more endpoint${others.length > 1 ? 's' : ''}`
  return `${worst.endpoint} failed for about ${share} % of requests (${grouped(worst.failed)} of ${grouped(worst.requests)})${more}`
}

/** The impact for whoever reads it now; null where none is on record. */
export function impactToSay(state: Known): string | null {
  const { impact } = state
  return impact !== null && drafted.test(impact.trim()) ? (measuredImpact(state) ?? impact) : impact
}

/** `1,086`. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
