// Choices one is taken from: the three ways to fix, the severities, whatever a picker offers.
import { cursor } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { cell, segment, segmentsOf, selected, spread } from './rows/row.ts'
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

/** Labelled facts under a heading or a choice: the label muted in its column, what follows hangs under the value. */
export function factRows(
  facts: readonly FactLine[],
  options: { width: number; labelWidth?: number; indent?: number },
): Row[] {
  const { width, labelWidth = 11, indent = 0 } = options
  return facts.map(({ label, words, meta }) =>
    spread(
      [segment(' '.repeat(indent)), cell(label, labelWidth, { token: 'muted' }), ...segmentsOf(words)],
      segmentsOf(meta ?? '', 'muted'),
      width,
    ),
  )
}
