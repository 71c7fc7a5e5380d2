// A running or finished command: its line, its output by elapsed time, the bar against the usual time, what is kept.
import { progressRow } from './GateTable.ts'
import type { Row, Words } from './rows/row.ts'
import { blankRow, cell, muted, row, segment, segmentsOf, selected, spread, strong } from './rows/row.ts'
import { wrapText } from './rows/text.ts'

export interface OutputLine {
  /** Since the start: `01:27`. */
  readonly time: string
  readonly text: string
  readonly tone?: 'warn' | 'critical'
  /** The line under the cursor. */
  readonly selected?: boolean
}

export interface CommandOutputProps {
  /** In full. */
  readonly command: string
  /** `/srv/checkout · pid 48122 · started 14:42:14`. */
  readonly where: string
  /** The visible lines, oldest first; the newest are kept where they do not fit. */
  readonly lines: readonly OutputLine[]
  readonly running: boolean
  /** While running, with a known usual length. */
  readonly progress?: { readonly share: number; readonly words: string }
  /** `exit 0 after 02:14`, once it has ended. */
  readonly outcome?: Words
  /** `11 lines kept, 0 hidden · secrets redacted · outcome goes to the timeline`. */
  readonly kept: string
  /** `paused, 17 newer lines below` while scrolled up. */
  readonly paused?: string
  readonly width: number
  readonly height: number
}

export function commandOutputRows(props: CommandOutputProps): Row[] {
  const { command, where, running, progress, outcome, kept, paused, width, height } = props
  const head = [...commandRows(command, where, width), blankRow]
  const foot = [
    ...(outcome ? [row(outcome)] : progress ? [progressRow({ ...progress, width })] : []),
    spread(muted(kept), paused ? [segment('▲', 'warn'), ` ${paused}`] : '', width),
  ]
  const room = Math.max(1, height - head.length - foot.length - 1)
  const caret = running && !paused ? [row(segment('▏', 'accent'))] : []
  const lines = props.lines.slice(-(room - caret.length)).map(outputRow)
  const body = [...lines, ...caret]
  const filler = Array.from({ length: Math.max(0, room - body.length + 1) }, () => blankRow)
  return [...head, ...body, ...filler, ...foot]
}

function commandRows(command: string, where: string, width: number): Row[] {
  const prompt = segment('$ ', 'info')
  const oneRow = row(prompt, strong(command))
  if (command.length + where.length + 6 <= width) return [spread(oneRow.segments, muted(where), width)]
  const [first = '', ...more] = wrapText(command, width - 2, 2)
  return [row(prompt, strong(first)), ...more.map(line => row('  ', strong(line))), row('  ', muted(where))]
}

function outputRow({ time, text, tone, selected: here }: OutputLine): Row {
  const made = row(cell(time, Math.max(5, time.length), { token: 'muted' }), '  ', segmentsOf(text, tone ?? 'text'))
  return selected(made, here)
}
