// Runs commands the way each risk asks for: what reads at once, what can be undone after `y`, danger after its typed word.
import { type CommandPurpose, type CommandSpec, command, splitCommandLine } from '../incident/command.ts'
import { emptyField } from '../store/view.ts'
import { pushOverlay } from '../store/view-changes.ts'
import type { OverlayOf } from './overlay.ts'
import type { Hands, Scene } from './scene.ts'

export interface Asked {
  readonly title: string
  /** In the danger frame's edge: `Fix A, step 2 of 4`. */
  readonly meta?: string
  readonly spec: CommandSpec
  readonly purpose: CommandPurpose
  /** Consequences first: what it changes, where, how it is undone. */
  readonly facts: readonly (readonly [label: string, value: string])[]
}

/** Runs it or opens the question that its risk demands. */
export function askThenRun({ title, meta = '', spec, purpose, facts }: Asked, hands: Hands) {
  if (spec.tier === 'read') return watchRun(hands.run(spec, purpose, { kind: 'none' }), hands)
  if (spec.tier === 'reversible') return hands.change(pushOverlay({ kind: 'confirm', title, spec, purpose, facts }))
  hands.change(pushOverlay({ kind: 'danger', title, meta, spec, purpose, facts, typed: emptyField }))
}

export function outputOf(runId: string): OverlayOf<'output'> {
  const view = { cursor: null, held: 0, query: emptyField, searching: false, asking: false, stoppingSince: null }
  return { kind: 'output', runId, ...view }
}

/** Shows the output of a command, from its beginning to what is still coming. */
export function watchRun(runId: string | null, hands: Hands): void {
  if (runId === null) return
  hands.recall(runId)
  hands.change(pushOverlay(outputOf(runId)))
}

/**
 * Runs what a person typed out in full. Typing it was the consent; nobody knows whether it only reads, so a read-only
 * session refuses it. A sentence where the line cannot be read.
 */
export function runTyped(line: string, scene: Scene, hands: Hands): string | undefined {
  const argv = splitCommandLine(line)
  if (argv === null) return 'a quote is left open'
  if (argv.length === 0) return 'type a program and its arguments'
  const spec = command(argv, { tier: 'reversible', cwd: scene.repository })
  watchRun(hands.run(spec, { kind: 'adhoc' }, { kind: 'yes' }), hands)
  return undefined
}
