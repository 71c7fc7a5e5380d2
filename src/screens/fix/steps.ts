// Takes the next step of a fix: rehearse, push, deploy, edit, branch. Each asks as its risk demands.
import { commandLine } from '../../incident/command.ts'
import type { FixState } from '../../incident/state.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import { choose, showPhase } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { NextAction } from '../command.ts'
import { startRevert } from '../fixing.ts'
import { askThenRun, watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import { activeFix, viewList } from './ways.ts'

type Step = FixState['steps'][number]

export function revertNext(scene: Scene): NextAction {
  if (scene.repository === null) return { action: 'a revert needs a git repository with a remote', ready: false }
  const fix = activeFix(scene, 'revert')
  const suspect = likelySuspect(scene)
  if (!fix) {
    if (!suspect)
      return {
        action: 'say which commit to revert',
        run: (now, hands) => openPrompt({ kind: 'revertTarget' }, now, hands),
      }
    return {
      action: `rehearse the revert of ${suspect.sha.slice(0, 7)}`,
      detail: 'in a scratch worktree, nothing is pushed',
      run: (now, hands) => startRevert(suspect, now, hands),
    }
  }
  if (!fix.rehearsal)
    return {
      action: `the revert of ${fix.targets.map(target => target.slice(0, 7)).join(', ')} is being rehearsed`,
      ready: false,
    }
  if (fix.state === 'refused') {
    return {
      action: 'make a hotfix branch instead',
      detail: fix.rehearsal.summary,
      run: (now, hands) => startHotfix(now, hands),
    }
  }
  return stepNext(fix, scene)
}

export function hotfixNext(scene: Scene): NextAction {
  if (scene.repository === null) return { action: 'a hotfix needs a git repository with a remote', ready: false }
  const fix = activeFix(scene, 'hotfix')
  if (!fix)
    return {
      action: 'make the hotfix branch',
      detail: 'in a worktree of its own, nothing is pushed',
      run: (now, hands) => startHotfix(now, hands),
    }
  if (!fix.rehearsal) return { action: 'the branch is being made', ready: false }
  if (fix.state === 'refused')
    return {
      action: 'try to make the branch again',
      detail: fix.rehearsal.summary,
      run: (_, hands) => again(fix, hands),
    }
  return stepNext(fix, scene)
}

export function startHotfix(scene: Scene, hands: Hands): void {
  hands.change(choose(viewList, 'hotfix', scene.now))
  if (activeFix(scene, 'hotfix')) return
  const title = scene.state.rootCause?.text ?? scene.state.title
  hands.dispatch({ kind: 'chooseFix', fixId: hands.newId(), fixKind: 'hotfix', title, targets: [], why: '' })
}

/** The step that is due: the first that is neither done nor skipped. */
export function dueStep(fix: FixState): Step | null {
  return fix.steps.find(step => step.state !== 'done' && step.state !== 'skipped') ?? null
}

function stepNext(fix: FixState, scene: Scene): NextAction {
  const step = dueStep(fix)
  if (fix.state === 'completed' || !step) return goOn(scene)
  if (step.state === 'running')
    return { action: `watch it run: ${step.title}`, run: (now, hands) => watchRun(runOf(fix, step, now), hands) }
  if (step.state === 'failed' && fix.kind === 'revert' && step.id === 'push') {
    return {
      action: 'rehearse again on the newest commit',
      detail: `the push failed: ${step.detail}`,
      run: (_, hands) => again(fix, hands),
    }
  }
  if (step.kind === 'edit')
    return {
      action: 'edit in the worktree',
      detail: 'your editor opens; closing it comes back here',
      run: (_, hands) => edit(fix, step, hands),
    }
  const detail =
    step.tier === 'danger'
      ? 'asks first: this changes production'
      : step.tier === 'reversible'
        ? 'asks y first'
        : 'only reads'
  return { action: step.title, detail, run: (now, hands) => runStep(fix, step, now, hands) }
}

function runStep(fix: FixState, step: Step, scene: Scene, hands: Hands): void {
  if (!step.command) return
  const place = fix.steps.indexOf(step) + 1
  askThenRun(
    {
      title: step.tier === 'danger' ? 'this changes production' : capital(step.title),
      meta: `Fix ${fix.kind === 'revert' ? 'A' : 'B'}, step ${place} of ${fix.steps.length}`,
      spec: step.command,
      purpose: { kind: 'fix', fixId: fix.id, step: step.id },
      facts: factsOf(fix, step, scene),
    },
    hands,
  )
}

function factsOf(fix: FixState, step: Step, { repository }: Scene): [string, string][] {
  const checks = fix.rehearsal?.checks.map(check => `${check.ok ? '✓' : '✗'} ${check.title}`).join('   ') ?? ''
  const after = fix.steps[fix.steps.indexOf(step) + 1]
  const facts: ([string, string] | false)[] = [
    ['Does', step.title],
    repository !== null && ['From', 'a commit made in a scratch worktree; your files are untouched'],
    after !== undefined && ['Then', `${after.title}, shown and asked on its own`],
    step.undo !== undefined && ['Undo', step.undo],
    checks !== '' && ['Rehearsed', checks],
  ]
  return facts.filter(fact => fact !== false)
}

function again(fix: FixState, hands: Hands): void {
  hands.dispatch({ kind: 'abandonFix', fixId: fix.id, reason: 'made again on the newest commit' })
  const { kind: fixKind, title, targets } = fix
  hands.dispatch({ kind: 'chooseFix', fixId: hands.newId(), fixKind, title, targets, why: 'made again' })
}

function edit(fix: FixState, step: Step, hands: Hands): void {
  const worktree = fix.rehearsal?.worktree
  if (!worktree) return
  void hands.editIn(worktree).then(isEdited => {
    if (isEdited) hands.dispatch({ kind: 'settleFixStep', fixId: fix.id, step: step.id, state: 'done', detail: '' })
  })
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

function runOf(fix: FixState, step: Step, { state }: Scene): string | null {
  const run = state.commands.findLast(
    one => one.purpose.kind === 'fix' && one.purpose.fixId === fix.id && one.purpose.step === step.id,
  )
  return run?.runId ?? null
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a step shows on the right: how it ended, or what it will ask. */
export function stepMeta(step: Step): string {
  if (step.state === 'done') return step.detail || 'done'
  if (step.state === 'failed') return `failed: ${step.detail}`
  if (step.state === 'running') return 'running'
  if (step.kind === 'edit') return 'your editor'
  return step.tier === 'danger' ? '▲ danger, asks' : step.tier === 'reversible' ? 'asks y' : 'reads'
}

export function stepWords(step: Step): string {
  return step.command ? `${step.title}   ${commandLine(step.command)}` : step.title
}
