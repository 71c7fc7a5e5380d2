// The signals that must be back inside their baseline, worst first, and the clock that runs only while all of them are.
import { bar } from './Bar.ts'
import type { SignalState } from './marks.ts'
import { edgeCursor, signalMark, signalToken } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
import type { Token } from './theme/tokens.ts'

export interface GateRow {
  readonly id: string
  readonly name: string
  readonly state: SignalState
  /** `812 ms`. */
  readonly now: string
  /** `180–260 ms`, `max 0.4 %`. */
  readonly baseline: string
  /** `outside for 00:32`, `inside for 13:52`. */
  readonly since: string
  readonly selected?: boolean
}

export function gateRows(items: readonly GateRow[], width: number): Row[] {
  const nameWidth = Math.min(width >= 70 ? 24 : 18, Math.max(8, ...items.map(item => textWidth(item.name) + 1)))
  const head = row(
    '   ',
    cell('signal', nameWidth, { token: 'muted' }),
    cell('now', 10, { token: 'muted', align: 'right' }),
    cell('baseline', 14, { token: 'muted', align: 'right' }),
    muted('     state'),
  )
  return [head, ...items.map(item => gateRow(item, nameWidth))]
}

function gateRow(item: GateRow, nameWidth: number): Row {
  const bad = item.state === 'failing' || item.state === 'warn'
  const token = bad ? signalToken(item.state, true) : 'text'
  const made = row(
    ' ',
    signalMark(item.state),
    ' ',
    cell(item.name, nameWidth, { token: item.selected && !bad ? 'strong' : token }),
    cell(item.now, 10, { token, align: 'right' }),
    cell(item.baseline, 14, { token: 'muted', align: 'right' }),
    segment(`     ${item.since}`, bad ? signalToken(item.state) : 'muted'),
  )
  return { ...selected(made, item.selected), ...edgeCursor(item.selected === true) }
}

export interface CountdownProps {
  readonly label: string
  /** `07:12 of 15:00`, `held at 12:38 of 15:00`. */
  readonly words: string
  readonly share: number
  readonly state: 'running' | 'held' | 'done'
  /** Under it: `restarts from 00:00 once all five are inside for 00:30`. */
  readonly note?: Words
  readonly width: number
}

export function countdownRows({ label, words, share, state, note, width }: CountdownProps): Row[] {
  const token: Token = state === 'held' ? 'warnStrong' : state === 'done' ? 'ok' : 'strong'
  const barToken: Token = state === 'held' ? 'warn' : state === 'done' ? 'ok' : 'info'
  const labelWidth = textWidth(label) + 3
  const cells = Math.min(40, width - labelWidth - textWidth(words) - 3)
  const main = row(
    cell(label, labelWidth, { token: 'strong' }),
    segment(words, token),
    '   ',
    bar(share, cells, barToken),
  )
  return note ? [main, row(' '.repeat(labelWidth), segmentsOf(note, 'muted'))] : [main]
}

/** Work of known length: the bar takes the row, elapsed and usual time beside it. */
export function progressRow({ share, words, width }: { share: number; words: string; width: number }): Row {
  return row(bar(share, Math.max(0, width - textWidth(words) - 2)), '  ', words)
}
