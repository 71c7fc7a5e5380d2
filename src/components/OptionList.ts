// Choices one is taken from: the three ways to fix, the severities, whatever a picker offers.
import { cursor } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { cell, cutWords, row, segment, segmentsOf, selected, spread, wordsWidth } from './rows/row.ts'
import { wrapSegments } from './rows/wrap.ts'
import type { Token } from './theme/tokens.ts'

export interface OptionItem {
  readonly id: string
  /** The key or code it goes by: `A`, `P1`, `1`. */
  readonly code?: string
  readonly title: string
  /** What it means, its proof or its cost. */
  readonly words?: Words
  /** `draft`, `about 3 min`; coloured pieces stay as they are. */
  readonly meta?: Words
  readonly disabled?: string
  readonly selected?: boolean
}

export interface OptionListProps {
  readonly items: readonly OptionItem[]
  readonly width: number
  readonly titleWidth?: number
}

/** Cursor, code, title, words, meta. A disabled one stays, says why, and has `–` where its code would be. */
export function optionRows({ items, width, titleWidth }: OptionListProps): Row[] {
  const codeWidth = Math.max(0, ...items.map(item => item.code?.length ?? 0))
  const longest = titleWidth ?? Math.min(28, Math.max(0, ...items.map(item => item.title.length)) + 3)
  return items.map(item => {
    const token: Token = item.disabled ? 'muted' : item.selected ? 'strong' : 'text'
    const code = item.disabled ? '–' : (item.code ?? '')
    const words = item.disabled ?? item.words ?? ''
    const hasWords = segmentsOf(words).length > 0
    const left = [
      segment(' '),
      cursor(item.selected === true),
      segment(' '),
      ...(codeWidth > 0 ? [cell(code, codeWidth + 2, { token })] : []),
      hasWords ? cell(item.title, longest, { token }) : segment(item.title, token),
      ...segmentsOf(words, item.disabled ? 'muted' : 'text'),
    ]
    return selected(spread(left, segmentsOf(item.meta ?? '', 'muted'), width), item.selected)
  })
}

export interface FactLine {
  readonly label: string
  readonly words: Words
  readonly meta?: Words
}

interface FactOptions {
  readonly width: number
  readonly labelWidth?: number
  readonly indent?: number
  /** How many rows a long fact may take; 1 unless told. */
  readonly lines?: number
}

/** Labelled facts under a heading or a choice: the label muted in its column, what follows hangs under the value. */
export function factRows(facts: readonly FactLine[], options: FactOptions): Row[] {
  return facts.flatMap(fact => rowsOfFact(fact, options))
}

/** Where a fact and its meta do not both fit the meta goes first, then the fact goes on below, then it is cut. */
function rowsOfFact({ label, words, meta = '' }: FactLine, options: FactOptions): Row[] {
  const { width, labelWidth = 11, indent = 0, lines = 1 } = options
  const head = [segment(' '.repeat(indent)), cell(label, labelWidth, { token: 'muted' })]
  const right = segmentsOf(meta, 'muted')
  const room = width - indent - labelWidth
  const beside = room - (right.length > 0 ? wordsWidth(right) + 2 : 0)
  const size = wordsWidth(words)
  if (size <= beside) return [spread([...head, ...segmentsOf(words)], right, width)]
  if (size <= room) return [row(head, words)]
  if (lines === 1) return [spread([...head, ...segmentsOf(words)], right, width)]
  const [first, ...more] = wrapSegments(segmentsOf(words), Math.max(10, room))
  const hanging = ' '.repeat(indent + labelWidth)
  const kept = more.slice(0, lines - 1)
  const rest = more.slice(lines - 1).flatMap(one => [segment(' '), ...one.segments])
  const below = kept.map((one, index) =>
    row(hanging, cutWords(index === kept.length - 1 ? [...one.segments, ...rest] : one.segments, room)),
  )
  return [row(head, first?.segments ?? []), ...below]
}
