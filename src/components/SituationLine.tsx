// The row under the header: the one worst fact. Banners take its place, so that nothing below ever moves.
import type { ReactElement } from 'react'
import type { SignalState } from './marks.ts'
import { signalMark } from './marks.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Segment, Words } from './rows/row.ts'
import { row, segment, segmentsOf, spread } from './rows/row.ts'

export interface SituationProps {
  /** `calm` is the blue dot of plain news: read-only, nothing to fear. */
  readonly state: SignalState | 'danger' | 'calm'
  readonly words: Words
  /** A banner's ready move and the way to be left alone: `e page  L later, 5 min`. */
  readonly moves?: readonly { readonly key: string; readonly label: string }[]
  readonly width: number
}

export function situationRow({ state, words, moves = [], width }: SituationProps): Row {
  const left = [segment(' '), mark(state), segment(' '), ...segmentsOf(words)]
  const right = moves.flatMap(({ key, label }, index) => [
    segment(`${index > 0 ? '  ' : ''}${key}`, 'strong'),
    segment(` ${label}`, 'muted'),
  ])
  return right.length > 0 ? spread(left, [...right, ' '], width) : row(left)
}

export function SituationLine(props: SituationProps): ReactElement {
  return <Rows rows={[situationRow(props)]} width={props.width} />
}

function mark(state: SituationProps['state']): Segment {
  if (state === 'danger') return { text: '▲', token: 'criticalStrong', spoken: 'Danger:' }
  if (state === 'calm') return { text: '●', token: 'info', spoken: '' }
  return { ...signalMark(state), spoken: state === 'ok' ? '' : 'Worst:' }
}
