// Commands, fixes, mitigations and the verification. Effects leave here as data; nothing is run.
import type { EventData } from '../events.ts'
import type { Effect } from '../intents.ts'
import type { CommandRun, IncidentState } from '../state.ts'
import { type Deciders, type IntentOf, nothing, recorded, recordedAnd, refused, withheld } from './answers.ts'
import { stepEnded } from './fixing.ts'

export const acting: Deciders<
  | 'runCommand'
  | 'commandSpawned'
  | 'commandEnded'
  | 'cancelCommand'
  | 'judgeMitigation'
  | 'passGate'
  | 'overrideGate'
  | 'acceptBaseline'
  | 'startMonitor'
  | 'holdMonitor'
  | 'restartMonitor'
  | 'completeMonitor'
  | 'noteSecondary'
  | 'settleSecondary'
> = {
  runCommand: (state, { runId, spec, purpose, consent }, context) => {
    if (spec.argv.length === 0 || spec.argv[0] === '') return refused('say which program to run')
    if (state.commands.some(one => one.runId === runId)) return nothing
    const why = withheld(spec, consent, context)
    if (why) return refused(why)
    return recordedAnd([{ kind: 'run', runId, spec, purpose }], {
      type: 'command.started',
      runId,
      spec,
      purpose,
      pid: null,
    })
  },
  commandSpawned: (state, { kind: _, ...spawned }) =>
    state.commands.some(one => one.runId === spawned.runId && one.state === 'running')
      ? recorded({ type: 'command.spawned', ...spawned })
      : nothing,
  commandEnded: (state, { kind: _, ...end }) => {
    const run = state.commands.find(one => one.runId === end.runId)
    if (!run) return refused('no such command')
    if (run.state === 'ended' || (run.state === 'interrupted' && end.outcome === 'unknown')) return nothing
    const { events, effects } = whatItMeans(state, run, end)
    return recordedAnd(effects, { type: 'command.ended', ...end }, ...events)
  },
  cancelCommand: (state, { runId }) => {
    const run = state.commands.find(one => one.runId === runId)
    if (run?.state !== 'running') return refused('it is not running')
    return recordedAnd([{ kind: 'cancel', runId }])
  },
  judgeMitigation: (state, { kind: _, ...judgement }) => {
    const mitigation = state.mitigations.find(one => one.id === judgement.mitigationId)
    if (!mitigation) return refused('no such mitigation')
    return mitigation.judged === null ? recorded({ type: 'mitigation.judged', ...judgement }) : nothing
  },
  passGate: (state, { signals }, { now }) => {
    const outside = signals.filter(signal => !signal.inside)
    if (signals.length === 0) return refused('no signal is watched: say why the fix is confirmed instead')
    if (outside.length > 0) return refused(`still outside: ${outside.map(signal => signal.name).join(', ')}`)
    return recorded({ type: 'gate.passed', signals }, mitigated(state, now))
  },
  overrideGate: (state, { reason, signals }, { now }) => {
    if (reason.trim() === '') return refused('say why the fix is taken as confirmed')
    return recorded({ type: 'gate.overridden', reason, signals }, mitigated(state, now))
  },
  acceptBaseline: (_, { signal, reason }) => recorded({ type: 'baseline.accepted', signal, reason }),
  startMonitor: (state, { windowMs }) => {
    if (state.gate.passedAt === null) return refused('the fix is not confirmed yet')
    return recorded({ type: 'monitor.started', windowMs })
  },
  holdMonitor: (state, { signal, detail }, { now }) => {
    const since = state.monitor?.runningSince ?? null
    if (since === null) return nothing
    return recorded({ type: 'monitor.held', signal, detail, elapsedMs: Math.max(0, now - since), byRule: true })
  },
  restartMonitor: state => {
    if (!state.monitor || state.monitor.runningSince !== null || state.monitor.completedAt !== null) return nothing
    return recorded({ type: 'monitor.restarted', byRule: true })
  },
  completeMonitor: (state, _, { now }) => {
    const { monitor } = state
    if (!monitor || monitor.runningSince === null) return nothing
    if (now - monitor.runningSince < monitor.windowMs) return refused('the window is not over yet')
    return recorded({ type: 'monitor.completed', byRule: true })
  },
  noteSecondary: (state, { kind: _, ...issue }) =>
    state.secondary.some(one => one.subject === issue.subject)
      ? nothing
      : recorded({ type: 'secondary.noted', ...issue, byRule: true }),
  settleSecondary: (_, { subject, how }) => recorded({ type: 'secondary.settled', subject, how }),
}

function mitigated(state: IncidentState, at: number): (EventData & { at: number }) | null {
  if (state.moments.mitigated !== null) return null
  return { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at }
}

interface Meaning {
  readonly events: readonly EventData[]
  readonly effects: readonly Effect[]
}

/** What the end of a command means for the thing it was run for. */
function whatItMeans(state: IncidentState, run: CommandRun, end: Omit<IntentOf<'commandEnded'>, 'kind'>): Meaning {
  const { purpose } = run
  const isOk = end.outcome === 'exited' && end.exitCode === 0
  const only = (...events: EventData[]): Meaning => ({ events, effects: [] })
  if (purpose.kind === 'test') {
    return only({ type: 'hypothesis.tested', hypothesisId: purpose.hypothesisId, runIds: [end.runId] })
  }
  if (purpose.kind === 'fix') return stepEnded(state, purpose, end)
  if (purpose.kind === 'mitigation' && isOk) {
    const { mitigationId, name } = purpose
    if (purpose.direction === 'undo') return only({ type: 'mitigation.undone', mitigationId })
    const { undo = null, expect = null } = purpose
    return only({ type: 'mitigation.applied', mitigationId, name, undo, expect })
  }
  return only()
}
