// Evidence: what was kept, with its number, and what still waits for a yes or no.
import { edgeCursor } from './marks.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { heading, muted, row, segment, segmentsOf, selected, spread, wordsWidth } from './rows/row.ts'

export interface EvidenceItem {
  readonly id: string
  readonly state: 'kept' | 'toSort' | 'dismissed'
  /** `E1` once kept. */
  readonly label?: string
  readonly words: Words
  /** `kept 14:37`, `keep or dismiss`. */
  readonly meta?: string
  readonly selected?: boolean
}

const marks: Record<EvidenceItem['state'], Segment> = {
  kept: { text: '✓', token: 'ok', spoken: 'kept' },
  toSort: { text: '?', token: 'info', spoken: 'to sort' },
  dismissed: { text: '✗', token: 'muted', spoken: 'dismissed' },
}

export function evidenceRows(items: readonly EvidenceItem[], width: number): Row[] {
  const [kept, toSort] = [countOf(items, 'kept'), countOf(items, 'toSort')]
  const head = heading('Evidence', width, `${kept} kept, ${toSort} to sort`)
  return [head, ...(items.length > 0 ? items.map(item => evidenceRow(item, width)) : [row(muted('   nothing yet'))])]
}

/** All of it in one row, where rows are few: counts, and what waits. */
export function evidenceLine(items: readonly EvidenceItem[], width: number): Row {
  const waiting = items.filter(item => item.state === 'toSort')
  const right = waiting.length > 0 ? [segment('v', 'strong'), muted(' sort')] : []
  const counts: Segment[] = [
    segment('Evidence', 'strong'),
    segment('     '),
    marks.kept,
    segment(` ${countOf(items, 'kept')} kept`),
    ...(waiting.length > 0 ? [segment('   '), marks.toSort, segment(` ${waiting.length} to sort`)] : []),
  ]
  const names = wholeNames(waiting, width - wordsWidth(counts) - wordsWidth(right) - 4)
  return spread([...counts, ...names], right, width)
}

/** As many of what waits as can be named in full. */
function wholeNames(waiting: readonly EvidenceItem[], room: number): Segment[] {
  const names: Segment[] = []
  for (const { words } of waiting) {
    const next = [segment(names.length === 0 ? ': ' : ', '), ...segmentsOf(words)]
    if (wordsWidth([...names, ...next]) > room) break
    names.push(...next)
  }
  return names
}

function evidenceRow(item: EvidenceItem, width: number): Row {
  const token = item.state === 'dismissed' ? 'muted' : 'text'
  const left = [
    segment(' '),
    marks[item.state],
    segment(item.label ? ` ${item.label}  ` : ' ', token),
    ...segmentsOf(item.words, token),
  ]
  const made = spread(left, muted(item.meta ?? ''), width)
  return { ...selected(made, item.selected), ...edgeCursor(item.selected === true) }
}

function countOf(items: readonly EvidenceItem[], state: EvidenceItem['state']): number {
  return items.filter(item => item.state === state).length
}
