// Where an error group comes from: the first frame of our own code in the newest of its traces.
import { framesOf } from '../diagnosis/suspects/trace.ts'
import type { LogRing } from './log-ring.ts'

const lookedAt = 5000
const mostFrames = 20

/** `src/payment.js:42`; null where no recent line of the group carries a trace of ours. */
export function ownFrameOf(log: LogRing, group: number): string | null {
  for (let index = log.pushed - 1; index >= Math.max(log.first, log.pushed - lookedAt); index -= 1) {
    if (log.groupAt(index) !== group || log.continues(index)) continue
    const text = log.restOf(index, mostFrames).map(rest => log.text(rest))
    if (text.length === 0) continue
    const frame = framesOf(text.join('\n')).find(one => one.line !== null)
    return frame ? `${shortPath(frame.path)}:${frame.line}` : null
  }
  return null
}

/** At most the last three segments, and nothing up to the folder that a deploy made for its version. */
function shortPath(path: string): string {
  const segments = path.split('/').filter(Boolean)
  const version = segments.findLastIndex(one => /^(?:[0-9a-f]{7,}|[\d._-]{6,}|current|releases)$/.test(one))
  return segments
    .slice(version + 1)
    .slice(-3)
    .join('/')
}
