// The last row: keys and their verbs, made from the command table. What matters least goes first when it is narrow.
import type { ReactElement } from 'react'
import { Rows } from './rows/Line.tsx'
import type { Row, Segment } from './rows/row.ts'
import { row, segment, wordsWidth } from './rows/row.ts'

export interface KeyHint {
  /** As a person reads it: `c`, `Esc`, `↑↓`, `Ctrl-E`. */
  readonly key: string
  /** A verb and its object, at most three words. */
  readonly label: string
  /** Used under 100 columns where the full label is long: `all` for `commands`. */
  readonly short?: string
  readonly disabled?: boolean
}

export interface FooterProps {
  /** Most important first; the last ones are dropped when there is no room. */
  readonly keys: readonly KeyHint[]
  /** At the right end, never dropped: commands, help, leave. */
  readonly fixed?: readonly KeyHint[]
  readonly width: number
}

export function footerRow({ keys, fixed = [], width }: FooterProps): Row {
  const right = hints(fixed, width < 100)
  const room = width - wordsWidth(right) - 2 - (right.length > 0 ? 2 : 0)
  let shown = keys.length
  let left = hints(keys, width < 100)
  while (shown > 0 && wordsWidth(left) > room) left = hints(keys.slice(0, --shown), width < 100)
  const gap = Math.max(0, width - 2 - wordsWidth(left) - wordsWidth(right))
  return row(' ', left, ' '.repeat(gap), right, ' ')
}

export function Footer(props: FooterProps): ReactElement {
  return <Rows rows={[footerRow(props)]} width={props.width} />
}

function hints(keys: readonly KeyHint[], isNarrow: boolean): Segment[] {
  return keys.flatMap(({ key, label, short, disabled }, index) => [
    segment(index > 0 ? '  ' : ''),
    segment(key, disabled ? 'muted' : 'strong'),
    segment(` ${isNarrow ? (short ?? label) : label}`, 'muted'),
  ])
}
