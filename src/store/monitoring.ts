// The monitor window, looked after once a second: what was watched counts, a relapse holds it, what nobody sees stops it.
import { watchedGap, watchedOf } from '../incident/monitor.ts'
import { type Instant, second } from '../incident/time.ts'
import type { GateRow } from './gating.ts'
import type { Session } from './session.ts'

/** So long outside is a relapse, so long unknown is not watched. */
const patienceMs = 3 * second

/** Call the answer once a second with what the gate shows. */
export function createMonitoring(session: Session): (rows: readonly GateRow[], now: Instant) => void {
  /** A window that runs when this program first looks was left alone until then. */
  let hasLooked = false
  let unknownSince: Instant | null = null
  return (rows, now) => {
    const { monitor, moments } = session.store.getState().state
    const isFirst = !hasLooked
    hasLooked = true
    if (!monitor || moments.resolved !== null) return
    const unknown = rows.filter(row => row.state === 'unknown')
    unknownSince = unknown.length > 0 ? (unknownSince ?? now) : null
    const relapsed = rows.find(
      row => row.state === 'outside' && !row.isExcused && now - (row.since ?? now) >= patienceMs,
    )

    if (monitor.heldAt !== null) {
      const isBack = rows.length > 0 && rows.every(row => row.isExcused || row.isSettled)
      if (isBack) session.dispatch({ kind: 'restartMonitor' })
      return
    }
    if (relapsed) {
      const detail = [relapsed.now, relapsed.by].filter(text => text !== '').join(', ')
      session.dispatch({ kind: 'holdMonitor', signal: relapsed.name, detail })
      return
    }
    if (monitor.pausedAt !== null) {
      if (unknown.length === 0 && rows.length > 0) session.dispatch({ kind: 'resumeMonitor' })
      return
    }
    if (monitor.countedAt === null) return
    if (isFirst || now - monitor.countedAt > watchedGap(monitor.windowMs)) {
      session.dispatch({ kind: 'pauseMonitor', why: 'nobody was watching', at: monitor.countedAt })
      return
    }
    if (unknownSince !== null) {
      if (now - unknownSince < patienceMs) return
      session.dispatch({ kind: 'pauseMonitor', why: unknownWords(unknown), at: unknownSince })
      return
    }
    if (rows.some(row => row.state === 'outside' && !row.isExcused)) return
    if (watchedOf(monitor, now) >= monitor.windowMs) session.dispatch({ kind: 'completeMonitor' })
    else session.dispatch({ kind: 'watchMonitor' })
  }
}

function unknownWords(unknown: readonly GateRow[]): string {
  const [first, ...others] = unknown
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `nothing fresh of ${first?.name}${more}${first?.by ? `, ${first.by}` : ''}`
}
