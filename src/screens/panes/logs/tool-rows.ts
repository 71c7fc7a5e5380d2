// The rows above zoomed logs: errors over the last half hour, the filters as chips, the search and where it stands.
import { logToolRows } from '../../../components/LogTools.ts'
import type { Row } from '../../../components/rows/row.ts'
import { thousands } from '../../../components/theme/numbers.ts'
import { clock } from '../../../components/theme/times.ts'
import { minute } from '../../../incident/time.ts'
import type { Scene } from '../../scene.ts'
import { cursorPosition } from './cursor.ts'
import { filterWords } from './meta.ts'

const barMs = minute / 2
const mostBars = 64
/** What the words beside the bars need. */
const noteWidth = 52

export function toolRowsOf(scene: Scene, width: number): Row[] {
  const { telemetry, now, view } = scene
  const bars = Math.max(8, Math.min(mostBars, width - noteWidth))
  // Whole bars: a column changes only while it is the last one.
  const until = Math.ceil(now / barMs) * barMs
  const errors = new Array<number>(bars).fill(0)
  for (const slot of telemetry.logHistory) {
    const bar = bars - 1 - Math.floor((until - 1 - slot.at) / barMs)
    if (bar >= 0 && bar < bars) errors[bar] = (errors[bar] ?? 0) + slot.errors
  }
  return logToolRows({
    errors,
    errorsNote: `${clock(until - bars * barMs)} to ${clock(now)}, one bar per 30 s, top ${thousands(Math.max(...errors))}`,
    filters: view.log.filters.map(one => ({ ...filterWords(one, scene), on: one.on })),
    ...(view.log.search !== '' && { search: view.log.search }),
    hits: hitWords(scene),
    width,
  })
}

/** `3 of 212`, counted while it is still searched. */
export function hitWords(scene: Scene): string {
  const { hits, lines } = scene.found
  if (!hits) return ''
  const head = lines.at(cursorPosition(scene))
  const at = head === undefined ? -1 : hits.positionAtOrBefore(head)
  const here = at >= 0 && hits.at(at) === head ? `${thousands(at + 1)} of ` : ''
  const searching = hits.isComplete ? '' : `, searching ${Math.floor(hits.share * 100)} %`
  return `${here}${thousands(hits.count)}${here ? '' : hits.count === 1 ? ' match' : ' matches'}${searching}`
}
