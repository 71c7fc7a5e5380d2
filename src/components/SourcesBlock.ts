// Where the facts come from, and whether they still come: logs, the repository, the probes.
import type { SignalState } from './marks.ts'
import { signalMark, signalToken } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { heading, segment, segmentsOf, spread } from './rows/row.ts'

export interface SourceRow {
  readonly name: string
  readonly state: SignalState
  /** `312 lines/min`, `read 14:38`, `every 5 s`, `not readable since 14:52`. */
  readonly words: Words
}

export function sourceRows(sources: readonly SourceRow[], width: number): Row[] {
  if (sources.length === 0) return []
  return [
    heading('Sources', width),
    ...sources.map(({ name, state, words }) =>
      spread([signalMark(state), segment(` ${name}`)], segmentsOf(words, signalToken(state)), width),
    ),
  ]
}
