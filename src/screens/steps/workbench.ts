// The plain workbench of a phase: its steps, what each still needs, and the one that Enter does next.
import { checklistRows } from '../../components/Checklist.ts'
import type { Row } from '../../components/rows/row.ts'
import type { PlanStep } from '../../incident/phases/plan.ts'
import { phases, phaseTitle } from '../../incident/vocabulary.ts'
import { showPhase } from '../../store/view-changes.ts'
import { openImpact, openSeverity } from '../asking.ts'
import type { NextAction } from '../command.ts'
import type { Scene } from '../scene.ts'
import { phaseShown } from '../scene.ts'
import type { Workbench } from '../workbench.ts'
import { chosenStep, stepList, stepsOf } from './chosen.ts'

function stepRows(scene: Scene, width: number): Row[] {
  const chosen = chosenStep(scene)
  const steps = stepsOf(scene)
  const first = steps.find(step => !step.done)
  return checklistRows(
    steps.map(step => ({
      id: step.id,
      title: step.title,
      state: step.done ? 'done' : step === first ? 'current' : 'todo',
      meta: metaOf(step, scene),
      selected: step === chosen,
    })),
    width,
  )
}

function stepMeta(scene: Scene): string {
  const steps = stepsOf(scene)
  const at = steps.findIndex(step => !step.done)
  return at === -1 ? `${steps.length} of ${steps.length} done` : `step ${at + 1} of ${steps.length}`
}

function metaOf({ id }: PlanStep, { state }: Scene): string {
  if (id === 'severity') return state.severity ?? ''
  if (id === 'impact') return state.impact ?? ''
  return ''
}

/** What Enter does for the chosen step, or the way on where the phase is done. */
function stepNext(scene: Scene): NextAction {
  const phase = phaseShown(scene)
  const steps = stepsOf(scene)
  const step = chosenStep(scene)
  const number = phases.indexOf(phase) + 1
  const at = steps.findIndex(one => one.id === step?.id) + 1
  const meta = `step ${at} of ${steps.length}, phase ${number} of ${phases.length}`
  if (step?.id === 'severity' && !step.done)
    return { action: 'classify the severity', detail: 'a draft is ready', meta, run: openSeverity }
  if (step?.id === 'impact' && !step.done) return { action: 'say who is affected, and how', meta, run: openImpact }
  const following = phases[number]
  if (steps.every(one => one.done) && following && phase === scene.state.phase) {
    return {
      action: `go on to ${phaseTitle[following]}`,
      meta: `phase ${number} of ${phases.length}`,
      run: (_, hands) => {
        if (hands.dispatch({ kind: 'goToPhase', phase: following })) hands.change(showPhase(null))
      },
    }
  }
  if (!step) return { action: 'nothing to do here', ready: false, meta }
  const done = !step.done
  return {
    action: done ? `tick "${step.title}" as done` : `take the tick off "${step.title}"`,
    meta,
    run: (_, hands) => {
      hands.dispatch({ kind: 'tickStep', phase, step: step.id, done })
    },
  }
}

export const stepsWorkbench: Workbench = {
  title: scene => phaseTitle[phaseShown(scene)],
  meta: stepMeta,
  rows: (scene, { width }) => stepRows(scene, width),
  list: scene => ({
    name: stepList(phaseShown(scene)),
    ids: stepsOf(scene).map(step => step.id),
    fallback: stepsOf(scene).find(step => !step.done)?.id ?? null,
  }),
  next: stepNext,
  commands: [],
}
