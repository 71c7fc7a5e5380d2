// Editing a line or a text by named keys, by whole graphemes. One reducer serves every place where letters are typed.
import type { Field } from './view.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function graphemesOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), part => part.segment)
}

/** A field holding `text` with the caret at its end. */
export function fieldOf(text: string): Field {
  return { text, cursor: graphemesOf(text).length }
}

/** Puts text in at the caret; in a single-line field line breaks become blanks. */
export function insertText(field: Field, text: string, lines: 'one' | 'many' = 'one'): Field {
  const clean = text.replace(/\r\n?/g, '\n')
  const fitting = lines === 'one' ? clean.replace(/\s*\n\s*/g, ' ') : clean
  const parts = graphemesOf(field.text)
  const before = parts.slice(0, field.cursor).join('') + fitting
  return { text: before + parts.slice(field.cursor).join(''), cursor: graphemesOf(before).length }
}

/**
 * The field after one named key, or null where the key is not one of editing.
 * Arrows, Home/End, Backspace, Delete, Ctrl-A/E/U/K/W as in a shell; up and down move by lines.
 */
export function editField(field: Field, key: string): Field | null {
  const parts = graphemesOf(field.text)
  const at = Math.min(field.cursor, parts.length)
  const cut = (from: number, to: number): Field => ({
    text: [...parts.slice(0, from), ...parts.slice(to)].join(''),
    cursor: from,
  })
  const move = (cursor: number): Field => ({ text: field.text, cursor: Math.max(0, Math.min(parts.length, cursor)) })
  switch (key) {
    case 'left':
    case 'ctrl-b':
      return move(at - 1)
    case 'right':
      return move(at + 1)
    case 'home':
    case 'ctrl-a':
      return move(lineStart(parts, at))
    case 'end':
      return move(lineEnd(parts, at))
    case 'up':
      return move(sameColumn(parts, at, -1))
    case 'down':
      return move(sameColumn(parts, at, 1))
    case 'backspace':
      return at === 0 ? field : cut(at - 1, at)
    case 'delete':
      return cut(at, at + 1)
    case 'ctrl-u':
      return cut(lineStart(parts, at), at)
    case 'ctrl-k':
      return cut(at, lineEnd(parts, at))
    case 'ctrl-w':
      return cut(wordStart(parts, at), at)
    default:
      return null
  }
}

function lineStart(parts: readonly string[], at: number): number {
  if (at === 0) return 0 // lastIndexOf counts a negative start from the end
  return parts.lastIndexOf('\n', at - 1) + 1
}

function lineEnd(parts: readonly string[], at: number): number {
  const end = parts.indexOf('\n', at)
  return end === -1 ? parts.length : end
}

function wordStart(parts: readonly string[], at: number): number {
  let start = at
  while (start > 0 && /\s/.test(parts[start - 1] ?? '')) start--
  while (start > 0 && !/\s/.test(parts[start - 1] ?? '')) start--
  return start
}

function sameColumn(parts: readonly string[], at: number, by: 1 | -1): number {
  const start = lineStart(parts, at)
  const column = at - start
  if (by === -1) {
    if (start === 0) return 0
    const above = lineStart(parts, start - 1)
    return Math.min(above + column, start - 1)
  }
  const end = lineEnd(parts, at)
  if (end === parts.length) return end
  return Math.min(end + 1 + column, lineEnd(parts, end + 1))
}
