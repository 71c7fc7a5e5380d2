// The composer of a longer text: who it goes to, as what, the text in its own frame, and what would leave the box.
import { innerFrameRows } from './innerFrame.ts'
import type { FactLine } from './OptionList.ts'
import { factRows } from './OptionList.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { blankRow, cell, muted, row, segment, segmentsOf, spread } from './rows/row.ts'
import { lettersOf } from './rows/text.ts'
import type { TypedText } from './TextField.ts'
import { caretRow, composerRows } from './TextField.ts'
import { thousands } from './theme/numbers.ts'
import { windowAround } from './window.ts'

/** A row of words of which one is chosen; the arrows turn it while it has the focus. */
export interface TurnRow {
  readonly label: string
  readonly words: readonly { readonly word: string; readonly chosen: boolean }[]
  readonly focused: boolean
}

export interface ComposerProps {
  readonly facts: readonly FactLine[]
  readonly turns: readonly TurnRow[]
  readonly field: TypedText
  readonly focused: boolean
  /** Over the text: `Message`. */
  readonly title: string
  /** Longest text allowed, in letters. */
  readonly limit: number
  /** Under the text: where it came from, the secret check, what leaves the box. */
  readonly notes: readonly Words[]
  readonly width: number
  readonly height: number
}

/** The width the text wraps at: what moving by rows has to know. */
export function composerTextWidth(width: number): number {
  return width - 4
}

export function composerPaneRows(props: ComposerProps): Row[] {
  const { facts, turns, field, focused, title, limit, notes, width, height } = props
  const head = [...factRows(facts, { width, labelWidth: 10 }), ...turns.map(turn => turnRow(turn, width)), blankRow]
  const foot = notes.map(words => row(segmentsOf(words, 'muted')))
  const room = Math.max(3, Math.min(10, height - head.length - foot.length - 2))
  const inside = composerTextWidth(width)
  const lines = windowAround(composerRows({ field, width: inside, focused }), caretRow(field, inside), room).items
  const count = `${thousands(lettersOf(field.text).length)} of ${thousands(limit)}`
  const box = innerFrameRows({ title, meta: count, focused, width, height: room }, lines)
  return [...head, ...box, ...foot]
}

function turnRow({ label, words, focused }: TurnRow, width: number): Row {
  const choices = words.flatMap(({ word, chosen }): Segment[] => [
    chosen ? { text: '▸ ', token: 'accent', spoken: 'chosen:' } : segment('  '),
    segment(`${word} `, chosen ? 'accent' : 'muted'),
  ])
  const arrows = focused ? segment('←→', 'accent') : muted('←→')
  return spread([cell(label, 8, { token: focused ? 'accent' : 'muted' }), ...choices], arrows, width)
}
