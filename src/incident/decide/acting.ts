// Commands, fixes and mitigations. Effects leave here as data; nothing is run.
import type { EventData } from '../events.ts'
import type { Effect } from '../intents.ts'
import type { CommandRun, IncidentState } from '../state.ts'
import { type Deciders, type IntentOf, nothing, recorded, recordedAnd, refused, withheld } from './answers.ts'
import { stepEnded } from './fixing.ts'

export const acting: Deciders<'runCommand' | 'commandSpawned' | 'commandEnded' | 'cancelCommand' | 'judgeMitigation'> =
  {
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
