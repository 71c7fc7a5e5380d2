// The rhythm of everything that looks again and again.
import { setTimeout as wait } from 'node:timers/promises'

/** Does something at once and then at its rhythm, counted from each end, until stopped. Rejects with what `work` throws. */
export async function repeat(everyMs: number, stop: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!stop.aborted) {
    await work()
    await wait(everyMs, undefined, { signal: stop }).catch(() => undefined)
  }
}
