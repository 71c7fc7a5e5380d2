// Two people wrote the same text at once: paragraph by paragraph, nothing that either of them wrote is lost.

/**
 * `base` is what `mine` began from, `theirs` what stands meanwhile. Paragraphs that I took out or changed go, unless
 * they are new; what I added comes after what stands.
 */
export function mergedTexts(base: string, theirs: string, mine: string): string {
  if (theirs === base || theirs === mine) return mine
  if (mine === base) return theirs
  const [was, own] = [new Set(paragraphsOf(base)), new Set(paragraphsOf(mine))]
  const stays = paragraphsOf(theirs).filter(one => own.has(one) || !was.has(one))
  const standing = new Set(stays)
  const added = paragraphsOf(mine).filter(one => !was.has(one) && !standing.has(one))
  return [...stays, ...added].join('\n\n')
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map(one => one.trim())
    .filter(one => one !== '')
}
