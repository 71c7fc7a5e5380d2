// The first row: how bad, what, how long, who, what time. It never moves.
// Dropped when narrow, in this order: who, the phase, the middle of the title; never severity, open time, clock.
import type { ReactElement } from 'react'
import type { Severity } from '../incident/vocabulary.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Segment, Words } from './rows/row.ts'
import { muted, row, segment, segmentsOf, strong, wordsCell, wordsWidth } from './rows/row.ts'
import { cutMiddle, textWidth } from './rows/text.ts'
import type { Token } from './theme/tokens.ts'

export interface HeaderProps {
  /** Absent before an incident is declared. */
  readonly severity?: Severity | null
  readonly title: string
  /** Running time since the start, `05:36`; absent before declaring. */
  readonly open?: string | null
  /** The word before the running time; "open" unless given ("closed in"). */
  readonly openWord?: string
  /** `ana@ops-1`. */
  readonly who?: string
  /** `14:38:46`. */
  readonly clock: string
  readonly zone?: string
  /** DRILL, READ-ONLY, IN MEMORY 3: what makes this session unlike others. */
  readonly modes?: readonly HeaderMode[]
  readonly width: number
}

export interface HeaderMode {
  readonly text: string
  readonly tone: 'info' | 'warn'
}

const severityChips: Record<Severity, Token> = {
  P0: 'chipCritical',
  P1: 'chipCritical',
  P2: 'chipWarn',
  P3: 'chipMuted',
}

export function severityChip(severity: Severity): Segment {
  return segment(` ${severity} `, severityChips[severity])
}

export function headerRow(props: HeaderProps): Row {
  const { severity, title, who, width } = props
  const left: Segment[] = severity ? [segment(' '), severityChip(severity), segment(' ')] : [segment(' ')]
  const modes = (props.modes ?? []).map(modeSegment)
  const rightWith = (person: Words | null) => join([...modes, openWords(props), person, clockWords(props)])
  const roomBeside = (right: readonly Segment[]) => width - wordsWidth(left) - wordsWidth(right) - 3
  const full = rightWith(who && (width >= 100 || !severity) ? muted(who) : null)
  const right = textWidth(title) <= roomBeside(full) ? full : rightWith(null)
  const room = roomBeside(right)
  return row(
    wordsCell(row(left, strong(cutMiddle(title, Math.max(8, room)))).segments, width - wordsWidth(right) - 1),
    right,
    ' ',
  )
}

export function Header(props: HeaderProps): ReactElement {
  return <Rows rows={[headerRow(props)]} width={props.width} />
}

function modeSegment(mode: HeaderMode): Segment {
  return segment(mode.text, mode.tone === 'warn' ? 'warnStrong' : 'accent')
}

function openWords({ open, openWord = 'open' }: HeaderProps): Words | null {
  return open ? [muted(`${openWord} `), open] : null
}

function clockWords({ clock, zone = 'UTC' }: HeaderProps): Words {
  return [strong(clock), muted(` ${zone}`)]
}

function join(parts: readonly (Words | null)[]): Segment[] {
  const kept = parts.filter(part => part !== null)
  return kept.flatMap((part, index) => [...(index > 0 ? [segment('   ')] : []), ...segmentsOf(part)])
}
