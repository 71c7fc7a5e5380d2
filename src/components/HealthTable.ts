// Health with room: every figure of a target in a column of its own, the columns a narrow pane has to leave out.
import type { HealthRow } from './HealthPane.tsx'
import { edgeCursor, signalMark, signalToken } from './marks.ts'
import type { FactLine } from './OptionList.ts'
import { factRows } from './OptionList.ts'
import type { Row } from './rows/row.ts'
import { cell, row, segment, selected, strong } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
import { sparkline } from './Sparkline.ts'

export interface HealthTableRow extends HealthRow {
  readonly p50: string
  readonly p95: string
  /** `86 %`. */
  readonly upLastHour: string
  /** For how long it has been down; absent while it is up. */
  readonly down?: string
}

/** A heading row and one row a target. Narrow: first the sparkline goes, then p50. */
export function healthTableRows(items: readonly HealthTableRow[], width: number): Row[] {
  const nameWidth = Math.min(24, Math.max(9, ...items.map(item => textWidth(item.name) + 1)))
  const fixed = 3 + nameWidth + 8 + 9 + 9 + 9 + 10 + 8
  const sparkCells = Math.min(30, width - fixed - 4)
  const hasSpark = sparkCells >= 8
  const head = row(
    '   ',
    ...[cell('target', nameWidth), cell('answer', 8, { align: 'right' }), right('now'), right('p50'), right('p95')].map(
      quiet,
    ),
    quiet(cell('up, 1 h', 11, { align: 'right' })),
    hasSpark && [segment('    '), quiet(cell(sparkCells < 12 ? 'last' : 'last answers', sparkCells))],
    quiet(cell('down', 7, { align: 'right' })),
  )
  return [head, ...items.map(item => tableRow(item, { nameWidth, sparkCells: hasSpark ? sparkCells : 0 }))]
}

function tableRow(item: HealthTableRow, { nameWidth, sparkCells }: { nameWidth: number; sparkCells: number }): Row {
  const bad = item.state === 'failing' || item.state === 'warn'
  const token = signalToken(item.state, bad)
  const made = row(
    ' ',
    signalMark(item.state),
    ' ',
    cell(item.name, nameWidth, { token: bad ? token : 'text' }),
    cell(item.state === 'stale' ? '?' : item.answer, 8, { align: 'right', token }),
    cell(item.latency, 9, { align: 'right', token: bad ? token : 'text' }),
    right(item.p50),
    right(item.p95),
    cell(item.upLastHour, 11, { align: 'right', token: bad ? 'strong' : 'text' }),
    sparkCells > 0 && [
      segment('    '),
      item.state === 'stale'
        ? segment(' '.repeat(sparkCells))
        : sparkline(item.spark, {
            cells: sparkCells,
            baseline: item.baseline,
            token: bad ? signalToken(item.state) : 'ok',
          }),
    ],
    cell(item.down ?? '', 7, { align: 'right', token: 'critical' }),
  )
  return { ...selected(made, item.selected), ...edgeCursor(item.selected === true) }
}

function right(text: string) {
  return cell(text, 9, { align: 'right' })
}

function quiet(of: { readonly text: string }) {
  return segment(of.text, 'muted')
}

/** The last answer of the selected target: a bold label, then facts in a column. */
export function lastAnswerRows(facts: readonly FactLine[], width: number): Row[] {
  const [first, ...others] = facts
  if (!first) return []
  const [head] = factRows([first], { width, labelWidth: 13 })
  const bold = head ? { ...head, segments: [strong(cell(first.label, 13).text), ...head.segments.slice(2)] } : row()
  return [bold, ...factRows(others, { width, labelWidth: 13 })]
}
