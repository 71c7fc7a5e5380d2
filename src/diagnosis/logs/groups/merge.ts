// Which templates are one statement: those equal but for one place or two, where enough different values stand.
// Rule: the outcome does not depend on the order in which the templates came.
import { type Pattern, patternOf } from './patterns.ts'
import { isValue, type Template } from './template.ts'
import { weightOf } from './weight.ts'

/** Positions of templates that are to become one, and the pattern that says so of templates to come. */
export interface Merge {
  readonly members: readonly number[]
  readonly pattern: Pattern
}

export interface Candidate extends Merge {
  /** For a fixed order among sets of one size. */
  readonly name: string
}

/** Beyond this many combinations among templates of one length two places at once are not tried. */
const mostPairs = 500_000
/** Constant words that must remain; with one alone the values must speak three times as clearly. */
const fewestWords = 2
const aloneFactor = 3

/** One round over one differing place: biggest sets first, no template twice. */
export function siblingMerges(templates: readonly Template[]): Merge[] {
  return byPart(templates, lengthOf, indices => {
    const buckets = new Map<number, number[]>()
    for (const index of indices) {
      const own = (templates[index] as Template).map(hashOf)
      const total = sum(own)
      if (own.length < 2) continue
      for (let place = 0; place < own.length; place += 1)
        put(buckets, keyOf(total - (own[place] as number), place, 0), index)
    }
    return chosen(candidatesOf(templates, buckets, key => [Math.floor(key / 256) % 256]))
  })
}

/** One round over two differing places. */
export function pairMerges(templates: readonly Template[]): Merge[] {
  return byPart(templates, lengthOf, indices => {
    const { length } = templates[indices[0] as number] as Template
    if (length < 4 || length > 40 || (indices.length * length * length) / 2 > mostPairs) return []
    const buckets = new Map<number, number[]>()
    for (const index of indices) {
      const own = (templates[index] as Template).map(hashOf)
      const total = sum(own)
      for (let a = 0; a < length; a += 1)
        for (let b = a + 1; b < length; b += 1)
          put(buckets, keyOf(total - (own[a] as number) - (own[b] as number), a, b), index)
    }
    return chosen(candidatesOf(templates, buckets, key => [Math.floor(key / 256) % 256, key % 256]))
  })
}

/** Looks at those apart that can be one statement at all: what is held at once stays small. */
export function byPart<Key>(
  templates: readonly Template[],
  partOf: (tokens: Template) => Key,
  mergesIn: (indices: readonly number[]) => readonly Merge[],
): Merge[] {
  const parts = Map.groupBy(templates.keys(), index => partOf(templates[index] as Template))
  return [...parts.values()].flatMap(indices => (indices.length < 2 ? [] : mergesIn(indices)))
}

function lengthOf(tokens: Template): number {
  return tokens.length
}

function put(buckets: Map<number, number[]>, key: number, index: number): void {
  const bucket = buckets.get(key)
  if (bucket) bucket.push(index)
  else buckets.set(key, [index])
}

function keyOf(hash: number, a: number, b: number): number {
  return (hash >>> 0) * 65536 + a * 256 + b
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function candidatesOf(
  templates: readonly Template[],
  buckets: ReadonlyMap<number, readonly number[]>,
  placesOf: (key: number) => readonly number[],
): Candidate[] {
  const candidates: Candidate[] = []
  for (const [key, bucket] of buckets) {
    if (bucket.length < 2) continue
    const places = placesOf(key)
    const first = templates[bucket[0] as number] as Template
    const members = bucket.filter(member => equalBut(first, templates[member] as Template, places))
    if (members.length < 2 || !speaks(templates, members, places)) continue
    const rest = first.map((token, i) => (places.includes(i) ? '' : token)).join(' ')
    candidates.push({ members, pattern: patternOf(first, places), name: `${places.join()} ${rest}` })
  }
  return candidates
}

/** Whether the values at each of the places are enough of a slot. */
function speaks(templates: readonly Template[], members: readonly number[], places: readonly number[]): boolean {
  const first = templates[members[0] as number] as Template
  const words = first.filter((token, i) => !places.includes(i) && isWord(token)).length
  if (words === 0 || (places.length > 1 && words < fewestWords)) return false
  return places.every(place => {
    const values = new Set(members.map(member => templates[member]?.[place] as string))
    if (values.size < 2) return false
    let weight = 0
    for (const one of values) weight += weightOf(one, place, first)
    return weight >= (words < fewestWords ? aloneFactor : 1)
  })
}

/** Biggest sets first; a template that has been taken is gone for the others. */
export function chosen(candidates: readonly Candidate[]): Merge[] {
  const taken = new Set<number>()
  const merges: Merge[] = []
  const ranked = candidates.toSorted((a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1))
  for (const { members, pattern } of ranked) {
    const free = members.filter(member => !taken.has(member))
    if (free.length < 2 || free.length < members.length * 0.5) continue
    for (const member of free) taken.add(member)
    merges.push({ members: free, pattern })
  }
  return merges
}

export function isWord(token: string): boolean {
  return !isValue(token) && /[A-Za-z\u0080-\u00ff]/.test(token)
}

function equalBut(a: Template, b: Template, places: readonly number[]): boolean {
  return a.length === b.length && a.every((token, i) => token === b[i] || places.includes(i))
}

/** 31 bits of a token in its place. */
function hashOf(token: string, place: number): number {
  let hash = Math.imul(place + 1, 0x9e3779b1)
  for (let i = 0; i < token.length; i += 1) hash = (Math.imul(hash, 31) + token.charCodeAt(i)) | 0
  hash ^= hash >>> 15
  return Math.imul(hash, 0x85ebca6b) >>> 1
}
