// The fix workbench: revert, hotfix or mitigate.
import { choose } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import type { Hands, Scene } from '../scene.ts'
import type { Workbench } from '../workbench.ts'
import { fixCommands, openWay } from './keys.ts'
import { mitigateNext } from './mitigating.ts'
import { hotfixNext, revertNext, startHotfix } from './steps.ts'
import { fixMeta, fixRows, fixTitle } from './view-model.ts'
import { activeFix, chosenWay, fixItems, fixView, viewList } from './ways.ts'

export const fix: Workbench = {
  title: fixTitle,
  meta: fixMeta,
  rows: fixRows,
  list: fixItems,
  next: scene => ({ meta: 'phase 3 of 5', ...next(scene) }),
  commands: fixCommands,
}

function next(scene: Scene): NextAction {
  const shown = fixView(scene)
  if (shown === 'hotfix') return hotfixNext(scene)
  if (shown === 'mitigate') return mitigateNext(scene)
  const chosen = chosenWay(scene)
  if (chosen === 'revert') return revertNext(scene)
  if (chosen === 'hotfix') return hotfixChosen(scene)
  return { action: 'look at the mitigations', run: (now, hands) => openWay('mitigate', now, hands) }
}

function hotfixChosen(scene: Scene): NextAction {
  if (scene.repository === null) return hotfixNext(scene)
  if (activeFix(scene, 'hotfix') === null) return { ...hotfixNext(scene), run: startHotfix }
  const look = ({ now }: Scene, hands: Hands) => hands.change(choose(viewList, 'hotfix', now))
  return { action: 'look at the hotfix branch', run: look }
}
