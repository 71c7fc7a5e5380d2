// The five phases with their times and steps, for the rail and the plan.
import type { PhaseItem } from '../../components/Rail.tsx'
import { running } from '../../components/theme/times.ts'
import { phaseBudget, planOf } from '../../incident/phases/plan.ts'
import type { Instant } from '../../incident/time.ts'
import { type Phase, phases, phaseTitle } from '../../incident/vocabulary.ts'
import { clockWords } from '../clock-words.ts'
import type { Scene } from '../scene.ts'

export function phaseItems(scene: Scene): PhaseItem[] {
  const { state } = scene
  const plan = planOf(state)
  const at = phases.indexOf(state.phase)
  return phases.map((phase, index) => {
    const steps = plan.filter(step => step.phase === phase)
    const current = steps.findIndex(step => !step.done)
    const standing = phase === state.phase ? 'current' : index < at && steps.every(step => step.done) ? 'done' : 'todo'
    return {
      number: index + 1,
      title: phaseTitle[phase],
      state: standing,
      ...timeOf(scene, phase),
      steps: steps.map((step, position) => ({
        title: step.title,
        state: step.done ? 'done' : position === current ? 'current' : 'todo',
      })),
    }
  })
}

/** Milliseconds spent in a phase until now. */
export function spentIn({ state, now }: Pick<Scene, 'state' | 'now'>, phase: Phase): number {
  const { spentMs, currentSince } = state.phases[phase]
  return spentMs + (currentSince === null ? 0 : Math.max(0, end(state.moments.closed, now) - currentSince))
}

export function budgetOf({ config }: Pick<Scene, 'config'>, phase: Phase): number | null {
  return (phase === 'postmortem' ? undefined : config.budgets[phase]) ?? phaseBudget[phase]
}

function timeOf(scene: Scene, phase: Phase): Pick<PhaseItem, 'time' | 'late'> {
  const spent = spentIn(scene, phase)
  if (scene.state.phases[phase].enteredAt === null) return {}
  if (phase !== scene.state.phase) return { time: running(spent) }
  const { monitor } = scene.state
  // The window is what Verify waits for; its own time says nothing beside it.
  if (phase === 'verify' && monitor) return { time: clockWords(monitor, scene.now), late: monitor.heldAt !== null }
  const budget = budgetOf(scene, phase)
  if (budget === null) return { time: running(spent) }
  return { time: `${running(spent)} of ${running(budget)}`, late: spent > budget }
}

function end(closed: Instant | null, now: Instant): Instant {
  return closed ?? now
}
