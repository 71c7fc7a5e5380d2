// Figures that cost too much to be read from the log for every frame: read again every few seconds, when lines have come.
import type { Instant } from '../incident/time.ts'
import { minute } from '../incident/time.ts'
import type { LogRing } from '../telemetry/log-ring.ts'
import { type RequestFigures, requestFigures } from '../telemetry/requests.ts'

const everyMs = 3000

/** The requests of the last minutes, as the access logs tell them. */
export function createRequestFigures(log: LogRing): (now: Instant) => RequestFigures {
  let readAt = Number.NEGATIVE_INFINITY
  let pushed = -1
  let figures = requestFigures(log, 0)
  return now => {
    if (log.pushed === pushed || now - readAt < everyMs) return figures
    readAt = now
    pushed = log.pushed
    figures = requestFigures(log, now - 5 * minute)
    return figures
  }
}
