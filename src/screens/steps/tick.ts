// Space: ticks the selected step as done, or takes the tick off again.
import { planOf } from '../../incident/phases/plan.ts'
import type { Command } from '../command.ts'
import { phaseShown, type Scene } from '../scene.ts'
import { chosenStep } from './chosen.ts'

export const ticking: readonly Command[] = [
  {
    id: 'tick',
    keys: ['space'],
    shown: 'Space',
    label: 'tick',
    help: 'tick the step done',
    group: 'here',
    quiet: true,
    enabled: scene => (stepAt(scene) ? true : 'needs a step'),
    run: (scene, hands) => {
      const step = stepAt(scene)
      if (step) hands.dispatch({ kind: 'tickStep', phase: step.phase, step: step.id, done: !step.done })
    },
  },
]

/** The chosen step of a list of steps, else the phase's first that is not done. */
function stepAt(scene: Scene) {
  const steps = planOf(scene.state).filter(step => step.phase === phaseShown(scene))
  return chosenStep(scene) ?? steps.find(step => !step.done) ?? null
}
