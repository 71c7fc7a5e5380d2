// How likely each candidate is the cause, "none of these" among the answers. Rule: a window whose changes speak no
// louder than changes usually do is more likely innocent than not, so a lone candidate is never certain.
import { newestPoints, positionPoints } from './reasons.ts'

export interface Shares {
  /** In the order of the scores; their sum and `none` make one. */
  readonly p: readonly number[]
  /** That it was something else. */
  readonly none: number
}

/** Odds that one of these did it where nothing speaks for or against any. Fitted on real reverts' windows: with their
 * culprit, without it, and with the symptom of another; six of ten counted as holding it. */
const usualOdds = 0.7
/** Of the surest first places on reverts that were not looked at before, one in ten was wrong. */
const surest = 0.92

/** `scores` in any order; ten points more make a candidate e times as likely as another. */
export function sharesOf(scores: readonly number[]): Shares {
  if (scores.length === 0) return { p: [], none: 1 }
  const weights = scores.map(score => Math.exp((score - newestPoints) / 10))
  const all = weights.reduce((sum, one) => sum + one, 0)
  const usual = scores.reduce((sum, _, index) => sum + Math.exp((positionPoints(index + 1) - newestPoints) / 10), 0)
  const nothing = usual / usualOdds
  const anyOfThese = Math.min(surest, all / (all + nothing))
  return { p: weights.map(weight => (anyOfThese * weight) / all), none: 1 - anyOfThese }
}
