// Incidents one can go back to: severity, where it stands, title, how long it has been open, who has it.
import type { Severity } from '../incident/vocabulary.ts'
import { cursor } from './marks.ts'
import type { Row } from './rows/row.ts'
import { cell, row, segment, selected } from './rows/row.ts'
import type { Token } from './theme/tokens.ts'

export interface IncidentItem {
  readonly id: string
  readonly severity: Severity | null
  /** `identified`, `monitoring`, `closed`. */
  readonly status: string
  readonly title: string
  /** `open 3 h 12 min`, `yesterday`. */
  readonly age: string
  readonly who: string
  readonly closed?: boolean
  readonly selected?: boolean
}

export function incidentRows(items: readonly IncidentItem[], width: number): Row[] {
  const titleWidth = Math.max(12, width - 48)
  return items.map(item => {
    const token: Token = item.closed ? 'muted' : 'text'
    const made = row(
      cursor(item.selected === true),
      ' ',
      cell(item.severity ?? '–', 4, { token: item.closed ? 'muted' : severityToken(item.severity) }),
      cell(item.status, 14, { token }),
      cell(item.title, titleWidth, { token: item.selected ? 'strong' : token }),
      '  ',
      cell(item.age, 17, { token }),
      segment('  '),
      cell(item.who, 7, { token }),
    )
    return selected(made, item.selected)
  })
}

function severityToken(severity: Severity | null): Token {
  if (severity === 'P0' || severity === 'P1') return 'critical'
  return severity === 'P2' ? 'warn' : 'muted'
}
