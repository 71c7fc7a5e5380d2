// A search as people type it: words as they stand, or /a regular expression/. Small letters match any case, as in less and vim.
// Rule: no flag `i`. Without it the engine can fall back to linear time where an expression would run for ever.

export interface TextMatch {
  /** Could the line match, by its bytes as single characters? Lines that are not plain ASCII always could. */
  readonly couldBeIn: (glimpse: string) => boolean
  readonly isIn: (text: string) => boolean
  /** Where it stands in the text, as [start, end) in UTF-16 units, at most `limit`. */
  readonly placesIn: (text: string, limit?: number) => [number, number][]
}

/** The match, or in words what is wrong with the expression and what would help. */
export type ReadMatch = { readonly match: TextMatch } | { readonly wrong: string }

/** `/…/` is a regular expression, everything else is taken as it stands. */
export function readMatch(typed: string): ReadMatch {
  const inside = /^\/(.+)\/$/s.exec(typed)?.[1]
  const source = inside ?? typed.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const ignoresCase = !/\p{Lu}/u.test(source.replace(/\\./gs, ''))
  try {
    const pattern = new RegExp(source, 'g')
    return { match: inside === undefined ? plain(typed, pattern, ignoresCase) : expression(pattern, ignoresCase) }
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/^.*: /s, '')
    return { wrong: `${why.toLowerCase()} in ${typed}; without the slashes it is taken as it stands` }
  }
}

const isAscii = /^[\x20-\x7e]*$/
/** What the cleaner can put into a text that is not in its bytes. */
const madeByCleaner = /\[|\]|redact|[^\x20-\x7e]/i

function plain(typed: string, pattern: RegExp, ignoresCase: boolean): TextMatch {
  const folded = (text: string) => (ignoresCase ? text.toLowerCase() : text)
  const bytesTell = !madeByCleaner.test(typed)
  return {
    couldBeIn: glimpse => !bytesTell || folded(glimpse).includes(typed) || !isAscii.test(glimpse),
    isIn: text => folded(text).includes(typed),
    placesIn: placesOf(pattern, ignoresCase),
  }
}

function expression(pattern: RegExp, ignoresCase: boolean): TextMatch {
  const test = (text: string) => {
    pattern.lastIndex = 0
    return pattern.test(ignoresCase ? text.toLowerCase() : text)
  }
  return { couldBeIn: () => true, isIn: test, placesIn: placesOf(pattern, ignoresCase) }
}

function placesOf(pattern: RegExp, ignoresCase: boolean): TextMatch['placesIn'] {
  return (text, limit = 20) => {
    const lowered = ignoresCase ? text.toLowerCase() : text
    // A letter whose small form is longer moves everything behind it: then only texts as they stand are marked.
    const searched = lowered.length === text.length ? lowered : text
    const places: [number, number][] = []
    for (const found of searched.matchAll(pattern)) {
      if (found[0] !== '') places.push([found.index, found.index + found[0].length])
      if (places.length === limit) break
    }
    return places
  }
}
