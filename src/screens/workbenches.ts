// The workbench of each phase.
import type { Phase } from '../incident/vocabulary.ts'
import { diagnose } from './diagnose/workbench.ts'
import { fix } from './fix/workbench.ts'
import { postmortem } from './postmortem/workbench.ts'
import { phaseShown, type Scene } from './scene.ts'
import { triage } from './triage/workbench.ts'
import { verify } from './verify/workbench.ts'
import type { Workbench } from './workbench.ts'

const workbenches: Record<Phase, Workbench> = {
  triage,
  diagnose,
  fix,
  verify,
  postmortem,
}

export function workbenchOf(scene: Scene): Workbench {
  return workbenches[phaseShown(scene)]
}
