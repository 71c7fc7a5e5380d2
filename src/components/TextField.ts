// Fields for typing: one line that scrolls with its caret, and a composer that wraps. They draw what was typed and own nothing.
import type { Row, Segment } from './rows/row.ts'
import { muted, row, segment } from './rows/row.ts'
import { lettersOf, takeCells, textWidth } from './rows/text.ts'

const caretMark: Segment = { text: '▏', token: 'accent', spoken: '' }

/** What was typed; `cursor` counts graphemes from the start. */
export interface TypedText {
  readonly text: string
  readonly cursor: number
}

export interface FieldProps {
  readonly field: TypedText
  readonly width: number
  readonly focused?: boolean
  /** Muted, while nothing is typed. */
  readonly placeholder?: string
}

/** One line: what does not fit before the caret is cut at the left. */
export function fieldSegments({ field, width, focused = true, placeholder = '' }: FieldProps): Segment[] {
  const caret = focused ? [caretMark] : []
  if (field.text === '') return [...caret, muted(takeCells(placeholder, width - 1))]
  const letters = lettersOf(field.text)
  const before = letters.slice(0, field.cursor)
  while (textWidth(before.join('')) > width - 2) before.shift()
  const head = before.join('')
  const room = width - 1 - textWidth(head)
  return [segment(head), ...caret, segment(takeCells(letters.slice(field.cursor).join(''), room))].filter(
    part => part.text,
  )
}

/** A prompt: `› rev▏`. */
export function promptRow(props: FieldProps): Row {
  const mark: Segment = { text: '›', token: 'accent', spoken: '' }
  return row(mark, ' ', fieldSegments({ ...props, width: props.width - 2 }))
}

/** The composer's rows: the text wrapped at `width`, the caret in it, as many rows as it takes. */
export function composerRows({ field, width, focused = true, placeholder = '' }: FieldProps): Row[] {
  if (field.text === '') return [row(focused ? caretMark : '', muted(takeCells(placeholder, width - 1)))]
  const letters = lettersOf(field.text)
  return wrapLetters(letters, width - 1).map(({ from, to, last }) => {
    const holdsCaret = focused && isOn(field.cursor, { from, to, last })
    const text = (start: number, end: number) => {
      const part = letters.slice(start, end).join('')
      return end === to && !last ? part.trimEnd() : part
    }
    return holdsCaret ? row(text(from, field.cursor), caretMark, text(field.cursor, to)) : row(text(from, to))
  })
}

/** The row of the composer on which the caret stands: what has to stay in sight. */
export function caretRow(field: TypedText, width: number): number {
  const lines = wrapLetters(lettersOf(field.text), width - 1)
  const at = lines.findIndex(({ from, to, last }) => isOn(field.cursor, { from, to, last }))
  return Math.max(0, at)
}

/** The field with its caret one drawn row up or down, in the same column where that row is long enough. */
export function moveByRow<T extends TypedText>(field: T, width: number, by: 1 | -1): T {
  const letters = lettersOf(field.text)
  const lines = wrapLetters(letters, width - 1)
  const at = caretRow(field, width)
  const [from, to] = [lines[at], lines[at + by]]
  if (!from || !to) return { ...field, cursor: by < 0 ? 0 : letters.length }
  const end = to.last ? to.to : to.to - 1
  return { ...field, cursor: Math.min(to.from + (field.cursor - from.from), end) }
}

/** A caret at the end of a line that goes on belongs to the next one. */
function isOn(caret: number, { from, to, last }: WrappedLine): boolean {
  return caret >= from && (caret < to || (last && caret === to))
}

interface WrappedLine {
  readonly from: number
  readonly to: number
  /** The line ends with a break or with the text, so a caret at its end stands on it. */
  readonly last: boolean
}

function wrapLetters(letters: readonly string[], width: number): WrappedLine[] {
  const lines: WrappedLine[] = []
  let from = 0
  let used = 0
  let space = -1
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    if (letter === '\n') {
      lines.push({ from, to: at, last: true })
      from = at + 1
      used = 0
      space = -1
      continue
    }
    used += textWidth(letter)
    if (letter === ' ') space = at
    // What is left behind a space can be too wide as well.
    while (used > width && at > from) {
      const to = space >= from ? space + 1 : at
      lines.push({ from, to, last: false })
      from = to
      used = textWidth(letters.slice(from, at + 1).join(''))
      space = -1
    }
  }
  lines.push({ from, to: letters.length, last: true })
  return lines
}
