// Whether the stated probability of a suspect is honest, on histories made here: a guilty change among 1 to 200, or none,
// with decoys that share words by accident, bots and documentation. Four histories of ten hold no guilty change.
import { rankSuspects } from '../../../src/diagnosis/suspects/rank.ts'
import type { CandidateChange } from '../../../src/diagnosis/suspects/types.ts'
import { hour, minute } from '../../../src/incident/time.ts'
import { random } from '../grouping.ts'
import { atLeast, atMost, type Figure, told } from './table.ts'

export interface Outcome {
  /** Stated for the first place. */
  readonly p: number
  /** What it would be were something else ruled out. */
  readonly share: number
  readonly isRight: boolean
  readonly count: number
  readonly clear: boolean
}

const onsetAt = Date.UTC(2025, 2, 25, 14, 30)
const areas = 'cart refund user search mail admin report theme catalog pricing session webhook export upload'.split(' ')
const things =
  'invoice coupon address stock filter banner token quota thumbnail currency receipt voucher basket ledger parcel label'.split(
    ' ',
  )
const verbs = 'Add Rework Remove Rename Extract Validate Cache Log Fix Tidy'.split(' ')
const plainWords = 'page list colour button deadline footer margin layout metrics docs wording'.split(' ')
const faults = ['TypeError: cannot read', 'no route to', '500 on', 'timeout in', 'null value for', 'wrong total of']

/** One window, drawn from its seed alone. */
export function drawnOutcome(seed: string): Outcome {
  const next = random(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] as string
  const count = Math.max(1, Math.round(200 ** next()))
  const windowMs = (next() < 0.5 ? 6 : 72) * hour
  const symptom = [pick(faults), pick(things), 'of', pick(areas), ...(next() < 0.4 ? [pick(things), pick(areas)] : [])]
  const changes = Array.from({ length: count }, (_, i): CandidateChange => {
    const [area, thing] = [pick(areas), pick(things)]
    const made = { sha: `c${i}`, author: 'lee', at: onsetAt - Math.ceil(next() * windowMs) }
    const kind = next()
    if (kind < 0.1)
      return { ...made, author: 'renovate[bot]', subject: `Bump ${thing} from 1.2 to 1.3`, paths: ['package.json'] }
    if (kind < 0.2) return { ...made, subject: `docs: describe ${thing}`, paths: [`docs/${area}.md`] }
    if (kind < 0.5)
      return { ...made, subject: `${pick(verbs)} ${pick(plainWords)}`, paths: [`src/${pick(plainWords)}.js`] }
    return { ...made, subject: `${pick(verbs)} ${thing} of ${area}`, paths: [`src/${area}/${thing}.js`] }
  })
  const guilty = next() < 0.6 ? guiltyChange(symptom, next) : null
  if (guilty) changes[Math.floor(next() * count)] = guilty
  const { suspects, none, clear } = rankSuspects({ changes, symptomText: symptom.join(' '), onsetAt })
  const [first] = suspects
  const p = first?.p ?? 0
  return { p, share: p / (1 - none), isRight: guilty !== null && first?.sha === guilty.sha, count, clear }
}

/** Soon before the onset more often than not; one in seven shares no word with what is said of the failure. */
function guiltyChange(symptom: readonly string[], next: () => number): CandidateChange {
  const words = symptom.filter(word => things.includes(word) || areas.includes(word))
  const at = onsetAt - Math.ceil(5 * minute * Math.exp(4.5 * next()))
  const silent = { sha: 'guilty', author: 'kim', at, subject: 'Rework wording', paths: ['src/footer.js'] }
  const speech = next()
  if (speech < 0.14) return silent
  const [thing, area] = words
  if (speech < 0.4) return { ...silent, paths: [`src/${area}/footer.js`] }
  return { ...silent, subject: `Rework ${thing}`, paths: [`src/${area}/${thing}.js`] }
}

export function brier(outcomes: readonly Outcome[], stated: (outcome: Outcome) => number): number {
  return outcomes.reduce((sum, one) => sum + (stated(one) - Number(one.isRight)) ** 2, 0) / outcomes.length
}

export function* calibration(): Generator<Figure> {
  const outcomes = Array.from({ length: 3000 }, (_, i) => drawnOutcome(`window ${i}`))
  for (const [from, to] of [
    [0, 0.25],
    [0.25, 0.45],
    [0.45, 0.75],
    [0.75, 1],
  ] as const) {
    const own = outcomes.filter(({ p }) => p >= from && p < to)
    const stated = own.reduce((sum, { p }) => sum + p, 0) / own.length
    yield told(
      `first places with p from ${from} to ${to}`,
      'drawn',
      `stated ${stated.toFixed(2)}, right ${rightOf(own).toFixed(2)} of ${own.length}`,
    )
  }
  yield atLeast('honesty of p ≥ 0.75', 'drawn', rightOf(outcomes.filter(({ p }) => p >= 0.75)), 0.75)
  const alone = outcomes.filter(({ count }) => count === 1)
  yield told(
    'a lone change',
    'drawn',
    `stated ${(alone.reduce((sum, { p }) => sum + p, 0) / alone.length).toFixed(2)}, right ${rightOf(alone).toFixed(2)}`,
  )
  const before = brier(outcomes, one => one.share)
  yield told('Brier score of the share of the window', 'drawn', before.toFixed(3))
  yield atMost('Brier score of p', 'drawn', {
    measured: brier(outcomes, one => one.p),
    reach: Number(before.toFixed(3)),
    unit: '',
  })
}

function rightOf(outcomes: readonly Outcome[]): number {
  return outcomes.length === 0 ? 1 : outcomes.filter(({ isRight }) => isRight).length / outcomes.length
}
