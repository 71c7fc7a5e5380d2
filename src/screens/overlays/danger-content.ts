// What the danger frame shows: the command in full, the consequences, the plan it is a step of, the word to type.
import type { PlanStep } from '../../components/Checklist.ts'
import { dangerRowsWithin } from '../../components/Confirm.ts'
import type { Row } from '../../components/rows/row.ts'
import { commandLine } from '../../incident/command.ts'
import type { OverlayOf } from '../overlay.ts'
import type { Scene } from '../scene.ts'

export function dangerContent(
  overlay: OverlayOf<'danger'>,
  scene: Scene,
  room: { width: number; height: number },
): Row[] {
  const { spec, facts, typed } = overlay
  return dangerRowsWithin(
    {
      command: commandLine(spec),
      facts: [
        ...facts.map(([label, words]) => ({ label, words })),
        { label: 'As', words: `${scene.who}, in ${spec.cwd ?? '.'}` },
      ],
      plan: planAround(overlay, scene),
      word: spec.word ?? 'run',
      purpose: purposeOf(overlay),
      field: typed,
      note: 'Nothing has run yet.',
      width: room.width,
    },
    room.height,
  )
}

/** What the typed word sets going: `push`, `deploy`, `run`. */
export function dangerVerb({ purpose }: OverlayOf<'danger'>): string {
  const step = purpose.kind === 'fix' ? purpose.step : ''
  return step === 'push' || step === 'deploy' ? step : 'run'
}

/** `Type revert to push`. */
function purposeOf(overlay: OverlayOf<'danger'>): string {
  const verb = dangerVerb(overlay)
  return verb === 'run' ? 'to run it' : `to ${verb}`
}

function planAround({ purpose }: OverlayOf<'danger'>, { state }: Scene): PlanStep[] {
  if (purpose.kind !== 'fix') return []
  const fix = state.fixes.find(one => one.id === purpose.fixId)
  return (fix?.steps ?? []).map((step, index) => ({
    number: index + 1,
    verb: step.id.replace(/-\d+$/, ''),
    words: step.title,
    state: step.id === purpose.step ? 'danger' : step.state === 'done' ? 'done' : 'todo',
    meta:
      step.id === purpose.step
        ? 'you are here'
        : step.state === 'done'
          ? step.detail || 'done'
          : step.tier === 'read'
            ? ''
            : 'asks again',
  }))
}
