// The screen when the window is too small to work in: still how bad, where, how long, the worst fact, and what next.
import type { Severity } from '../incident/vocabulary.ts'
import type { KeyHint } from './Footer.tsx'
import { footerRow } from './Footer.tsx'
import { severityChip } from './Header.tsx'
import type { SignalState } from './marks.ts'
import { cursor, signalMark } from './marks.ts'
import { nextRow } from './NextLine.tsx'
import type { Row, Segment, Words } from './rows/row.ts'
import { blankRow, cell, fitRow, muted, row, segment, segmentsOf, strong, wordsWidth } from './rows/row.ts'
import { wholeClauses } from './rows/text.ts'
import { promptRow, type TypedText } from './TextField.ts'

export interface TooSmallProps {
  readonly severity?: Severity | null
  readonly title: string
  /** `2 Diagnose`. */
  readonly phase: string
  readonly phaseTime: string
  readonly open: string
  readonly clock: string
  readonly zone?: string
  readonly worst: { readonly state: SignalState; readonly name: string; readonly words: Words }
  readonly next: string
  readonly needs: { readonly cols: number; readonly rows: number }
  readonly keys: readonly KeyHint[]
  /** What is being typed: it takes the place of the Next line, and says itself what Enter does. */
  readonly typing?: { readonly title: string; readonly field: TypedText; readonly action: string }
  readonly width: number
  readonly height: number
}

/** Exactly `height` rows; below 40x8 only title, phase and the worst fact. */
export function tooSmallRows(props: TooSmallProps): Row[] {
  const { width, height } = props
  const title = row(' ', props.severity ? [severityChip(props.severity), ' '] : '', strong(props.title))
  const phase = row(' ', cursor(true), ' ', cell(props.phase, 13, { token: 'accent' }), props.phaseTime)
  const worst = worstRow(props)
  if (width < 40 || height < 8) return fill([title, phase, worst, ...typingRows(props).slice(0, 1)], props)
  const open = row(
    '   ',
    muted('open '),
    segment(props.open),
    '   ',
    strong(props.clock),
    muted(` ${props.zone ?? 'UTC'}`),
  )
  const head = [title, blankRow, phase, worst, open]
  const foot = [
    ...(props.typing
      ? typingRows(props)
      : [row(' ', cursor(true), ' ', segment('Next', 'accent'), ` ${nextWords(props)}`)]),
    footerRow({ keys: props.keys, width }),
  ]
  const room = height - head.length - foot.length
  const talk =
    room >= 8
      ? [blankRow, blankRow, ...sizeWords(props), blankRow, outside, blankRow]
      : sizeWords(props).slice(0, Math.max(0, room))
  return fill(
    [...head, ...talk, ...Array.from({ length: Math.max(0, room - talk.length) }, () => blankRow), ...foot],
    props,
  )
}

function typingRows({ typing, width }: TooSmallProps): Row[] {
  if (!typing) return []
  const label = [' ', strong(typing.title), ' ']
  const field = promptRow({ field: typing.field, width: Math.max(8, width - wordsWidth(label) - 1) })
  return [row(label, field.segments), nextRow({ action: typing.action, width })]
}

const outside = row(' ', muted('Without the screen:'), '  incident-tui note "…"')

const later = ', when there is room'

function nextWords({ next, width }: TooSmallProps): string {
  const action = wholeClauses(next, width - 9 - later.length)
  return wholeClauses(`${action}${later}`, width - 9)
}

/** A sign, then as many of its parts as stand in one row. */
function worstRow({ worst: { state, name, words }, width }: TooSmallProps): Row {
  const said = segmentsOf(words)
  const room = width - (name === '' ? 3 : 16)
  const fitting = wordsWidth(said) <= room ? said : wholeParts(said, room)
  return row(' ', signalMark(state), ' ', name === '' ? '' : cell(name, 13), fitting)
}

function wholeParts(said: readonly Segment[], room: number): Segment[] {
  const text = said.map(part => part.text).join('')
  let left = wholeClauses(text, room).length
  return said.flatMap(part => {
    const shown = part.text.slice(0, Math.max(0, left))
    left -= part.text.length
    return shown === '' ? [] : [{ ...part, text: shown }]
  })
}

function sizeWords({ width, height, needs }: TooSmallProps): Row[] {
  if (width < 52) return [row(muted(` ${width} x ${height}: needs ${needs.cols} x ${needs.rows}.`))]
  const what = height < needs.rows && width < needs.cols ? 'larger' : height < needs.rows ? 'taller' : 'wider'
  return [
    row(` This window is ${width} x ${height}. The cockpit needs ${needs.cols} x ${needs.rows}.`),
    row(muted(` Make it ${what}, or use a smaller font. Nothing is lost:`)),
    row(muted(' everything is still being watched and recorded.')),
  ]
}

function fill(rows: readonly Row[], { width, height }: TooSmallProps): Row[] {
  return Array.from({ length: height }, (_, index) => fitRow(rows[index] ?? blankRow, width))
}
