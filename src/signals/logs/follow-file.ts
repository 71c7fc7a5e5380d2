// Follows one log file into its feed until it is stopped. It looks four times a second, sooner while lines come:
// asking costs two calls, works on every file system, and misses nothing that a watcher of the kernel would miss.
import { setTimeout as wait } from 'node:timers/promises'
import { FileTail } from '../tail/file-tail.ts'
import type { LogFeed } from './log-feed.ts'

const quietMs = 250
const busyMs = 40
const backlogBytes = 1024 * 1024

/** Ends (and closes the file) when `stop` is aborted; never rejects. */
export async function followFile(path: string, feed: LogFeed, stop: AbortSignal): Promise<void> {
  const clock = (): number => performance.now()
  const tail = new FileTail({ path, backlogBytes, clock, onLine: feed.push })
  for (let isFirst = true; !stop.aborted; isFirst = false) {
    feed.trustsStamps = isFirst || (feed.trustsStamps && tail.lagBytes > 0)
    feed.begin()
    const grew = await tail.poll()
    feed.settle({ ...tail.state, lagBytes: tail.lagBytes })
    const pauseMs = tail.lagBytes > 0 ? 0 : grew ? busyMs : quietMs
    await wait(pauseMs, undefined, { signal: stop }).catch(() => undefined)
  }
  await tail.close()
}
