// When a target is asked again: at its rhythm, or at once because someone wants to know now.
import type { Telemetry } from '../telemetry/hub.ts'

export interface Turns {
  /** Resolves after `ms`, or earlier when someone asks (true) or everything stops. */
  next(ms: number): Promise<boolean>
}

export function createTurns(telemetry: Telemetry, name: string, stop: AbortSignal): Turns {
  let wake: (isAsked: boolean) => void = () => {}
  let isWanted = false
  const forget = telemetry.onAsk(name, () => {
    isWanted = true
    wake(true)
  })
  stop.addEventListener(
    'abort',
    () => {
      forget()
      wake(false)
    },
    { once: true },
  )
  return {
    next: async ms => {
      // Asked while the last answer was still on its way: that one may have been too early.
      const waited = isWanted || (await Promise.race([after(ms, stop), new Promise<boolean>(done => (wake = done))]))
      isWanted = false
      return waited
    },
  }
}

function after(ms: number, stop: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end, { once: true })
    function end(): void {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
      resolve(false)
    }
  })
}
