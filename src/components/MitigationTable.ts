// Mitigations: which is on, since when, what it does to the figures, and how it is undone, always next to it.
import { cursor } from './marks.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected } from './rows/row.ts'

export interface MitigationItem {
  readonly id: string
  readonly title: string
  readonly state: 'on' | 'off' | 'running' | 'failed' | 'notSetUp'
  /** `on 01:24`, `off`. */
  readonly stateWords: string
  readonly risk: 'read' | 'reversible' | 'danger'
  /** `31 % → 9 %`, `not run`, `see config`. */
  readonly effect: Words
  /** Labelled rows under the selected one: does, undo, watch. */
  readonly details?: readonly { readonly label: string; readonly words: Words }[]
  readonly selected?: boolean
}

const marks: Record<MitigationItem['state'], Segment> = {
  on: { text: '▲', token: 'warn', spoken: '' },
  off: { text: '○', token: 'muted', spoken: '' },
  running: { text: '▸', token: 'accent', spoken: '' },
  failed: { text: '✗', token: 'critical', spoken: '' },
  notSetUp: { text: '–', token: 'muted', spoken: '' },
}

export function mitigationRows(items: readonly MitigationItem[], width: number): Row[] {
  const titleWidth = Math.max(16, Math.min(29, width - 49))
  const head = row('   ', ...columns(['action', 'state', 'risk'], titleWidth), muted('effect so far'))
  return [head, ...items.flatMap(item => [mitigationRow(item, titleWidth), ...detailRows(item)])]
}

function mitigationRow(item: MitigationItem, titleWidth: number): Row {
  const off = item.state === 'notSetUp'
  const made = row(
    ' ',
    cursor(item.selected === true),
    ' ',
    cell(item.title, titleWidth, { token: off ? 'muted' : item.selected ? 'strong' : 'text' }),
    marks[item.state],
    cell(` ${item.stateWords}`, 14, { token: item.state === 'on' ? 'warn' : off ? 'muted' : 'text' }),
    cell(off ? '' : item.risk, 15, { token: item.risk === 'danger' ? 'critical' : 'text' }),
    segmentsOf(item.effect, item.state === 'on' ? 'text' : 'muted'),
  )
  return selected(made, item.selected)
}

function detailRows({ details = [], selected: here, state }: MitigationItem): Row[] {
  if (!here && state !== 'on') return []
  return details.map(({ label, words }) => row('     ', cell(label, 7, { token: 'muted' }), segmentsOf(words)))
}

function columns([action = '', state = '', risk = '']: readonly string[], titleWidth: number): Segment[] {
  return [
    cell(action, titleWidth, { token: 'muted' }),
    cell(state, 15, { token: 'muted' }),
    cell(risk, 15, { token: 'muted' }),
    segment(''),
  ]
}
