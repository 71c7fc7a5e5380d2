// The next move where a step failed or nobody knows how it ended: what happened, what is unchanged, what to do.
import { pushTrouble } from '../../incident/push-failure.ts'
import type { FixState } from '../../incident/state.ts'
import { choose } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import type { Scene } from '../scene.ts'
import { again, edit, runStep, skip } from './step-runs.ts'
import { type Step, stepAction } from './step-words.ts'
import { viewList, wayList } from './ways.ts'

export function afterFailure(fix: FixState, step: Step, scene: Scene): NextAction {
  if (step.state === 'unknown') return afterUnknown(fix, step)
  if (step.id === 'push') return afterPush(fix, step, scene)
  if (step.kind === 'watch') return otherWay(step)
  if (step.id === 'pr' && /label/i.test(step.detail)) return withoutLabel(fix, step)
  if (step.id.startsWith('test'))
    return {
      action: 'edit again',
      detail: `${step.title} failed: ${step.detail}`,
      run: (_, hands) => {
        const editing = fix.steps.find(one => one.kind === 'edit')
        if (editing) edit(fix, editing, hands)
      },
    }
  return retry(fix, step, step.detail)
}

/** Where the world was asked and does not tell either, a person decides; nothing is run again by itself. */
function afterUnknown(fix: FixState, step: Step): NextAction {
  const { action } = stepAction(step, fix)
  return { ...retry(fix, step, `before: ${step.detail}`), action: `${action} again, or X where it got through` }
}

function afterPush(fix: FixState, step: Step, { state }: Scene): NextAction {
  const run = state.commands.findLast(
    one => one.purpose.kind === 'fix' && one.purpose.fixId === fix.id && one.purpose.step === 'push',
  )
  const { kind, words } = pushTrouble(run?.tail ?? step.detail)
  if (fix.kind === 'revert' && kind === 'moved')
    return {
      action: 'rehearse again on the newest commit',
      detail: `Push refused: ${words}`,
      run: (_, hands) => again(fix, 'made again on the newest commit', hands),
    }
  if (fix.kind === 'revert' && kind === 'protected' && step.tier === 'danger')
    return {
      action: 'make it a pull request instead',
      detail: `Push refused: ${words}`,
      run: (_, hands) => void hands.dispatch({ kind: 'replanFix', fixId: fix.id, way: 'pullRequest' }),
    }
  return retry(fix, step, words)
}

function retry(fix: FixState, step: Step, detail: string): NextAction {
  if (!step.command) return { action: 'say that it is done', detail, run: (_, hands) => skip(fix, step, 'done', hands) }
  return {
    action: `${stepAction(step, fix).action} again`,
    detail,
    run: (now, hands) => runStep(fix, step, now, hands),
  }
}

function withoutLabel(fix: FixState, step: Step): NextAction {
  const argv = step.command?.argv ?? []
  const at = argv.indexOf('--label')
  return {
    action: 'open the pull request without its label',
    detail: step.detail,
    run: (now, hands) => runStep(fix, step, now, hands, at < 0 ? argv : argv.toSpliced(at, 2)),
  }
}

/** The fix is in place and did not help, or was not taken: everything is kept, the other ways are open. */
function otherWay(step: Step): NextAction {
  return {
    action: 'choose another way',
    detail: step.detail,
    run: ({ now }, hands) => {
      hands.change(choose(viewList, 'options', now))
      hands.change(choose(wayList, 'mitigate', now))
    },
  }
}
