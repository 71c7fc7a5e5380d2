// Templates that differ by stretches in several places at once: lists and names of several words in each of them.
// Words that always come together are a statement's own; what stands between them is its values.
import { isWord, type Merge } from './merge.ts'
import type { Pattern } from './patterns.ts'
import { collapse, isValue, slot, type Template } from './template.ts'

/** How many tokens a slot may hold: two lists side by side. */
const longestStretch = 24
const fewestMembers = 15
/** Different stretches in a place that are enough for a slot, and different first words among them. */
const fewestStretches = 10
const fewestBeginnings = 8
/** Words of which each comes with the other this often are of one statement. */
const together = 0.9
/** A word that so many of the templates have belongs to the statement. */
const nearlyAll = 0.97
/** A word that so many have in one place tells two statements apart. */
const telling = 0.4
const mostPairs = 300_000
const mostLoneWords = 300
/** Longer ones are dumps and no statements. */
const longestTemplate = 80

/** One round; a template is in one merge at most. */
export function skeletonMerges(templates: readonly Template[]): Merge[] {
  const words = templates.map(tokens => (tokens.length > longestTemplate ? [] : [...new Set(tokens.filter(isWord))]))
  const holders = holdersOf(words)
  const taken = new Set<number>()
  const merges: Merge[] = []
  for (const core of [...tiedWords(words, holders), ...loneWords(holders)]) {
    const [first = [], ...rest] = core.map(word => holders.get(word) as readonly number[])
    const others = rest.map(list => new Set(list))
    const members = first.filter(member => !taken.has(member) && others.every(list => list.has(member)))
    for (const merge of mergesOf(members, templates, 0)) {
      merges.push(merge)
      for (const member of merge.members) taken.add(member)
    }
  }
  return merges
}

/** The templates that hold each word that enough of them hold. */
function holdersOf(words: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const holders = new Map<string, number[]>()
  words.forEach((own, index) => {
    for (const word of own) {
      const list = holders.get(word)
      if (list) list.push(index)
      else holders.set(word, [index])
    }
  })
  for (const [word, list] of holders) if (list.length < fewestMembers) holders.delete(word)
  return holders
}

/** Sets of words that come together, the largest first. */
function tiedWords(words: readonly (readonly string[])[], holders: ReadonlyMap<string, readonly number[]>): string[][] {
  const frequent = words.map(own => own.filter(word => holders.has(word)).sort())
  if (frequent.reduce((sum, own) => sum + (own.length * own.length) / 2, 0) > mostPairs) return []
  const pairs = new Map<string, number>()
  for (const own of frequent)
    for (let a = 0; a < own.length; a += 1)
      for (let b = a + 1; b < own.length; b += 1) {
        const key = `${own[a]}\0${own[b]}`
        pairs.set(key, (pairs.get(key) ?? 0) + 1)
      }
  const count = (word: string): number => (holders.get(word) as readonly number[]).length
  const tied = new Map<string, string[]>()
  for (const [key, both] of pairs) {
    const [a, b] = key.split('\0') as [string, string]
    if (both < together * (count(a) + count(b) - both)) continue
    const one = tied.get(a) ?? [a]
    const other = tied.get(b) ?? [b]
    if (one === other) continue
    const joined = [...one, ...other]
    for (const word of joined) tied.set(word, joined)
  }
  return [...new Set(tied.values())].sort((a, b) => b.length - a.length || (a.join(' ') < b.join(' ') ? -1 : 1))
}

/** Each word alone, the rarest first: a statement may have one word only that no other has. */
function loneWords(holders: ReadonlyMap<string, readonly number[]>): string[][] {
  if (holders.size > mostLoneWords) return []
  return [...holders].sort((a, b) => a[1].length - b[1].length || (a[0] < b[0] ? -1 : 1)).map(([word]) => [word])
}

