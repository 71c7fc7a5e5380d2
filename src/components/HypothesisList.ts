// Possible causes, best first: rank, title, score; the reasons are opened for the selected one only, so the list stays short.
// Rule: reasons are never shown without their sign, a score never without reasons somewhere.
import { bar, barCells } from './Bar.ts'
import { cursor } from './marks.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, heading, muted, row, segment, segmentsOf, selected, spread } from './rows/row.ts'
import { textWidth } from './rows/text.ts'

export interface HypothesisItem {
  readonly id: string
  readonly rank: number
  readonly title: string
  /** 0 to 100. */
  readonly score: number
  readonly state: 'open' | 'testing' | 'confirmed' | 'rejected'
  readonly reasons: readonly HypothesisReason[]
  readonly selected?: boolean
}

export interface HypothesisReason {
  /** ▲ and ▼ tell how the score moved. */
  readonly sign: '+' | '−' | '▲' | '▼'
  readonly words: Words
  /** Said for want of anything better ("nothing recorded speaks against it"): quiet. */
  readonly quiet?: boolean
}

export interface HypothesisListProps {
  readonly items: readonly HypothesisItem[]
  readonly width: number
  /** More reasons than this are left out; 3 where rows are few. */
  readonly maxReasons?: number
  readonly heading?: boolean
}

export function hypothesisRows(props: HypothesisListProps): Row[] {
  const { items, width, maxReasons = 4 } = props
  const head = props.heading ? [heading('Hypotheses', width, 'score')] : []
  if (items.length === 0) return [...head, row(muted('    none yet; evidence is still coming in'))]
  const cells = roomForBars(items, width)
  return [
    ...head,
    ...items.flatMap(item => [
      hypothesisRow(item, { width, cells }),
      ...(item.selected ? item.reasons.slice(0, maxReasons).map(reasonRow) : []),
    ]),
  ]
}

/** Bars give way where that saves a title from being cut: the number beside them says the same. */
function roomForBars(items: readonly HypothesisItem[], width: number): number {
  const longest = Math.max(...items.map(item => textWidth(item.title)))
  const usual = barCells(width)
  return [usual, 5, 0].find(cells => longest <= width - 12 - cells) ?? usual
}

function hypothesisRow(item: HypothesisItem, { width, cells }: { width: number; cells: number }): Row {
  const rejected = item.state === 'rejected'
  const left = [
    segment(' '),
    cursor(item.selected === true),
    segment(' '),
    cell(String(item.rank), 3, { token: rejected ? 'muted' : item.selected ? 'strong' : 'text' }),
    segment(item.title, rejected ? 'muted' : item.selected ? 'strong' : 'text'),
  ]
  const score: Segment = {
    ...cell(String(item.score), 4, {
      align: 'right',
      token: rejected ? 'muted' : item.selected ? 'strong' : 'text',
    }),
    spoken: `, score ${item.score} of 100`,
  }
  const verdict = verdictOf(item)
  const right: Segment[] = verdict ? [...verdict, score] : [...(cells > 0 ? bar(item.score / 100, cells) : []), score]
  return selected(spread(left, right, width), item.selected)
}

function verdictOf({ state }: HypothesisItem): Segment[] | null {
  if (state === 'confirmed') return [{ text: '✓', token: 'ok', spoken: '' }, segment(' confirmed', 'strong')]
  if (state === 'rejected') return [{ text: '✗', token: 'muted', spoken: '' }, segment(' rejected', 'muted')]
  if (state === 'testing') return [{ text: '▸', token: 'accent', spoken: '' }, segment(' being tested', 'accent')]
  return null
}

function reasonRow({ sign, words, quiet }: HypothesisReason): Row {
  const spoken = { '+': 'For:', '−': 'Against:', '▲': 'Risen:', '▼': 'Fallen:' }[sign]
  const signToken = quiet ? 'muted' : ({ '+': 'ok', '−': 'warn', '▲': 'info', '▼': 'info' } as const)[sign]
  return row('      ', { text: sign, token: signToken, spoken }, ' ', segmentsOf(words, quiet ? 'muted' : 'text'))
}
