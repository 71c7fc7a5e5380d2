// The gate that confirms a fix, the window in which it has to hold, and what else turned up meanwhile.
import type { EventData } from '../events.ts'
import { watchedEvery, watchedOf } from '../monitor.ts'
import type { IncidentState } from '../state.ts'
import type { Instant } from '../time.ts'
import { type Deciders, nothing, recorded, refused } from './answers.ts'

export const verifying: Deciders<
  | 'passGate'
  | 'overrideGate'
  | 'measureBaseline'
  | 'acceptBaseline'
  | 'startMonitor'
  | 'watchMonitor'
  | 'pauseMonitor'
  | 'resumeMonitor'
  | 'holdMonitor'
  | 'restartMonitor'
  | 'completeMonitor'
  | 'noteSecondary'
  | 'settleSecondary'
> = {
  passGate: (state, { signals, since }, { now }) => {
    const outside = signals.filter(signal => !signal.inside)
    if (signals.length === 0) return refused('no signal is watched: say why the fix is confirmed instead (w)')
    if (outside.length > 0) return refused(`still outside: ${outside.map(said).join('; ')}`)
    return recorded({ type: 'gate.passed', signals }, mitigated(state, Math.min(since ?? now, now)))
  },
  overrideGate: (state, { reason, signals }, { now }) => {
    if (reason.trim() === '') return refused('say why the fix is taken as confirmed')
    return recorded({ type: 'gate.overridden', reason, signals }, mitigated(state, now))
  },
  measureBaseline: (_, { kind: _kind, ...measured }) =>
    recorded({ type: 'baseline.measured', ...measured, byRule: true }),
  acceptBaseline: (state, { signal, reason }) => {
    if (reason.trim() === '') return refused('say why this is usual from now on')
    if (state.gate.acceptedBaselines.some(one => one.signal === signal)) return refused('it is accepted already')
    return recorded({ type: 'baseline.accepted', signal, reason })
  },
  startMonitor: (state, { windowMs }) => {
    if (state.gate.passedAt === null) return refused('the fix is not confirmed yet')
    if (state.monitor?.runningSince != null) return refused('the clock runs already')
    return recorded({ type: 'monitor.started', windowMs })
  },
  watchMonitor: ({ monitor }, _, { now }) => {
    if (!monitor || monitor.countedAt === null || now - monitor.countedAt < watchedEvery(monitor.windowMs))
      return nothing
    return recorded({ type: 'monitor.watched', elapsedMs: watchedOf(monitor, now), byRule: true })
  },
  pauseMonitor: ({ monitor }, { why, at }, { now }) => {
    if (!monitor || monitor.countedAt === null) return nothing
    const from = Math.max(monitor.countedAt, Math.min(at ?? now, now))
    return recorded({ type: 'monitor.paused', why, elapsedMs: watchedOf(monitor, from), at: from, byRule: true })
  },
  resumeMonitor: ({ monitor }, _, { now }) => {
    if (!monitor || monitor.pausedAt === null) return nothing
    return recorded({ type: 'monitor.resumed', unwatchedMs: Math.max(0, now - monitor.pausedAt), byRule: true })
  },
  holdMonitor: ({ monitor }, { signal, detail }, { now }) => {
    if (!monitor || monitor.heldAt !== null) return nothing
    return recorded({ type: 'monitor.held', signal, detail, elapsedMs: watchedOf(monitor, now), byRule: true })
  },
  restartMonitor: ({ monitor, gate }) => {
    if (!monitor || monitor.heldAt === null || gate.passedAt === null) return nothing
    return recorded({ type: 'monitor.restarted', byRule: true })
  },
  completeMonitor: ({ monitor }, _, { now }) => {
    if (!monitor || monitor.countedAt === null) return nothing
    if (watchedOf(monitor, now) < monitor.windowMs) return refused('the window is not over yet')
    return recorded({ type: 'monitor.completed', byRule: true })
  },
  noteSecondary: (state, { kind: _, ...issue }) =>
    state.secondary.some(one => one.subject === issue.subject)
      ? nothing
      : recorded({ type: 'secondary.noted', ...issue, byRule: true }),
  settleSecondary: (state, { subject, how }) => {
    const issue = state.secondary.find(one => one.subject === subject)
    if (!issue) return refused('no such issue')
    if (how.trim() === '') return refused('say how it is settled')
    return issue.settled === null ? recorded({ type: 'secondary.settled', subject, how }) : nothing
  },
}

function said({ name, now, by }: { readonly name: string; readonly now: string; readonly by?: string }): string {
  return by ? `${name} ${now}, ${by}` : `${name} ${now}`
}

/** Never before the declaration, where it is; after a relapse the confirmation of the next fix counts. */
function mitigated(state: IncidentState, at: Instant): (EventData & { at: Instant }) | null {
  const { moments, monitor } = state
  if (moments.mitigated !== null && (monitor?.relapses ?? 0) === 0) return null
  return {
    type: 'moment.recorded',
    moment: 'mitigated',
    known: true,
    why: '',
    at: Math.max(at, moments.declared ?? at, moments.started ?? at),
  }
}
