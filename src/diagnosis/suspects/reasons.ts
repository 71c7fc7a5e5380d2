// What speaks for and against a candidate, one finding a function, each a sentence with its points.
// The weights come from counting some 400 real reverts; seven points double the odds.

import type { Reason } from '../../incident/events.ts'
import { durationInWords } from '../../incident/spans.ts'
import { hour, type Instant, minute } from '../../incident/time.ts'
import type { ChangedWords } from './changed-lines.ts'
import type { NamedFiles } from './named-files.ts'
import { platformsIn } from './platforms.ts'
import type { CandidateChange } from './types.ts'
import { type Candidate, rarity, type Window } from './window.ts'

/** Where the newest of the window stands before anything else is known. */
export const newestPoints = 40

export function timeReasons({ change, position }: Candidate, { candidates, onsetAt }: Window): Reason[] {
  const place = position === 1 ? 'the newest change' : `${ordinal(position)} newest of ${candidates.length} changes`
  return [{ text: `${place} before the onset`, points: positionPoints(position) }, ...ageReasons(change, onsetAt)]
}

/** What a place in the window is worth by itself; 1 is the newest. */
export function positionPoints(position: number): number {
  return newestPoints - 6 * Math.log(position)
}

/** A known deploy tells much more than the landing on a branch: what breaks by going live breaks soon. */
function ageReasons({ at, liveAt }: CandidateChange, onsetAt: Instant): Reason[] {
  if (liveAt === null) return [{ text: 'was not live before the onset', points: -30 }]
  if (liveAt === undefined) {
    const before = onsetAt - at
    return [{ text: `landed ${durationInWords(before)} before the onset`, points: (-2 * before) / (24 * hour) }]
  }
  const before = Math.max(0, onsetAt - liveAt)
  const points = Math.max(-25, 10 - 5 * Math.log2(1 + before / (15 * minute)))
  return [{ text: `went live ${durationInWords(before)} before the onset`, points }]
}

/** Words shared with the symptom: in the subject, and in subject or paths. A word of the subject counts in both. */
export function wordReasons(candidate: Candidate, window: Window, hasDiffs: boolean): Reason[] {
  const { subjectShared, shared, wordCount } = candidate
  const sumOf = (words: readonly string[]) => words.reduce((sum, word) => sum + window.rarityOfWord(word), 0)
  const inSubject = sumOf(subjectShared)
  const anywhere = sumOf(shared) / (1 + 0.3 * Math.log(1 + wordCount))
  const reasons: Reason[] = []
  if (inSubject > 0) {
    const points = (hasDiffs ? 9 : 10) * Math.log(1 + inSubject)
    reasons.push({ text: `its subject names ${quoted(subjectShared, window)}`, points })
  }
  if (anywhere > 0) {
    const points = (hasDiffs ? 12 : 18) * Math.log(1 + anywhere)
    reasons.push({ text: `its subject or paths name ${quoted(shared, window)}`, points })
  }
  return reasons
}

export function fileReasons(candidate: Candidate, named: NamedFiles, hasDiffs: boolean): Reason[] {
  const reasons: Reason[] = []
  const name = named.bestNameOf(candidate)
  if (name) reasons.push({ text: name.text, points: (hasDiffs ? 3 : 5) * name.rarity })
  const frame = named.frameOf(candidate)
  if (frame) reasons.push({ text: frame.text, points: 40 * frame.weight })
  return reasons
}

export function platformReasons(window: Window): (candidate: Candidate) => Reason[] {
  const inSymptom = platformsIn(window.symptomText)
  if (inSymptom.size === 0) return () => []
  const found = new Map(
    window.candidates.map(candidate => {
      const { subject, paths } = candidate.change
      const own = platformsIn(`${subject} ${paths.join(' ')}`)
      return [candidate, [...own].filter(name => inSymptom.has(name))]
    }),
  )
  const having = (name: string) => [...found.values()].filter(names => names.includes(name)).length
  const weights = new Map([...inSymptom].map(name => [name, rarity(window.candidates.length, having(name))]))
  return candidate => {
    const [best] = (found.get(candidate) ?? []).sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))
    if (best === undefined) return []
    return [{ text: `both speak of ${best}`, points: 4 * (weights.get(best) as number) }]
  }
}

export function changedLineReasons(candidate: Candidate, changed: ChangedWords | null): Reason[] {
  const found = changed?.of(candidate)
  if (!found) return []
  const reasons: Reason[] = []
  if (found.evidence > 0)
    reasons.push({
      text: `changes lines that mention ${found.words.map(word => `"${word}"`).join(', ')}`,
      points: 9 * Math.log(1 + found.evidence),
    })
  if (found.identifier !== null)
    reasons.push({ text: `changes lines with ${found.identifier.name}`, points: 5 * found.identifier.rarity })
  return reasons
}

/** The three most telling words, as the symptom has them. */
function quoted(words: readonly string[], { symptom, rarityOfWord }: Window): string {
  const best = [...words].sort((a, b) => rarityOfWord(b) - rarityOfWord(a)).slice(0, 3)
  const rest = words.length - best.length
  return best.map(word => `"${symptom.get(word)}"`).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function ordinal(position: number): string {
  const lastTwo = position % 100
  const ending = lastTwo > 10 && lastTwo < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th')
  return `${position}${ending}`
}
