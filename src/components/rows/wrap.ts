// Wrapping styled text: words break between pieces of any style, the styles stay with their letters.
import type { Row, Segment } from './row.ts'
import { segment } from './row.ts'
import { takeCells, textWidth } from './text.ts'

/** The pieces in rows of at most `width` cells; rows after the first are indented by `hanging`. */
export function wrapSegments(segments: readonly Segment[], width: number, hanging = 0): Row[] {
  const rows: Segment[][] = []
  let line: Segment[] = []
  let used = 0
  /** Where the current row begins: the first one is not indented. */
  let start = 0
  let pendingSpace: Segment | null = null
  const next = () => {
    rows.push(line)
    line = hanging > 0 ? [segment(' '.repeat(hanging))] : []
    start = hanging
    used = start
    pendingSpace = null
  }
  for (const word of wordsOf(segments)) {
    if (word.space) {
      pendingSpace = word.parts[0] ?? null
      continue
    }
    const wordWidth = word.parts.reduce((sum, part) => sum + textWidth(part.text), 0)
    // What sets things apart within a row stays as wide as it is; at the end of one it goes.
    const gap = pendingSpace && used > start ? cellsOf(pendingSpace) : 0
    if (used + gap + wordWidth > width && used > start) next()
    else if (gap && pendingSpace) {
      line.push({ ...(pendingSpace as Segment), text: ' '.repeat(gap) })
      used += gap
    }
    pendingSpace = null
    for (const part of word.parts) {
      let rest = part.text
      while (used + textWidth(rest) > width) {
        const piece = takeCells(rest, width - used)
        if (piece === '' && used <= start) break
        if (piece !== '') line.push({ ...part, text: piece })
        rest = rest.slice(piece.length)
        next()
      }
      if (rest !== '') line.push({ ...part, text: rest })
      used += textWidth(rest)
    }
  }
  if (line.length > 0 || rows.length === 0) rows.push(line)
  return rows.map(parts => ({ segments: parts }))
}

/** A line break or a tab in the text is one space in a row. */
function cellsOf({ text }: Segment): number {
  return /^ +$/.test(text) ? text.length : 1
}

interface Word {
  readonly space: boolean
  readonly parts: Segment[]
}

/** Runs of letters, which may span pieces, and the spaces between them. */
function wordsOf(segments: readonly Segment[]): Word[] {
  const words: Word[] = []
  for (const part of segments) {
    for (const text of part.text.split(/(\s+)/)) {
      if (text === '') continue
      const space = /^\s/.test(text)
      const last = words.at(-1)
      if (last && !space && !last.space) last.parts.push({ ...part, text })
      else words.push({ space, parts: [{ ...part, text }] })
    }
  }
  return words
}
