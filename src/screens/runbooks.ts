// Runbooks: what is set up, each step as the command it runs, and what became of it in this incident.
import type { RunbookConfig, RunbookStep } from '../config/schema.ts'
import { type CommandSpec, command } from '../incident/command.ts'
import type { CommandRun } from '../incident/state.ts'
import { pushOverlay } from '../store/view-changes.ts'
import type { Command } from './command.ts'
import type { Scene } from './scene.ts'

export const runbooks: Command = {
  id: 'runbooks',
  keys: ['b'],
  shown: 'b',
  label: 'runbooks',
  help: 'runbooks: run their steps one by one, each outcome is kept',
  group: 'everywhere',
  quiet: true,
  enabled: ({ config }) => (config.runbooks.length > 0 ? true : 'none is set up in the configuration'),
  run: ({ config }, hands) => {
    const only = config.runbooks.length === 1 ? (config.runbooks[0]?.name ?? null) : null
    hands.change(pushOverlay({ kind: 'runbook', name: only, index: 0 }))
  },
}

export interface RunbookItem {
  readonly title: string
  readonly spec: CommandSpec
  /** Its newest run in this incident. */
  readonly last: CommandRun | null
}

export function runbookNamed(name: string, { config }: Pick<Scene, 'config'>): RunbookConfig | null {
  return config.runbooks.find(one => one.name === name) ?? null
}

export function runbookItems(runbook: RunbookConfig, { state, repository }: Scene): RunbookItem[] {
  return runbook.steps.map((step, index) => ({
    title: Array.isArray(step) ? '' : (step.title ?? ''),
    spec: specOf(step, repository),
    last:
      state.commands.findLast(
        ({ purpose }) => purpose.kind === 'runbook' && purpose.runbook === runbook.name && purpose.step === index,
      ) ?? null,
  }))
}

/** A step that only names its command asks before it runs: nobody said that it only reads. */
function specOf(step: RunbookStep, cwd: string | null): CommandSpec {
  const { run, risk } = Array.isArray(step) ? { run: step, risk: 'reversible' as const } : step
  const rest = { tier: risk, word: 'run', cwd, timeoutMs: null }
  return Array.isArray(run) ? command(run, rest) : command([run.line], { ...rest, shell: true })
}
