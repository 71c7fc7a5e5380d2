// How much of the monitor window is over. Only watched time counts: what a program that died or slept did not see
// is left out, and the events say up to when somebody looked.
import type { MonitorState } from './state.ts'
import { type Instant, second } from './time.ts'

/** How often it is put on record that the window is still being watched, in milliseconds. */
export function watchedEvery(windowMs: number): number {
  return Math.min(30 * second, Math.max(second, windowMs / 30))
}

/** Without a word for that long nobody is watching any more. */
export function watchedGap(windowMs: number): number {
  return 2 * watchedEvery(windowMs) + 2 * second
}

/** How long every signal has to stay inside until that counts as back, in milliseconds. */
export function settleTime(windowMs: number): number {
  return Math.min(30 * second, Math.max(5 * second, windowMs / 30))
}

/** Milliseconds of the window that were watched without a relapse. */
export function watchedOf(monitor: MonitorState, now: Instant): number {
  if (monitor.completedAt !== null) return monitor.windowMs
  if (monitor.heldAt !== null) return monitor.heldElapsedMs
  const since = monitor.countedAt === null ? 0 : Math.max(0, now - monitor.countedAt)
  const fresh = since > watchedGap(monitor.windowMs) ? 0 : since
  return Math.min(monitor.windowMs, monitor.countedMs + fresh)
}
