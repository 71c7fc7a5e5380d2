// Where the facts come from, and whether they still come: logs, the repository, the probes.
import type { SignalState } from './marks.ts'
import { signalMark, signalToken } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { cutWords, heading, segment, segmentsOf, spread, wordsWidth } from './rows/row.ts'

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
    ...sources.map(({ name, state, words }) => {
      const left = [signalMark(state), segment(` ${name}`)]
      // Why a source is silent is worth its first words, even where not all of them fit.
      const room = Math.max(8, width - wordsWidth(left) - 2)
      return spread(left, cutWords(segmentsOf(words, signalToken(state)), room), width)
    }),
  ]
}
