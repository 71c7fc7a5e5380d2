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

/** The last three segments: enough to know the file by. */
function shortPath(path: string): string {
  return path.split('/').filter(Boolean).slice(-3).join('/')
}
