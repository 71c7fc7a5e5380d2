// Past incidents that look like the present one, each with its reasons: points for a shared place, shared errors, rare
// shared words and the same kind of cause. Offline arithmetic; the points sum to the score.
import type { IncidentDigest } from './digest.ts'
import { tellingWords } from './words.ts'

/** What is known of the present incident, at whatever stage it is. */
export interface Likeness {
  /** Left out of what is searched. */
  readonly id: string | null
  readonly symptom: string
  readonly endpoint: string | null
  readonly service: string | null
  readonly errors: readonly string[]
  /** Kinds of the hypotheses that stand, best first. */
  readonly causeKinds: readonly string[]
}

export interface SimilarIncident {
  readonly digest: IncidentDigest
  /** Of 100. */
  readonly score: number
  readonly reasons: readonly { readonly text: string; readonly points: number }[]
}

/** Below this it is chance. */
const least = 20
const points = { endpoint: 22, service: 6, errors: 34, words: 28, cause: 10 }

/** At most `limit`, best first; drills only remind of drills and are left out. */
export function similarIncidents(
  present: Likeness,
  past: readonly IncidentDigest[],
  limit = 3,
): readonly SimilarIncident[] {
  const others = past.filter(one => one.id !== present.id && one.drill === null)
  const rarity = rarityIn(others.map(wordsOf))
  return others
    .map(digest => compare(present, digest, rarity))
    .filter(one => one.score >= least)
    .sort((a, b) => b.score - a.score || (b.digest.moments.declared ?? 0) - (a.digest.moments.declared ?? 0))
    .slice(0, limit)
}

function compare(present: Likeness, digest: IncidentDigest, rarity: (word: string) => number): SimilarIncident {
  const reasons = [
    ...sameEndpoint(present, digest),
    ...sameErrors(present, digest),
    ...sharedWords(present, digest, rarity),
    ...sameCause(present, digest),
    ...sameService(present, digest),
  ].filter(reason => reason.points > 0)
  return { digest, score: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons }
}

function sameEndpoint(present: Likeness, { endpoint }: IncidentDigest) {
  if (endpoint === null || present.endpoint !== endpoint) return []
  return [{ text: `the same path, ${endpoint}`, points: points.endpoint }]
}

function sameService(present: Likeness, { service }: IncidentDigest) {
  if (service === null || present.service !== service) return []
  return [{ text: `the same service, ${service}`, points: points.service }]
}

function sameCause(present: Likeness, { causeKinds }: IncidentDigest) {
  const shared = present.causeKinds.slice(0, 2).find(kind => causeKinds.includes(kind))
  return shared === undefined ? [] : [{ text: `its cause was of the kind that leads now`, points: points.cause }]
}

/** The pair of errors that share most of their words. */
function sameErrors(present: Likeness, digest: IncidentDigest) {
  let best = { share: 0, text: '' }
  for (const error of present.errors) {
    for (const other of digest.errors) {
      const share = overlap(tellingWords(error), tellingWords(other))
      if (share > best.share) best = { share, text: other }
    }
  }
  if (best.share < 0.4) return []
  return [{ text: `the same error: ${cut(best.text)}`, points: Math.round(points.errors * best.share) }]
}

function sharedWords(present: Likeness, digest: IncidentDigest, rarity: (word: string) => number) {
  const own = tellingWords([present.symptom, ...present.errors].join(' '))
  const theirs = new Set(wordsOf(digest))
  const shared = own.filter(word => theirs.has(word)).sort((a, b) => rarity(b) - rarity(a))
  const all = own.reduce((sum, word) => sum + rarity(word), 0)
  if (shared.length === 0 || all === 0) return []
  const weight = shared.reduce((sum, word) => sum + rarity(word), 0) / all
  const named = shared.slice(0, 3).map(word => `"${word}"`)
  return [{ text: `shares ${named.join(', ')}`, points: Math.round(points.words * weight) }]
}

function wordsOf(digest: IncidentDigest): string[] {
  return tellingWords([digest.title, digest.symptom, digest.impact ?? '', ...digest.errors].join(' '))
}

/** 0 for a word of every incident, towards 1 for a word of one; a word never met counts in full. */
function rarityIn(texts: readonly (readonly string[])[]): (word: string) => number {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const scale = Math.log(texts.length + 1) || 1
  return word => Math.log((texts.length + 1) / (counts.get(word) ?? 1)) / scale
}

/** Shared words over all words of both: 0 to 1. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const both = a.filter(word => b.includes(word)).length
  const all = a.length + b.length - both
  return all === 0 ? 0 : both / all
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
