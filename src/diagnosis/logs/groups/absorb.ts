// Templates that a more general one covers: what merges left over because too few of its kind came.
// Rule: only a template with slots absorbs, only one with words enough, and only what is rarer than itself.
import { isWord } from './merge.ts'
import { isValue, slot, type Template } from './template.ts'

export interface Counted {
  readonly tokens: Template
  readonly count: number
}

/** How many tokens one slot may cover. */
const widest = 3
const fewestWords = 2

/** Per template the position of the one that absorbs it, where there is one. */
export function absorptions(templates: readonly Counted[]): Map<number, number> {
  const general = templates
    .map(({ tokens, count }, index) => ({ tokens, count, index, words: tokens.filter(isWord).length }))
    .filter(({ tokens, words }) => tokens.includes(slot) && words >= fewestWords)
    .sort((a, b) => b.count - a.count || b.words - a.words || a.index - b.index)
  const byStart = Map.groupBy(general, ({ tokens }) => (isValue(tokens[0]) ? '' : (tokens[0] as string)))
  const found = new Map<number, number>()
  templates.forEach(({ tokens, count }, index) => {
    const candidates = [...(byStart.get(tokens[0] ?? '') ?? []), ...(byStart.get('') ?? [])]
    const home = candidates.find(
      one => one.index !== index && one.count > count && !found.has(one.index) && covers(one.tokens, tokens),
    )
    if (home) found.set(index, home.index)
  })
  return found
}

/** Whether the tokens are a case of the template: its slots cover one to three tokens, its values a value. */
function covers(general: Template, tokens: Template): boolean {
  if (tokens.length < general.length || tokens.length > general.length + 2 * widest) return false
  return coversFrom(general, 0, tokens, 0)
}

function coversFrom(general: Template, g: number, tokens: Template, t: number): boolean {
  let i = g
  let j = t
  while (i < general.length) {
    const token = general[i] as string
    if (token === slot) {
      let words = 0
      for (let width = 1; width <= widest && j + width <= tokens.length; width += 1) {
        const last = tokens[j + width - 1] as string
        if (isWord(last)) words += 1
        // Two words in a row are the statement's own more often than a value.
        if (words > 1 || (width > 1 && !isValue(last) && last !== ',' && words === 0)) break
        if (coversFrom(general, i + 1, tokens, j + width)) return true
      }
      return false
    }
    const other = tokens[j]
    if (other !== token && !(isValue(token) && isValue(other))) return false
    i += 1
    j += 1
  }
  return j === tokens.length
}
