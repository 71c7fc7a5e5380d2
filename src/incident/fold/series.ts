// Recorded series put together: each moment once, in order, however many processes recorded it.
// Of two values for one moment the greater stands: whoever saw more of the trouble saw it right.
import type { EventOf } from '../events.ts'
import type { Draft } from './draft.ts'

/** More steps in one event than this are not a recording but a mistake. */
const maximumSteps = 240

export function addSeries(draft: Draft, { from, stepMs, series }: EventOf<'series.recorded'>): void {
  for (const { name, unit, values } of series) {
    let known = draft.series.find(one => one.name === name)
    if (!known) {
      known = { name, unit, points: [] }
      draft.series.push(known)
    }
    const at = new Map(known.points.map(point => [point.at, point.value]))
    for (const [step, value] of values.slice(0, maximumSteps).entries()) {
      if (value === null || !Number.isFinite(value)) continue
      const moment = from + step * stepMs
      at.set(moment, Math.max(at.get(moment) ?? Number.NEGATIVE_INFINITY, value))
    }
    known.points = [...at].sort(([a], [b]) => a - b).map(([moment, value]) => ({ at: moment, value }))
  }
}
