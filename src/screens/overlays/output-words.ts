// How a command's end, and the stopping of it, are said.
import { segment } from '../../components/rows/row.ts'
import { running } from '../../components/theme/times.ts'
import { plainCommandLine } from '../../incident/command.ts'
import type { CommandRun } from '../../incident/state.ts'

export function runTitle(run: CommandRun | undefined): string {
  return run ? plainCommandLine(run.spec) : 'a command'
}

export function outcomeWords(run: CommandRun) {
  const took = run.durationMs === null ? '' : ` after ${tookWords(run.durationMs)}`
  const good = run.outcome === 'exited' && run.exitCode === 0
  return [segment(good ? '✓' : '✗', good ? 'ok' : 'critical'), segment(` ${words(run)}${took}`)]
}

/** How it stands, without colour. */
export function outcomeText(run: CommandRun): string {
  return run.state === 'running' ? 'running' : words(run)
}

function words({ state, outcome, exitCode, pid, host }: CommandRun): string {
  if (state === 'interrupted') {
    const process = pid === null ? '' : `; it was process ${pid}${host ? ` on ${host}` : ''}`
    return `interrupted, outcome unknown, not run again by itself${process}`
  }
  if (outcome === 'exited') return `exit ${exitCode}`
  if (outcome === 'timedOut') return 'timed out, stopped with everything it had started'
  if (outcome === 'cancelled') return 'stopped by a person'
  if (outcome === 'failedToStart') return 'could not be started'
  return 'ended by a signal'
}

const graceMs = 3000

/** Which signal it has been sent by now. */
export function stoppingWords(sinceMs: number): string {
  if (sinceMs < graceMs) return `stopping: SIGINT sent, SIGTERM in ${running(graceMs - sinceMs)}`
  if (sinceMs < 2 * graceMs) return `stopping: SIGTERM sent, SIGKILL in ${running(2 * graceMs - sinceMs)}`
  return 'stopping: SIGKILL sent'
}

/** `0.4 s`, `02:14`. */
function tookWords(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : running(ms)
}
