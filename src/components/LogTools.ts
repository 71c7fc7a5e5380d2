// The rows above zoomed logs: errors over time, the filters in force, the search and where it stands.
import type { Row, Words } from './rows/row.ts'
import { cell, cutWords, muted, row, segment, segmentsOf, spread, strong, wordsWidth } from './rows/row.ts'
import type { Sample } from './Sparkline.ts'
import { sparkline } from './Sparkline.ts'

export interface LogToolsProps {
  /** Errors per step, newest last. */
  readonly errors: readonly Sample[]
  /** `14:06 to 14:38, one bar per 30 s, top 14`. */
  readonly errorsNote: string
  /** `file app.log`, `level warn+`; one that is off is shown muted. */
  readonly filters: readonly { readonly kind: string; readonly value: string; readonly on: boolean }[]
  /** `/paymentMethods/`, the field while it is typed; nothing where there is no search. */
  readonly search?: Words
  /** `3 of 212`. */
  readonly hits?: string
  readonly width: number
}

export function logToolRows({ errors, errorsNote, filters, search, hits = '', width }: LogToolsProps): Row[] {
  const cells = Math.min(64, width - 8 - errorsNote.length - 2)
  const chart = row(
    cell('Errors', 8, { token: 'strong' }),
    sparkline(errors, { cells, token: 'critical' }),
    muted(`  ${errorsNote}`),
  )
  const shown = filters.flatMap(({ kind, value, on }, index) => [
    segment(`${index > 0 ? '  ' : ''}${kind}${kind ? ' ' : ''}`, 'muted'),
    segment(value, on ? 'text' : 'muted'),
  ])
  const searching = search ? [segment('   '), strong('Search '), ...segmentsOf(search)] : []
  // The search is what was typed last: where both do not fit the filters give way.
  const room = width - wordsWidth(searching) - wordsWidth(hits) - 4
  const chips = cutWords(
    [cell('Filter', 8, { token: 'strong' }), ...(shown.length > 0 ? shown : [muted('none')])],
    room,
  )
  return [...(cells >= 8 ? [chart] : []), spread([...chips, ...searching], hits, width)]
}
