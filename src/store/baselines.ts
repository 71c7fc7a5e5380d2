// What was usual before the onset goes on the record as soon as the onset is known, and again when that is corrected:
// a program that is started again has not seen it.
import { second } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { usualRanges } from '../telemetry/usual.ts'
import type { Session } from './session.ts'

/** Log files that are still being read may bring more of the past. */
const againMs = 10 * second

/** Call the answer once a second. */
export function createBaselines(session: Session, telemetry: Telemetry): (now: number) => void {
  let lookedAt = Number.NEGATIVE_INFINITY
  return now => {
    const { moments, onset, gate } = session.store.getState().state
    const onsetAt = moments.started ?? onset?.at ?? null
    if (onsetAt === null || moments.resolved !== null) return
    const known = gate.usual?.onsetAt === onsetAt ? gate.usual.ranges.map(range => range.signal) : null
    if (known !== null && (now - lookedAt < againMs || gate.passedAt !== null)) return
    lookedAt = now
    const ranges = usualRanges(telemetry.snapshot(now), telemetry.history, onsetAt)
    const isMore = ranges.some(range => !known?.includes(range.signal))
    if (ranges.length === 0 || !isMore) return
    // What only an earlier program has seen is kept beside it.
    const seen = new Set(ranges.map(range => range.signal))
    const kept = (gate.usual?.onsetAt === onsetAt ? gate.usual.ranges : []).filter(range => !seen.has(range.signal))
    session.dispatch({ kind: 'measureBaseline', onsetAt, ranges: [...ranges, ...kept] })
  }
}
