// The second look: words of the symptom in the added and removed lines (BM25, so that large changes do not match everything).
import { codeTokens } from './trace.ts'
import { type Candidate, rarity, type Window } from './window.ts'
import { halfStems, stopWords } from './word-lists.ts'
import { piecesOf, stem } from './words.ts'

export interface ChangedWords {
  readonly of: (candidate: Candidate) => {
    readonly evidence: number
    /** The most telling words, three at most. */
    readonly words: readonly string[]
    readonly identifier: { readonly name: string; readonly rarity: number } | null
  } | null
}

interface Counted {
  readonly counts: ReadonlyMap<string, number>
  /** In characters; 0 where no word is among them. */
  readonly length: number
  readonly identifiers: readonly string[]
}

const saturation = 1.2
const lengthWeight = 0.75

/** Null where no changed line was read, or none has a word in it: then nothing may be weighed by it. */
export function changedWords(window: Window): ChangedWords | null {
  const identifiers = codeTokens(window.symptomText)
  const search = searchFor(window.symptom)
  const counted = new Map<Candidate, Counted>()
  for (const candidate of window.candidates) {
    const text = candidate.change.changedText
    if (text !== undefined) counted.set(candidate, count(text, search, identifiers))
  }
  const documents = [...counted.values()]
  const total = documents.length
  const mean = documents.reduce((sum, document) => sum + document.length, 0) / total
  if (total === 0 || mean === 0) return null
  const having = (has: (document: Counted) => boolean) => documents.filter(has).length
  const weightOf = new Map(
    [...window.symptom.keys()].map(word => {
      const weight = rarity(
        total,
        having(document => document.counts.has(word)),
      )
      return [word, halfStems.has(word) ? weight / 2 : weight]
    }),
  )
  const identifierWeight = new Map(
    [...identifiers].map(name => [
      name,
      rarity(
        total,
        having(document => document.identifiers.includes(name)),
      ),
    ]),
  )
  return {
    of: candidate => {
      const document = counted.get(candidate)
      if (!document) return null
      const shares = [...document.counts].map(([word, times]): [string, number] => {
        const damping = saturation * (1 - lengthWeight + (lengthWeight * document.length) / mean)
        return [word, ((weightOf.get(word) ?? 0) * times * (saturation + 1)) / (times + damping)]
      })
      const best = shares.sort((a, b) => b[1] - a[1]).slice(0, 3)
      const [rarest] = document.identifiers
        .map(name => ({ name, rarity: identifierWeight.get(name) ?? 0 }))
        .sort((a, b) => b.rarity - a.rarity)
      const evidence = shares.reduce((sum, [, share]) => sum + share, 0)
      return { evidence, words: best.map(([word]) => window.symptom.get(word) ?? word), identifier: rarest ?? null }
    },
  }
}

function count(text: string, { symptom, near }: Search, identifiers: ReadonlySet<string>): Counted {
  const counts = new Map<string, number>()
  for (const line of text.split('\n')) {
    if (!near.test(line)) continue
    for (const piece of piecesOf(line)) {
      if (piece.length < 3 || stopWords.has(piece)) continue
      const word = stem(piece)
      if (symptom.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  const length = /\p{L}{3}/u.test(text) ? text.length : 0
  return { counts, length, identifiers: [...identifiers].filter(name => hasWhole(text, name)) }
}

interface Search {
  readonly symptom: ReadonlyMap<string, string>
  /** Matches every line that could hold one of the words, so that the others need not be taken apart. */
  readonly near: RegExp
}

/** All but the last letter of a stem begin every word that has this stem. */
function searchFor(symptom: ReadonlyMap<string, string>): Search {
  const beginnings = [...symptom.keys()].map(word => word.slice(0, -1))
  return { symptom, near: beginnings.length > 0 ? new RegExp(beginnings.join('|'), 'i') : /(?!)/ }
}

function hasWhole(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + name.length] ?? ' ')) return true
  return false
}
