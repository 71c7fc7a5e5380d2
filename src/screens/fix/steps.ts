// What Enter does in a fix: the step that is due, as its risk demands, or the next move where one failed.

import type { FixState } from '../../incident/state.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import { hasNoEffect } from '../../incident/without-effect.ts'
import { choose, showPhase } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { NextAction } from '../command.ts'
import { startRevert } from '../fixing.ts'
import { acting } from '../read-only.ts'
import { watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import { afterFailure } from './failures.ts'
import { again, edit, runOf, runStep, showByHand, skip } from './step-runs.ts'
import { dueStep, type Step, stepAction } from './step-words.ts'
import { activeFix, viewList } from './ways.ts'

/** What is here instead. */
function found({ whyNoRepository }: Scene): { readonly detail?: string } {
  return whyNoRepository ? { detail: whyNoRepository } : {}
}

export function revertNext(scene: Scene): NextAction {
  if (scene.repository === null)
    return { action: 'a revert needs a git repository with a remote', ...found(scene), ready: false }
  const fix = activeFix(scene, 'revert')
  const suspect = likelySuspect(scene)
  if (!fix && !suspect)
    return acting(
      {
        action: 'say which commit to revert',
        run: (now, hands) => openPrompt({ kind: 'revertTarget' }, now, hands),
      },
      scene,
    )
  if (!fix && suspect)
    return acting(
      {
        action: `rehearse the revert of ${suspect.sha.slice(0, 7)}`,
        detail: 'in a scratch worktree, nothing is pushed',
        run: (now, hands) => startRevert(suspect, now, hands),
      },
      scene,
    )
  if (!fix?.rehearsal) return { action: 'the revert is being rehearsed', detail: lastSaid(fix, scene), ready: false }
  return fix.state === 'refused' ? acting(afterRefusal(fix), scene) : stepNext(fix, scene)
}

export function hotfixNext(scene: Scene): NextAction {
  if (scene.repository === null)
    return { action: 'a hotfix needs a git repository with a remote', ...found(scene), ready: false }
  const fix = activeFix(scene, 'hotfix')
  if (!fix)
    return acting(
      {
        action: 'make the hotfix branch',
        detail: 'in a worktree of its own, nothing is pushed',
        run: (now, hands) => startHotfix(now, hands),
      },
      scene,
    )
  if (!fix.rehearsal) return { action: 'the branch is being made', ready: false }
  if (fix.state === 'refused')
    return acting(
      {
        action: 'try to make the branch again',
        detail: fix.rehearsal.summary,
        run: (_, hands) => again(fix, 'tried again', hands),
      },
      scene,
    )
  return stepNext(fix, scene)
}

export function startHotfix(scene: Scene, hands: Hands): void {
  hands.change(choose(viewList, 'hotfix', scene.now))
  if (activeFix(scene, 'hotfix')) return
  const title = scene.state.rootCause?.text ?? scene.state.title
  hands.dispatch({ kind: 'chooseFix', fixId: hands.newId(), fixKind: 'hotfix', title, targets: [], why: '' })
}

/** A revert that cannot be made as it is: by hand where it conflicts, else another way. */
function afterRefusal(fix: FixState): NextAction {
  if (fix.rehearsal?.outcome === 'conflict')
    return {
      action: 'resolve the conflict by hand in a worktree',
      detail: 'nothing was changed; C mitigates first',
      run: (_, hands) => void hands.dispatch({ kind: 'replanFix', fixId: fix.id, way: 'byHand' }),
    }
  return {
    action: 'make a hotfix branch instead',
    detail: fix.rehearsal?.summary ?? '',
    run: (now, hands) => startHotfix(now, hands),
  }
}

function stepNext(fix: FixState, scene: Scene): NextAction {
  const step = dueStep(fix)
  if (fix.state === 'completed' || !step) return goOn(scene)
  if (step.state === 'running' && step.kind === 'command')
    return { action: `watch it run: ${step.title}`, run: (now, hands) => watchRun(runOf(fix, step, now), hands) }
  if (step.kind === 'watch' && step.state === 'failed') return afterFailure(fix, step, scene)
  if (step.kind === 'watch' && step.state !== 'unknown') return watching(fix, step, scene)
  // Reviewing only reads.
  return step.id === 'review' ? doing(fix, step, scene) : acting(doing(fix, step, scene), scene)
}

function doing(fix: FixState, step: Step, scene: Scene): NextAction {
  if (step.state === 'failed' || step.state === 'unknown') return afterFailure(fix, step, scene)
  if (step.kind === 'hand')
    return {
      action: step.id === 'pr' ? 'show the address and the text of the pull request' : 'say that it is merged',
      detail: step.id === 'pr' ? '' : 'Enter ticks it',
      run: (now, hands) => (step.id === 'pr' ? showByHand(fix, step, now, hands) : skip(fix, step, 'done', hands)),
    }
  if (step.kind === 'edit')
    return {
      action: 'edit in the worktree',
      detail: 'your editor opens; closing it comes back here. ! opens a shell',
      run: (_, hands) => edit(fix, step, hands),
    }
  return {
    ...stepAction(step, fix),
    run: (now, hands) => runStep(fix, step, now, hands),
  }
}

/** What is awaited goes on by itself; nobody has to stay for it. */
function watching(fix: FixState, step: Step, scene: Scene): NextAction {
  if (step.waitsFor?.kind === 'merge')
    return { action: `waiting for the merge: ${step.detail || 'asking'}`, detail: 'X goes on without it', ready: false }
  const outside = scene.gate.filter(row => row.state === 'outside').map(row => row.name)
  if (hasNoEffect(fix, { now: scene.now, isOutside: outside.length > 0 })) return withoutEffect(fix, outside)
  const next = goOn(scene)
  const isWatched = scene.telemetry.health.length + scene.telemetry.sources.length + scene.telemetry.metrics.length > 0
  return {
    ...next,
    detail: isWatched ? step.detail || 'it is being watched' : 'no signal is watched here',
    run: (now, hands) => {
      if (!isWatched) skip(fix, step, 'skipped', hands)
      next.run?.(now, hands)
    },
  }
}

/** It is live and did not help: it is given up, kept on the record, and the cause is looked for again. */
function withoutEffect(fix: FixState, outside: readonly string[]): NextAction {
  const reason = `live, and still outside: ${outside.join(', ')}`
  return {
    action: 'diagnose again',
    detail: reason,
    run: (scene, hands) => {
      hands.dispatch({ kind: 'abandonFix', fixId: fix.id, reason })
      hands.dispatch({ kind: 'goToPhase', phase: 'diagnose' })
      hands.change(choose(viewList, 'options', scene.now))
      hands.change(showPhase(null))
    },
  }
}

export function goOn({ state }: Scene): NextAction {
  const isBefore = state.phase === 'triage' || state.phase === 'diagnose' || state.phase === 'fix'
  return {
    action: isBefore ? 'go on to Verify' : `back to ${phaseTitle[state.phase]}`,
    run: (_, hands) => {
      if (isBefore) hands.dispatch({ kind: 'goToPhase', phase: 'verify' })
      hands.change(showPhase(null))
    },
  }
}

/** The last thing a rehearsal said it does. */
export function lastSaid(fix: FixState | null, { output }: Scene): string {
  return fix ? (output.lines(fix.id).at(-1)?.text ?? '') : ''
}
