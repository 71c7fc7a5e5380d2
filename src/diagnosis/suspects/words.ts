// Words of a text as the ranking compares them: split where code joins them, without the ones that say nothing, stemmed.
import { proseStems, stopWords } from './word-lists.ts'

/** Distinct stems of a text, each with the form in which it was first written there. */
export function wordsOf(text: string): Map<string, string> {
  const words = new Map<string, string>()
  for (const piece of piecesOf(text)) {
    if (piece.length < 3 || stopWords.has(piece)) continue
    const word = stem(piece)
    if (word.length >= 3 && !words.has(word)) words.set(word, piece)
  }
  return words
}

/** What runtimes print around the name that matters. */
const runtimePhrases =
  /cannot (?:read|set) propert(?:y|ies) of (?:null|undefined)(?: \((?:reading|setting))?|object has no attribute|null pointer|nil pointer dereference|invalid memory address|segmentation fault/gi

/** The words of a symptom: without those that are written about any fault. */
export function symptomWords(text: string): Map<string, string> {
  const words = wordsOf(text.replace(runtimePhrases, ' '))
  for (const word of words.keys()) if (proseStems.has(word)) words.delete(word)
  return words
}

/** Nearly all of it is, and then much less work. */
const ascii = /^[\x00-\x7f]*$/

/** Lower-case pieces in their order, camelCase and ACRONYMWords taken apart; runs of digits alone are left out. */
export function piecesOf(text: string): string[] {
  if (ascii.test(text)) {
    const apart = text.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    return apart.toLowerCase().match(/\d*[a-z][a-z\d]*/g) ?? []
  }
  const apart = text.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return apart.toLowerCase().match(/\d*\p{L}[\p{L}\d]*/gu) ?? []
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/izations?$/, 'ize'],
  [/ation(?:s|al)?$/, 'ate'],
  [/(?:ements?|ments?|ities|ingly|ings?|edly)$/, ''],
  [/(?:ied|ies)$/, 'y'],
  [/ers$/, 'er'],
  [/ors$/, 'or'],
  [/ions$/, 'ion'],
  [/(ss|ch|sh|x)es$/, '$1'],
  [/ed$/, ''],
  [/(?<![sui])s$/, ''],
]

/** A word without its ending, so that `filters`, `filtered` and `filtering` meet. Not a word of any language. */
export function stem(word: string): string {
  let out = word.length >= 5 ? withoutEnding(word) : word
  if (out.length > 4 && out.endsWith('e')) out = out.slice(0, -1)
  return out
}

function withoutEnding(word: string): string {
  for (const [pattern, replacement] of endings) {
    if (!pattern.test(word)) continue
    const rest = word.replace(pattern, replacement)
    return rest.length < 3 ? word : rest.replace(/([^slz\d])\1$/, '$1')
  }
  return word
}
