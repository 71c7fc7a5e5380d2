// Templates that differ by a stretch of several tokens: lists, names of one to three words, sentences quoted whole.
import { byPart, type Candidate, chosen, isWord, type Merge } from './merge.ts'
import { longestStretch } from './patterns.ts'
import { collapse, isValue, slot, type Template } from './template.ts'
import { leadsToValue } from './weight.ts'

const mostKeys = 300_000
/** Longer ones are dumps and no statements. */
const longestTemplate = 80
/** Different stretches, and different first words among them, that are enough for a slot. */
const fewestStretches = 10
const fewestBeginnings = 8

/** One round of merging templates with the same beginning and the same end. */
export function stretchMerges(templates: readonly Template[]): Merge[] {
  return byPart(
    templates,
    tokens => tokens[0],
    indices => mergesAmong(templates, indices),
  )
}

/** Among templates with the same first token. */
function mergesAmong(templates: readonly Template[], indices: readonly number[]): Merge[] {
  const tokensOf = (index: number): Template => templates[index] as Template
  if (indices.length < fewestStretches) return []
  if (indices.reduce((sum, index) => sum + tokensOf(index).length * longestStretch, 0) > mostKeys) return []
  const buckets = new Map<string, number[]>()
  for (const index of indices) {
    const tokens = tokensOf(index)
    if (tokens.length > longestTemplate) continue
    const words = tokens.map(isWord)
    const before = running(words)
    for (let from = 1; from < tokens.length; from += 1) {
      if (!words[from - 1] && !leadsToValue(tokens[from - 1])) continue
      for (let to = from + 1; to <= Math.min(tokens.length, from + longestStretch); to += 1) {
        const kept = (before[from] as number) + (before[tokens.length] as number) - (before[to] as number)
        if (kept < 2) continue
        if (to === tokens.length && !leadsToValue(tokens[from - 1])) continue
        const key = `${tokens.slice(0, from).join(' ')}\0${tokens.slice(to).join(' ')}`
        const bucket = buckets.get(key)
        if (bucket) bucket.push(index)
        else buckets.set(key, [index])
      }
    }
  }
  const candidates: Candidate[] = []
  for (const [name, bucket] of buckets) {
    if (bucket.length < fewestStretches) continue
    const [start, end] = name.split('\0') as [string, string]
    const before = start.split(' ')
    const after = end === '' ? [] : end.split(' ')
    const stretches = bucket.map(member => {
      const tokens = templates[member] as Template
      return tokens.slice(before.length, tokens.length - after.length)
    })
    if (!isSlot(stretches)) continue
    const becomes = collapse([...before, slot, ...after])
    candidates.push({ members: bucket, pattern: { parts: [before, after], most: longestStretch, becomes }, name })
  }
  return chosen(candidates)
}

function running(flags: readonly boolean[]): number[] {
  const counts = [0]
  for (const flag of flags) counts.push((counts.at(-1) as number) + (flag ? 1 : 0))
  return counts
}

/** Many different stretches with many different first words, mostly no states in capitals. */
function isSlot(stretches: readonly Template[]): boolean {
  if (new Set(stretches.map(one => one.length)).size < 2) return false
  const different = new Set(stretches.map(one => one.join(' ')))
  const beginnings = new Set(stretches.map(one => one[0] as string))
  if (different.size < fewestStretches || beginnings.size < fewestBeginnings) return false
  // A word that most of the stretches hold belongs to the statement.
  const holders = new Map<string, number>()
  for (const one of stretches) for (const token of new Set(one)) holders.set(token, (holders.get(token) ?? 0) + 1)
  for (const [token, count] of holders) if (isWord(token) && count > stretches.length * 0.6) return false
  const states = [...beginnings].filter(word => /^[A-Z][A-Z_]+$|^(?:true|false)$/.test(word)).length
  return (
    states < beginnings.size / 2 &&
    stretches.every(one => one.every(token => isValue(token) || /[\w,\u0080-\u00ff]/.test(token)))
  )
}
