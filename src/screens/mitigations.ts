// The mitigations there are: what is set up or offered by this box, and what is on though nobody set it up here.
import type { MitigationConfig } from '../config/schema.ts'
import { type CommandSpec, command } from '../incident/command.ts'
import type { CommandRun, MitigationState } from '../incident/state.ts'
import type { Scene } from './scene.ts'

export interface MitigationItem {
  readonly id: string
  readonly name: string
  readonly run: CommandSpec | null
  readonly undo: CommandSpec | null
  readonly expect: string | null
  readonly says: string | null
  /** Set while it is on. */
  readonly on: MitigationState | null
  readonly isRunning: boolean
  /** Its last run, where that did not simply work: nobody knows whether it is on. */
  readonly troubled: CommandRun | null
  readonly last: CommandRun | null
}

export function mitigationItems({ config, state }: Scene): MitigationItem[] {
  const on = state.mitigations.filter(one => one.undoneAt === null)
  const runsOf = (name: string) =>
    state.commands.filter(run => run.purpose.kind === 'mitigation' && run.purpose.name === name)
  const known = config.mitigations.map(one => {
    const runs = runsOf(one.name)
    const active = on.find(item => item.name === one.name) ?? null
    return {
      id: one.name,
      name: one.name,
      run: specOf(one.run, one),
      undo: one.undo ? specOf(one.undo, { ...one, risk: 'reversible' }) : null,
      expect: one.expect ?? null,
      says: one.says ?? null,
      on: active,
      isRunning: runs.some(run => run.state === 'running'),
      troubled: troubleOf(runs.at(-1)),
      last: runs.at(-1) ?? null,
    }
  })
  const others = on.filter(active => !config.mitigations.some(one => one.name === active.name))
  return [
    ...known,
    ...others.map(active => {
      const last = runsOf(active.name).at(-1)
      return {
        id: active.id,
        name: active.name,
        run: null,
        undo: active.undo,
        expect: active.expect,
        says: null,
        on: active,
        isRunning: last?.state === 'running',
        troubled: troubleOf(last),
        last: last ?? null,
      }
    }),
  ]
}

/** A run that failed, or of which nobody knows how it ended. */
function troubleOf(run: CommandRun | undefined): CommandRun | null {
  if (!run || run.state === 'running') return null
  return run.outcome === 'exited' && run.exitCode === 0 ? null : run
}

function specOf(run: MitigationConfig['run'], { risk, name }: Pick<MitigationConfig, 'risk' | 'name'>): CommandSpec {
  const word = name.split(/\s+/)[0] ?? 'run'
  if (Array.isArray(run)) return command(run, { tier: risk, word, timeoutMs: 300_000 })
  return command([run.line], { tier: risk, word, shell: true, timeoutMs: 300_000 })
}
