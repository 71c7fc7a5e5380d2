// Stops a command with everything it started: SIGINT, then SIGTERM, then SIGKILL to its whole process group.

export interface Stopping {
  /** Resolves once no process of the group is left, or the last signal was sent. */
  readonly gone: Promise<void>
}

/** Milliseconds between one signal and the next. */
export const graceMs = 3000
const lookEveryMs = 50
const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const

/** `pid` leads its own group. */
export function stopGroup(pid: number, grace = graceMs): Stopping {
  return { gone: escalate(pid, grace) }
}

async function escalate(pid: number, grace: number): Promise<void> {
  for (const signal of signals) {
    if (!signalGroup(pid, signal)) return
    const until = performance.now() + (signal === 'SIGKILL' ? 1000 : grace)
    while (performance.now() < until) {
      await new Promise(resolve => setTimeout(resolve, lookEveryMs))
      if (!signalGroup(pid, 0)) return
    }
  }
}

/** False where nobody is left to hear it. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** That a process of that group is still there. */
export function isAlive(pid: number): boolean {
  return signalGroup(pid, 0)
}

/** Resolves once nobody of the group is left, or when it is no longer wanted. */
export async function ended(pid: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && isAlive(pid)) await new Promise(resolve => setTimeout(resolve, 4 * lookEveryMs))
}
