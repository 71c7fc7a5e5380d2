// What a program that was killed left behind, settled when the incident is opened again.
import type { CommandRun } from '../incident/state.ts'
import type { Session } from './session.ts'

export interface Survivor {
  readonly host: string
  readonly readOnly: boolean
  /** True while a process of that number runs on this host. */
  readonly isRunning: (pid: number) => boolean
}

/**
 * What a program that died on this host left behind: a command whose outcome is unknown, which is said and never run
 * again; a rehearsal, a look at a step or a watch that has to begin anew.
 */
export function settleInterrupted(session: Session, { host, isRunning, readOnly }: Survivor): void {
  const { commands, sessions, fixes } = session.store.getState().state
  const open = sessions.filter(one => one.closedAt === null)
  const alive = new Set(open.filter(one => one.host !== host || isRunning(one.pid)).map(one => one.actor))
  const dead = new Set(open.filter(one => !alive.has(one.actor)).map(one => one.actor))
  // A command of the command line has no session: its own process tells.
  const isGone = ({ actor, host: on, pid }: CommandRun) =>
    dead.has(actor) || (!alive.has(actor) && on === host && pid !== null && !isRunning(pid))
  for (const run of commands.filter(one => one.state === 'running' && isGone(one))) {
    const unknown = { exitCode: null, outcome: 'unknown', durationMs: null, artifact: null, tail: '' } as const
    session.dispatch({ kind: 'commandEnded', runId: run.runId, ...unknown })
  }
  if (readOnly) return
  for (const fix of fixes) if (!alive.has(fix.actor)) session.dispatch({ kind: 'resumeFix', fixId: fix.id })
}
