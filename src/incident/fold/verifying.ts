// What the gate, the monitor window and secondary issues change.
import type { Draft, Handlers } from './draft.ts'

export const verifying: Handlers<
  | 'gate.passed'
  | 'gate.overridden'
  | 'baseline.measured'
  | 'baseline.accepted'
  | 'monitor.started'
  | 'monitor.watched'
  | 'monitor.paused'
  | 'monitor.resumed'
  | 'monitor.held'
  | 'monitor.restarted'
  | 'monitor.completed'
  | 'secondary.noted'
  | 'secondary.settled'
> = {
  'gate.passed': (draft, event) => {
    draft.gate.passedAt = event.at
    draft.gate.signals = event.signals.map(signal => ({ ...signal }))
    draft.gate.excused = []
  },
  'gate.overridden': (draft, event) => {
    draft.gate.passedAt = event.at
    draft.gate.signals = event.signals.map(signal => ({ ...signal }))
    draft.gate.overrides.push({ at: event.at, by: event.by, reason: event.reason })
    draft.gate.excused = event.signals.filter(signal => !signal.inside).map(signal => signal.name)
  },
  'baseline.measured': (draft, { onsetAt, ranges }) => {
    draft.gate.usual = { onsetAt, ranges: ranges.map(range => ({ ...range })) }
  },
  'baseline.accepted': (draft, event) => {
    draft.gate.acceptedBaselines.push({ signal: event.signal, reason: event.reason })
  },
  'monitor.started': (draft, { at, windowMs }) => {
    draft.monitor = {
      windowMs,
      runningSince: at,
      countedMs: 0,
      countedAt: at,
      pausedAt: null,
      pausedWhy: null,
      heldAt: null,
      heldBy: null,
      heldElapsedMs: 0,
      relapses: draft.monitor?.relapses ?? 0,
      completedAt: null,
    }
  },
  'monitor.watched': ({ monitor }, event) => {
    if (!monitor || monitor.countedAt === null) return
    monitor.countedMs = Math.max(monitor.countedMs, event.elapsedMs)
    monitor.countedAt = event.at
  },
  'monitor.paused': ({ monitor }, event) => {
    if (!monitor || monitor.countedAt === null) return
    monitor.countedMs = Math.max(monitor.countedMs, event.elapsedMs)
    monitor.countedAt = null
    monitor.pausedAt = event.at
    monitor.pausedWhy = event.why
  },
  'monitor.resumed': ({ monitor }, event) => {
    if (!monitor || monitor.pausedAt === null) return
    monitor.countedAt = event.at
    monitor.pausedAt = null
    monitor.pausedWhy = null
  },
  // Also after its end: what comes back before the incident is resolved takes the end back.
  'monitor.held': ({ monitor }, event) => {
    if (!monitor || monitor.heldAt !== null) return
    stopCounting(monitor)
    monitor.heldAt = event.at
    monitor.heldBy = event.signal
    monitor.heldElapsedMs = event.elapsedMs
    monitor.relapses += 1
    monitor.completedAt = null
  },
  'monitor.restarted': ({ monitor }, event) => {
    if (!monitor || monitor.heldAt === null) return
    monitor.runningSince = event.at
    monitor.countedMs = 0
    monitor.countedAt = event.at
    monitor.heldAt = null
    monitor.heldBy = null
  },
  'monitor.completed': ({ monitor }, event) => {
    if (!monitor || monitor.completedAt !== null || monitor.heldAt !== null) return
    stopCounting(monitor)
    monitor.completedAt = event.at
  },
  'secondary.noted': (draft, event) => {
    if (draft.secondary.some(one => one.subject === event.subject)) return
    draft.secondary.push({ subject: event.subject, text: event.text, firstAt: event.firstAt, settled: null })
  },
  'secondary.settled': (draft, event) => {
    const secondary = draft.secondary.find(one => one.subject === event.subject)
    if (secondary) secondary.settled = event.how
  },
}

function stopCounting(monitor: NonNullable<Draft['monitor']>): void {
  monitor.runningSince = null
  monitor.countedAt = null
  monitor.pausedAt = null
  monitor.pausedWhy = null
}

/** A relapse with another fix on top has to be confirmed anew. */
export function askAgain(draft: Draft): void {
  if (draft.monitor?.heldAt == null) return
  draft.gate.passedAt = null
}
