// The composer of an update: who it goes to, as what, the text in its own frame, and what would leave the box.
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

export interface ComposerProps {
  readonly facts: readonly FactLine[]
  readonly statuses: readonly { readonly word: string; readonly chosen: boolean }[]
  readonly field: TypedText
  readonly focused: boolean
  /** Longest text allowed, in letters. */
  readonly limit: number
  /** Under the text: where it came from, the secret check, what leaves the box. */
  readonly notes: readonly Words[]
  readonly width: number
  readonly height: number
}

export function composerPaneRows(props: ComposerProps): Row[] {
  const { facts, statuses, field, focused, limit, notes, width, height } = props
  const head = [...factRows(facts, { width, labelWidth: 10 }), statusRow(statuses, width), blankRow]
  const foot = notes.map(words => row(segmentsOf(words, 'muted')))
  const room = Math.max(3, Math.min(10, height - head.length - foot.length - 2))
  const inside = width - 6
  const lines = windowAround(composerRows({ field, width: inside, focused }), caretRow(field, inside), room).items
  const count = `${lettersOf(field.text).length} of ${thousands(limit)}`
  const box = innerFrameRows({ title: 'Message', meta: count, focused, width: width - 2, height: room }, lines)
  return [...head, ...box, ...foot]
}

function statusRow(statuses: ComposerProps['statuses'], width: number): Row {
  const words = statuses.flatMap(({ word, chosen }): Segment[] => [
    chosen ? { text: '▸ ', token: 'accent', spoken: 'chosen:' } : segment('  '),
    segment(`${word} `, chosen ? 'accent' : 'muted'),
  ])
  return spread([cell('Status', 8, { token: 'muted' }), ...words], muted('←→'), width)
}
