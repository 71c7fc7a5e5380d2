// The consequences of a step, said before it is asked: what it changes, where, what comes then, how it is undone.
import type { FixState } from '../../incident/state.ts'
import type { Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import { checkWords } from './rehearsal-words.ts'
import type { Step } from './step-words.ts'

type Fact = readonly [label: string, value: string]

export function dangerFacts(fix: FixState, step: Step, scene: Scene): Fact[] {
  const after = fix.steps[fix.steps.indexOf(step) + 1]
  const commit = fix.steps.find(one => one.id === 'commit')
  const facts: (Fact | false)[] = [
    step.id === 'push' && commit !== undefined && ['Pushes', commit.title.replace(/^[0-9a-f]{7} /, '1 commit, ')],
    step.id === 'push' ? ['To', step.title] : ['Does', step.title],
    step.state === 'unknown' && ['Before', `${step.detail}; it is not run again by itself`],
    step.id === 'push' && ['From', `a scratch worktree, as ${scene.who}; yours is untouched`],
    after !== undefined && ['Then', afterWords(after)],
    step.undo !== undefined && ['Undo', step.undo],
    fix.kind === 'revert' && fix.rehearsal !== null && ['Rehearsed', checkWords(fix.rehearsal.checks)],
    ...(fix.kind === 'revert' ? unsureOf(scene) : []),
  ]
  return facts.filter(fact => fact !== false)
}

function afterWords(after: Step): string {
  if (after.kind === 'watch') return after.title
  return after.tier === 'read' ? after.title : `${after.title}, shown and asked on its own`
}

/** That nobody has confirmed the cause belongs before a push, not after it. */
function unsureOf(scene: Scene): Fact[] {
  if (scene.state.rootCause !== null || likelySuspect(scene) === null) return []
  return [['Cause', 'not confirmed yet; a revert that does not help can be reverted']]
}
