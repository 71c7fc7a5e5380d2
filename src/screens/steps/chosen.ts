// The steps of the phase that is looked at, and the one the cursor is on.
import { type PlanStep, planOf } from '../../incident/phases/plan.ts'
import type { Phase } from '../../incident/vocabulary.ts'
import { chosenOf } from '../choosing.ts'
import { phaseShown, type Scene } from '../scene.ts'

function stepList(phase: Phase): string {
  return `steps-${phase}`
}

function stepsOf(scene: Scene): PlanStep[] {
  const phase = phaseShown(scene)
  return planOf(scene.state).filter(step => step.phase === phase)
}

export function chosenStep(scene: Scene): PlanStep | null {
  const steps = stepsOf(scene)
  const first = steps.find(step => !step.done)
  const id = chosenOf(
    scene.view,
    stepList(phaseShown(scene)),
    steps.map(step => step.id),
    first?.id,
  )
  return steps.find(step => step.id === id) ?? null
}
