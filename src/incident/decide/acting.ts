// Commands, fixes, mitigations and the verification. Effects leave here as data; nothing is run.
import type { EventData } from '../events.ts'
import type { IncidentState } from '../state.ts'
import { type Deciders, type IntentOf, nothing, recorded, recordedAnd, refused, withheld } from './answers.ts'

export const acting: Deciders<
  | 'runCommand'
  | 'commandSpawned'
  | 'commandEnded'
  | 'cancelCommand'
  | 'chooseFix'
  | 'fixRehearsed'
  | 'settleFixStep'
  | 'abandonFix'
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
    if (run.state === 'ended') return nothing
    return recorded({ type: 'command.ended', ...end }, ...whatItMeans(state, end))
  },
  cancelCommand: (state, { runId }) => {
    const run = state.commands.find(one => one.runId === runId)
    if (run?.state !== 'running') return refused('it is not running')
    return recordedAnd([{ kind: 'cancel', runId }])
  },
  chooseFix: (state, { fixId, fixKind, title, targets, why }, { readOnly }) => {
    if (readOnly) return refused('this session is read-only: leave it and start without --read-only')
    if (state.fixes.some(one => one.id === fixId)) return nothing
    if (fixKind === 'revert' && targets.length === 0) return refused('say which commit to revert')
    const effects =
      fixKind === 'revert'
        ? [{ kind: 'rehearseRevert' as const, fixId, targets }]
        : fixKind === 'hotfix'
          ? [{ kind: 'prepareHotfix' as const, fixId, title }]
          : []
    return recordedAnd(effects, { type: 'fix.chosen', fixId, kind: fixKind, title, targets, why })
  },
  fixRehearsed: (state, { kind: _, ...rehearsal }) =>
    state.fixes.some(one => one.id === rehearsal.fixId)
      ? recorded({ type: 'fix.rehearsed', ...rehearsal })
      : refused('no such fix'),
  settleFixStep: (state, intent) => recorded(...settled(state, intent)),
  abandonFix: (state, { fixId, reason }) => {
    const fix = state.fixes.find(one => one.id === fixId)
    if (!fix) return refused('no such fix')
    const worktree = fix.rehearsal?.worktree ?? null
    const effects = worktree === null ? [] : [{ kind: 'discardWorktree' as const, fixId, worktree }]
    return recordedAnd(effects, { type: 'fix.abandoned', fixId, reason })
  },
  judgeMitigation: (_, { kind: _kind, ...judgement }) => recorded({ type: 'mitigation.judged', ...judgement }),
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

/** A step that is done; the fix is in place once its last one is. */
function settled(
  state: IncidentState,
  { fixId, step, state: how, detail }: Omit<IntentOf<'settleFixStep'>, 'kind'>,
): EventData[] {
  const fix = state.fixes.find(one => one.id === fixId)
  if (!fix) return []
  const rest = fix.steps.filter(one => one.id !== step && one.state !== 'done' && one.state !== 'skipped')
  const event: EventData = { type: 'fix.step', fixId, step, state: how, detail }
  return how !== 'failed' && rest.length === 0 ? [event, { type: 'fix.completed', fixId }] : [event]
}

/** What the end of a command means for the thing it was run for. */
function whatItMeans(state: IncidentState, end: Omit<IntentOf<'commandEnded'>, 'kind'>): EventData[] {
  const run = state.commands.find(one => one.runId === end.runId)
  if (!run) return []
  const { purpose } = run
  const isOk = end.outcome === 'exited' && end.exitCode === 0
  if (purpose.kind === 'test') {
    return [{ type: 'hypothesis.tested', hypothesisId: purpose.hypothesisId, runIds: [end.runId] }]
  }
  if (purpose.kind === 'fix') {
    const detail = isOk ? '' : tellingLine(end.tail)
    return settled(state, { fixId: purpose.fixId, step: purpose.step, state: isOk ? 'done' : 'failed', detail })
  }
  if (purpose.kind === 'mitigation' && isOk) {
    const { mitigationId, name } = purpose
    if (purpose.direction === 'undo') return [{ type: 'mitigation.undone', mitigationId }]
    return [
      { type: 'mitigation.applied', mitigationId, name, undo: purpose.undo ?? null, expect: purpose.expect ?? null },
    ]
  }
  return []
}

/** The line that says what went wrong: the one that calls itself an error, else the last. */
function tellingLine(text: string): string {
  const lines = text.trimEnd().split('\n')
  return lines.find(line => /^\s*(fatal|error|!)[: ]/i.test(line))?.trim() ?? lines.at(-1) ?? ''
}
