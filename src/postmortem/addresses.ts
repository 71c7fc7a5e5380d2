// Web addresses inside plain words, so that formats can make them links without touching the words around them.

export interface Part {
  readonly text: string
  readonly isAddress: boolean
}

const address = /https?:\/\/[\w.-]+(?::\d+)?(?:\/[^\s<>"'`\\|[\]{}]*)?/g

/** The text in its parts, in order; joined again they are the text. */
export function addressesIn(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)*_~]+$/, '')
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isAddress: false })
    parts.push({ text: found, isAddress: true })
    from = match.index + found.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isAddress: false })
  return parts
}
