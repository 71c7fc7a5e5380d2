// Does a step of a fix: asks and runs its command, hands the terminal over, shows what a person does by hand.
import { pullRequestBody } from '../../incident/pull-request.ts'
import type { FixState } from '../../incident/state.ts'
import { pushOverlay } from '../../store/view-changes.ts'
import { showFixDiff } from '../fix-views.ts'
import { askThenRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { requestArgv, requestTitle } from './request.ts'
import { dangerFacts } from './step-facts.ts'
import { type Step, stepAction, wayLetter } from './step-words.ts'

export function runStep(fix: FixState, step: Step, scene: Scene, hands: Hands, argv?: readonly string[]) {
  if (!step.command) return
  if (step.id === 'review') return showFixDiff(fix, hands, step)
  const spec = { ...step.command, ...(argv && { argv }) }
  const { action } = stepAction(step, fix)
  askThenRun(
    {
      title: step.tier === 'danger' ? 'this changes production' : action.charAt(0).toUpperCase() + action.slice(1),
      meta: `Fix ${wayLetter(fix)}, step ${fix.steps.indexOf(step) + 1} of ${fix.steps.length}`,
      // The body is written when it is sent: by then more is known than when the plan was made.
      spec:
        step.id === 'pr'
          ? { ...spec, argv: requestArgv(spec.argv, fix), input: pullRequestBody(scene.state, fix) }
          : spec,
      purpose: { kind: 'fix', fixId: fix.id, step: step.id },
      facts: dangerFacts(fix, step, scene),
    },
    hands,
  )
}

/** The same once more from the beginning, on what is newest now. What was tried stays on the record. */
export function again(fix: FixState, why: string, hands: Hands): void {
  hands.dispatch({ kind: 'abandonFix', fixId: fix.id, reason: why })
  const { kind: fixKind, title, targets } = fix
  hands.dispatch({ kind: 'chooseFix', fixId: hands.newId(), fixKind, title, targets, why })
}

/** Gives the terminal to the editor or a shell, then looks what has changed and shows it. */
export function edit(fix: FixState, step: Step, hands: Hands, to: 'editor' | 'shell' = 'editor'): void {
  const worktree = fix.rehearsal?.worktree
  if (!worktree) return
  const ended = to === 'editor' ? hands.editIn(worktree) : hands.shellIn(worktree)
  void ended.then(isFine => {
    const said = isFine ? '' : `the ${to} ended with an error`
    hands.dispatch({ kind: 'inspectStep', fixId: fix.id, step: step.id, said })
  })
}

export function skip(fix: FixState, step: Step, state: 'skipped' | 'done', hands: Hands): void {
  hands.dispatch({ kind: 'settleFixStep', fixId: fix.id, step: step.id, state, detail: 'said by a person' })
}

/** What is done somewhere else: the address and the text, to be copied; leaving it ticks the step. */
export function showByHand(fix: FixState, step: Step, { state }: Scene, hands: Hands): void {
  const body = pullRequestBody(state, fix)
  const { reviewer } = fix.request
  const head = [step.address ?? step.title, requestTitle(fix), ...(reviewer ? [`Reviewer: ${reviewer}`] : [])]
  const lines = [...head, '', ...body.split('\n')]
  const copies = `${requestTitle(fix)}\n\n${body}`
  hands.change(pushOverlay({ kind: 'text', title: 'Pull request, by hand', lines, scroll: 0, diff: false, copies }))
  skip(fix, step, 'done', hands)
}

export function runOf(fix: FixState, step: Step, { state }: Scene): string | null {
  const run = state.commands.findLast(
    one => one.purpose.kind === 'fix' && one.purpose.fixId === fix.id && one.purpose.step === step.id,
  )
  return run?.runId ?? null
}
