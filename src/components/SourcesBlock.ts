// Where the facts come from, and whether they still come: logs, the repository, the probes.
import type { SignalState } from './marks.ts'
import { signalMark, signalToken } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { cutWords, heading, segment, segmentsOf, spread, wordsWidth } from './rows/row.ts'
import { cutMiddle, textWidth } from './rows/text.ts'

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
      // A figure keeps its unit; why a source is silent is worth its first words, even where not all of them fit.
      const least = Math.min(textWidth(name), 12)
      const said = cutWords(segmentsOf(words, signalToken(state)), Math.max(8, width - least - 4))
      const shown = cutMiddle(name, Math.max(least, width - wordsWidth(said) - 4))
      return spread([signalMark(state), segment(` ${shown}`)], said, width)
    }),
  ]
}
