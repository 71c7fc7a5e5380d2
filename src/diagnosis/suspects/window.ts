// The candidates of one window side by side: their words, and how rare each word of the symptom is among them.
import type { Instant } from '../../incident/time.ts'
import type { CandidateChange, SuspectQuery } from './types.ts'
import { halfStems } from './word-lists.ts'
import { symptomWords, wordsOf } from './words.ts'

export interface Candidate {
  readonly change: CandidateChange
  /** 1 is the newest before the onset; what went live together has one position. */
  readonly position: number
  /** Words of the symptom in its subject, and in its subject or paths. */
  readonly subjectShared: readonly string[]
  readonly shared: readonly string[]
  /** Distinct words of subject and paths. */
  readonly wordCount: number
}

export interface Window {
  readonly candidates: readonly Candidate[]
  readonly onsetAt: Instant
  readonly symptomText: string
  /** Stem to the form in which the symptom has it. */
  readonly symptom: ReadonlyMap<string, string>
  /** How telling a shared word is: 3 where one of thirty has it, 0.7 where half of them do. */
  readonly rarityOfWord: (word: string) => number
}

export function windowOf({ changes, symptomText, onsetAt }: SuspectQuery): Window {
  const symptom = symptomWords(symptomText)
  const wordsOfPart = remembered(wordsOf)
  const having = new Map<string, number>()
  const newestFirst = changes
    .filter(change => change.at <= onsetAt)
    .sort((a, b) => tookEffect(b) - tookEffect(a) || b.at - a.at)
  const candidates = newestFirst.map((change): Candidate => {
    const subject = wordsOfPart(change.subject)
    const all = new Set(subject.keys())
    for (const path of change.paths)
      for (const segment of path.split('/')) for (const word of wordsOfPart(segment).keys()) all.add(word)
    const shared = [...all].filter(word => symptom.has(word))
    for (const word of shared) having.set(word, (having.get(word) ?? 0) + 1)
    const subjectShared = shared.filter(word => subject.has(word))
    const position = 1 + newestFirst.findIndex(one => tookEffect(one) === tookEffect(change))
    return { change, position, subjectShared, shared, wordCount: all.size }
  })
  const rarityOfWord = (word: string) =>
    rarity(candidates.length, having.get(word) ?? 0) * (halfStems.has(word) ? 0.5 : 1)
  return { candidates, onsetAt, symptomText, symptom, rarityOfWord }
}

function tookEffect({ at, liveAt }: CandidateChange): Instant {
  return liveAt ?? at
}

/** Few changes cannot tell how rare a word is: they are counted as so many. */
const fewest = 10

/** How telling it is that `having` of `count` share something: the weight that BM25 gives a term. */
export function rarity(count: number, having: number): number {
  const total = Math.max(count, fewest)
  return Math.log(1 + (total - having + 0.5) / (having + 0.5))
}

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = make(text)
    known.set(text, made)
    return made
  }
}
