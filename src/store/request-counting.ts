// Counts the requests that access logs tell of, line by line as they come in: the error rate over hours.
import type { Telemetry } from '../telemetry/hub.ts'
import { requestAt } from '../telemetry/requests.ts'

/** At most so many of the newest lines at a time: beyond that a sample has to do, which leaves the share as it is. */
const mostLines = 3000

/** Call the answer once a second. */
export function createRequestCounting({ log, history }: Telemetry): () => void {
  let readUpTo = 0
  return () => {
    if (log.pushed < readUpTo) readUpTo = 0
    const from = Math.max(readUpTo, log.first, log.pushed - mostLines)
    for (let index = from; index < log.pushed; index += 1) {
      const line = log.line(index)
      const request = line && requestAt(log, index)
      if (request) history.countRequest(line.at, request.status >= 500)
    }
    readUpTo = log.pushed
  }
}