function mergesOf(members: readonly number[], templates: readonly Template[], depth: number): Merge[] {
  if (members.length < fewestMembers || depth > 6) return []
  const all = members.map(member => templates[member] as Template)
  const anchors = commonTokens(all)
  if (anchors.filter(isWord).length < 2) return []
  const placed = members.flatMap(member => {
    const gaps = gapsBetween(anchors, templates[member] as Template)
    return gaps === null ? [] : [{ member, gaps }]
  })
  if (placed.length < fewestMembers) return []
  for (let place = 0; place <= anchors.length; place += 1) {
    const word = tellingWord(placed.map(({ gaps }) => gaps[place] as Template))
    if (word === null) continue
    const having = placed.filter(({ gaps }) => gaps[place]?.includes(word))
    const others = placed.filter(one => !having.includes(one))
    return [having, others].flatMap(half =>
      half.length === placed.length
        ? []
        : mergesOf(
            half.map(one => one.member),
            templates,
            depth + 1,
          ),
    )
  }
  const pattern = patternOf(
    anchors,
    placed.map(one => one.gaps),
  )
  return pattern === null ? [] : [{ members: placed.map(one => one.member), pattern }]
}

/** The anchors with a slot wherever what stands between them differs; null where it does not differ enough. */
function patternOf(anchors: Template, gaps: readonly (readonly Template[])[]): Pattern | null {
  const parts: string[][] = [[]]
  const becomes: string[] = []
  for (let place = 0; place <= anchors.length; place += 1) {
    const stretches = gaps.map(one => one[place] as Template)
    const first = stretches[0] as Template
    if (stretches.every(one => one.join(' ') === first.join(' '))) {
      parts.at(-1)?.push(...first)
      becomes.push(...first)
    } else {
      if ((place === 0 && anchors.filter(isWord).length < 3) || !isSlot(stretches)) return null
      parts.push([])
      becomes.push(slot)
    }
    const anchor = anchors[place]
    if (anchor === undefined) continue
    parts.at(-1)?.push(anchor)
    becomes.push(anchor)
  }
  return { parts, most: longestStretch, becomes: collapse(becomes) }
}

/** The tokens that nearly all have, in the order in which all of these have them. */
function commonTokens(all: readonly Template[]): Template {
  const holders = new Map<string, number>()
  for (const tokens of all) for (const token of new Set(tokens)) holders.set(token, (holders.get(token) ?? 0) + 1)
  // The commas of lists would pass for the statement's own.
  const isCommon = (token: string): boolean =>
    !isValue(token) && !/^[,;:.-]$/.test(token) && (holders.get(token) as number) >= nearlyAll * all.length
  let common: Template | null = null
  for (const tokens of all.slice(0, 200)) {
    const own = tokens.filter(isCommon)
    if (common === null) common = own
    else {
      const shared = longestShared(common, own)
      // One that lacks much is another statement.
      if (shared.length >= common.length * 0.7) common = shared
    }
  }
  return common ?? []
}

/** The longest common subsequence. */
function longestShared(a: Template, b: Template): Template {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number): number => lengths[i]?.[j] as number
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      (lengths[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const shared: string[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared.push(a[i] as string)
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return shared
}

/** What stands before, between and behind the anchors; null where they do not come in this order. */
function gapsBetween(anchors: Template, tokens: Template): Template[] | null {
  const gaps: Template[] = []
  let from = 0
  for (const anchor of anchors) {
    const at = tokens.indexOf(anchor, from)
    if (at < 0 || at - from > longestStretch) return null
    gaps.push(tokens.slice(from, at))
    from = at + 1
  }
  if (tokens.length - from > longestStretch) return null
  gaps.push(tokens.slice(from))
  return gaps
}

function tellingWord(stretches: readonly Template[]): string | null {
  const holders = new Map<string, number>()
  for (const one of stretches)
    for (const token of new Set(one)) if (isWord(token)) holders.set(token, (holders.get(token) ?? 0) + 1)
  const [best] = [...holders].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best && best[1] >= telling * stretches.length && best[1] < stretches.length ? best[0] : null
}

/** Never empty, and different enough; or always one value. */
function isSlot(stretches: readonly Template[]): boolean {
  if (stretches.some(one => one.length === 0)) return false
  const different = new Set(stretches.map(one => one.join(' ')))
  const beginnings = new Set(stretches.map(one => one[0] as string))
  if (different.size < fewestStretches) return false
  if (beginnings.size < fewestBeginnings && !(beginnings.size > 0 && [...beginnings].some(isValue))) return false
  const states = [...beginnings].filter(word => /^[A-Z][A-Z_]+$|^(?:true|false)$/.test(word)).length
  return states < beginnings.size / 2
}
