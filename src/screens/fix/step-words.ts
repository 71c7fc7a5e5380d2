// How the steps of a fix are named: in the plan, on the Next line, and what each will ask.
import { span } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { FixState } from '../../incident/state.ts'
import type { Scene } from '../scene.ts'

export { dueStep } from '../../incident/decide/fixing.ts'
export type Step = FixState['steps'][number]

/** The verb in its own column. */
export function stepVerb({ id }: Step): string {
  return id.replace(/-\d+$/, '')
}

export function stepWords(step: Step, scene: Scene): string {
  const usual = step.command && step.state === 'todo' ? scene.past.usualMs({ spec: step.command }, scene.state) : null
  return `${step.title}${usual === null ? '' : `, about ${span(usual)}`}`
}

const asks = { read: 'reads', reversible: 'asks y', danger: '▲ danger, asks' } as const

/** What a step shows on the right: how it ended, or what it will ask. */
export function stepMeta(step: Step): string {
  if (step.state === 'done') return step.detail || 'done'
  if (step.state === 'skipped') return 'not needed'
  if (step.state === 'failed') return 'failed'
  if (step.state === 'unknown') return 'outcome unknown'
  if (step.state === 'running') return step.kind === 'watch' ? step.detail : 'running'
  if (step.kind === 'edit') return 'your editor'
  if (step.kind === 'hand') return 'by hand'
  return step.kind === 'watch' ? '' : asks[step.tier]
}

const nextWords: Readonly<Record<string, string>> = {
  review: 'review the diff',
  commit: 'commit the hotfix',
  pr: 'open the pull request',
}

/** What Enter does with a step that is due. */
export function stepAction(step: Step, fix: FixState): { action: string; detail: string } {
  const detail = { read: 'only reads', reversible: 'asks y first', danger: 'asks first: this changes production' }[
    step.tier
  ]
  if (step.id === 'push')
    return { action: fix.kind === 'revert' && step.tier === 'danger' ? 'push the revert' : 'push the branch', detail }
  const line = step.command ? commandLine(step.command) : step.title
  return { action: nextWords[step.id] ?? `run ${line}`, detail }
}

/** The letter of a fix's way. */
export function wayLetter(fix: Pick<FixState, 'kind'>): string {
  return { revert: 'A', hotfix: 'B', mitigate: 'C' }[fix.kind]
}
