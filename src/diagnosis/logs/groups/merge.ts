// Which templates are one statement: those equal but for one place, where enough different values stand.
// Rule: the outcome does not depend on the order in which the templates came.
import { type Pattern, patternOf } from './patterns.ts'
import { isValue, type Template } from './template.ts'
import { weightOf } from './weight.ts'

/** Positions of templates that are to become one, and the pattern that says so of templates to come. */
export interface Merge {
  readonly members: readonly number[]
  readonly pattern: Pattern
}

interface Candidate {
  readonly place: number
  readonly members: readonly number[]
  /** For a fixed order among sets of one size. */
  readonly name: string
}

/** One round: every set of siblings whose differing values weigh enough, biggest sets first, no template twice. */
export function siblingMerges(templates: readonly Template[]): Merge[] {
  const candidates: Candidate[] = []
  for (const [key, members] of siblings(templates)) {
    if (members.length < 2) continue
    const candidate = weigh(templates, members, Number.parseInt(key, 10))
    if (candidate) candidates.push(candidate)
  }
  candidates.sort((a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1))
  const taken = new Set<number>()
  const merges: Merge[] = []
  for (const { place, members } of candidates) {
    const free = members.filter(member => !taken.has(member))
    if (free.length < 2) continue
    for (const member of free) taken.add(member)
    merges.push({ members: free, pattern: patternOf(templates[free[0] as number] as Template, place) })
  }
  return merges
}

/** Templates by what they are without one place: of equal length, equal in all other places. */
function siblings(templates: readonly Template[]): Map<string, number[]> {
  const buckets = new Map<string, number[]>()
  templates.forEach((tokens, index) => {
    if (tokens.length < 2) return
    const hashes = tokens.map(hashOf)
    const total = hashes.reduce((sum, hash) => (sum + hash) | 0, tokens.length)
    for (let place = 0; place < tokens.length; place += 1) {
      const key = `${place}:${tokens.length}:${(total - (hashes[place] as number)) | 0}`
      const bucket = buckets.get(key)
      if (bucket) bucket.push(index)
      else buckets.set(key, [index])
    }
  })
  return buckets
}

function weigh(templates: readonly Template[], bucket: readonly number[], place: number): Candidate | null {
  const first = templates[bucket[0] as number] as Template
  if (!first.some((token, i) => i !== place && isWord(token))) return null
  const members = bucket.filter(member => equalBut(first, templates[member] as Template, place))
  const values = new Set(members.map(member => templates[member]?.[place] as string))
  if (values.size < 2) return null
  let weight = 0
  for (const one of values) weight += weightOf(one, place, first)
  if (weight < 1) return null
  return { place, members, name: `${place} ${first.map((token, i) => (i === place ? '' : token)).join(' ')}` }
}

function isWord(token: string): boolean {
  return !isValue(token) && /[A-Za-z\u0080-\u00ff]/.test(token)
}

function equalBut(a: Template, b: Template, place: number): boolean {
  return a.length === b.length && a.every((token, i) => i === place || token === b[i])
}

function hashOf(token: string, place: number): number {
  let hash = Math.imul(place + 1, 0x9e3779b1)
  for (let i = 0; i < token.length; i += 1) hash = (Math.imul(hash, 31) + token.charCodeAt(i)) | 0
  hash ^= hash >>> 15
  return Math.imul(hash, 0x85ebca6b)
}
