// Which templates are one statement: those equal but for one place, where enough different values stand.
// Rule: the outcome does not depend on the order in which the templates came.
import { type Template, value } from './template.ts'
import { weightOf } from './weight.ts'

/** Sets of template positions that are to become one, with the template they become. */
export interface Merge {
  readonly members: readonly number[]
  readonly tokens: Template
}

/** One round: every set of siblings whose differing values weigh enough, biggest sets first, no template twice. */
export function siblingMerges(templates: readonly Template[]): Merge[] {
  const buckets = new Map<string, number[]>()
  templates.forEach((tokens, index) => {
    if (tokens.length < 2) return
    const hashes = tokens.map((token, i) => hashOf(token, i))
    const total = hashes.reduce((sum, hash) => (sum + hash) | 0, tokens.length)
    for (let i = 0; i < tokens.length; i += 1) {
      const key = `${i}:${tokens.length}:${(total - (hashes[i] as number)) | 0}`
      const bucket = buckets.get(key)
      if (bucket) bucket.push(index)
      else buckets.set(key, [index])
    }
  })
  const candidates: { place: number; members: number[]; weight: number; key: string }[] = []
  for (const [key, members] of buckets) {
    if (members.length < 2) continue
    const place = Number.parseInt(key, 10)
    const first = templates[members[0] as number] as Template
    const same = members.filter(member => equalBut(first, templates[member] as Template, place))
    const values = new Set(same.map(member => templates[member]?.[place] as string))
    if (values.size < 2) continue
    if (first.filter((token, i) => i !== place && isWord(token)).length < 1) continue
    let weight = 0
    for (const one of values) weight += weightOf(one, place, first)
    if (weight >= 1) candidates.push({ place, members: same, weight, key })
  }
  candidates.sort((a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1))
  const taken = new Set<number>()
  const merges: Merge[] = []
  for (const { place, members } of candidates) {
    const free = members.filter(member => !taken.has(member))
    if (free.length < 2) continue
    for (const member of free) taken.add(member)
    const tokens = (templates[free[0] as number] as Template).map((token, i) => (i === place ? value : token))
    merges.push({ members: free, tokens: collapse(tokens) })
  }
  return merges
}

function isWord(token: string): boolean {
  return token !== value && /[A-Za-z\u0080-\u00ff]/.test(token)
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

/** Neighbouring values are one value, also over , ; | - : — as the mask does it. */
function collapse(tokens: readonly string[]): Template {
  const out: string[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (token === value) {
      if (last === value) continue
      if (last !== undefined && /^[,;|:-]$/.test(last) && out.at(-2) === value) {
        out.pop()
        continue
      }
    }
    out.push(token)
  }
  return out
}
