// A session with the real effect runner over a real repository: what a person does in Fix, without a screen.
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { createEffectRunner } from '../../src/actions/effects.ts'
import type { FixPlace } from '../../src/actions/git.ts'
import type { CommandSpec } from '../../src/incident/command.ts'
import { dueStep } from '../../src/incident/decide/fixing.ts'
import { describeSymptom } from '../../src/incident/description.ts'
import type { FixState, IncidentState } from '../../src/incident/state.ts'
import { createSession, type RecordPort, type Session } from '../../src/store/session.ts'
import { memoryRecord } from './memory-record.ts'

export interface FixSession {
  readonly session: Session
  readonly state: IncidentState
  /** The newest fix. */
  readonly fix: FixState
  declare(): void
  choose(fix: Partial<FixState> & Pick<FixState, 'kind'>): Promise<FixState>
  /** Runs the command of a step as a person who consents to it; resolves once it has ended. */
  run(step: string, spec?: Partial<CommandSpec>): Promise<FixState['steps'][number]>
  step(id: string): FixState['steps'][number]
  when(condition: (state: IncidentState) => boolean, what?: string): Promise<IncidentState>
  stop(): Promise<void>
}

export interface FixSessionOptions {
  readonly place: FixPlace
  readonly root: string
  readonly record?: RecordPort
  readonly env?: Readonly<Record<string, string>>
  readonly actor?: string
  readonly writeArtifact?: (runId: string, output: string) => string | null
}

export function fixSession(options: FixSessionOptions): FixSession {
  const { place, root, record = memoryRecord(), env, actor = 'a' } = options
  const effects = createEffectRunner({
    place,
    worktrees: join(root, 'worktrees'),
    ...(env && { env }),
    now: () => Date.UTC(2025, 2, 25),
    writeArtifact: options.writeArtifact ?? (() => null),
  })
  const session = createSession({
    record,
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor,
    readOnly: false,
    now: Date.now,
    newId: () => uuid(),
    runEffect: (effect, answer) => effects.run(effect, answer),
  })
  const now = () => session.store.getState().state
  const newest = () => now().fixes.at(-1) as FixState
  const when: FixSession['when'] = (condition, what = String(condition)) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (!condition(now())) return
        clearTimeout(timer)
        stop()
        resolve(now())
      }
      const timer = setTimeout(() => reject(new Error(`never: ${what}\n${JSON.stringify(newest(), null, 1)}`)), 15_000)
      const stop = session.store.subscribe(look)
      look()
    })
  const step = (id: string) => newest().steps.find(one => one.id === id) as FixState['steps'][number]
  return {
    session,
    get state() {
      return now()
    },
    get fix() {
      return newest()
    },
    when,
    step,
    declare: () => {
      const title = '500 errors on /api/checkout'
      const symptom = describeSymptom(title, Date.now())
      const about = { symptom, service: null, drill: null, severity: 'P1', origin: 'person' } as const
      session.dispatch({ kind: 'declare', incidentId: 'i1', title, ...about })
    },
    choose: async ({ id = uuid(), kind, title = 'fix', targets = [] }) => {
      session.dispatch({ kind: 'chooseFix', fixId: id, fixKind: kind, title, targets, why: '' })
      await when(state => state.fixes.some(one => one.id === id && one.rehearsal !== null), 'the rehearsal')
      return newest()
    },
    run: async (id, change = {}) => {
      const { command } = step(id)
      if (!command) throw new Error(`${id} has no command`)
      const spec = { ...command, ...change }
      const consent = { kind: 'word', typed: spec.word ?? '' } as const
      const runId = uuid()
      const done = session.dispatch({
        kind: 'runCommand',
        runId,
        spec,
        purpose: { kind: 'fix', fixId: newest().id, step: id },
        consent: spec.tier === 'danger' ? consent : { kind: 'yes' },
      })
      if ('refused' in done) throw new Error(done.refused)
      await when(
        state => state.commands.some(one => one.runId === runId && one.state !== 'running'),
        `the end of ${id}`,
      )
      await when(() => step(id).state !== 'running', `${id} settled`)
      return step(id)
    },
    stop: () => effects.stop(),
  }
}

/** The step that is due, by its id. */
export function due(fix: FixState): string | null {
  return dueStep(fix)?.id ?? null
}
