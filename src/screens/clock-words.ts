// The monitor clock in words, for the rail and the workbench: how much of the window was watched, or why it stands.
import { running } from '../components/theme/times.ts'
import { watchedOf } from '../incident/monitor.ts'
import type { MonitorState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'

/** `07:12 of 15:00`, `held at 12:38 of 15:00`, `stands at 03:10 of 15:00`. */
export function clockWords(monitor: MonitorState, now: Instant): string {
  const of = `${running(watchedOf(monitor, now))} of ${running(monitor.windowMs)}`
  if (monitor.heldAt !== null) return `held at ${of}`
  return monitor.pausedAt !== null ? `stands at ${of}` : of
}
