// The fix workbench: revert, hotfix or mitigate.
import { choose } from '../../store/view-changes.ts'
import type { Command, NextAction } from '../command.ts'
import { askThenRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import type { Workbench } from '../workbench.ts'
import { goOn, hotfixNext, revertNext, startHotfix } from './steps.ts'
import { fixMeta, fixRows, fixTitle } from './view-model.ts'
import {
  activeFix,
  chosenMitigation,
  chosenWay,
  fixItems,
  fixView,
  type MitigationItem,
  mitigationItems,
  viewList,
  type Way,
  wayList,
} from './ways.ts'

export const fix: Workbench = {
  title: fixTitle,
  meta: fixMeta,
  rows: fixRows,
  list: fixItems,
  next: scene => ({ meta: 'phase 3 of 5', ...next(scene) }),
  commands: [
    way('A', 'revert', 'revert', 'fix A: revert the suspect, rehearsed first'),
    way('B', 'hotfix', 'hotfix', 'fix B: a hotfix branch in a worktree'),
    way('C', 'mitigate', 'mitigate', 'fix C: what is set up to ease it at once'),
    {
      id: 'run-mitigation',
      keys: ['y'],
      shown: 'y',
      label: 'run selected',
      help: 'run the selected mitigation, asked first',
      group: 'here',
      enabled: scene => canApply(scene),
      run: (scene, hands) => apply(chosenMitigation(scene), hands),
    },
    {
      id: 'undo-mitigation',
      keys: ['U'],
      shown: 'U',
      label: 'undo',
      help: 'undo a mitigation',
      group: 'here',
      enabled: scene => (undoable(scene) ? true : 'none is on that has an undo'),
      run: (scene, hands) => undo(undoable(scene), hands),
    },
  ],
}

function next(scene: Scene): NextAction {
  const shown = fixView(scene)
  if (shown === 'hotfix') return hotfixNext(scene)
  if (shown === 'mitigate') return mitigateNext(scene)
  const chosen = chosenWay(scene)
  if (chosen === 'revert') return revertNext(scene)
  if (chosen === 'hotfix') {
    const begun = activeFix(scene, 'hotfix') !== null
    if (scene.repository === null) return hotfixNext(scene)
    return {
      action: begun ? 'look at the hotfix branch' : 'make the hotfix branch',
      detail: begun ? '' : 'in a worktree of its own, nothing is pushed',
      run: startHotfix,
    }
  }
  return { action: 'look at the mitigations', run: (now, hands) => open('mitigate', now, hands) }
}

function mitigateNext(scene: Scene): NextAction {
  const chosen = chosenMitigation(scene)
  if (!chosen) return { action: 'no mitigation is set up; A or B fix it', ready: false }
  if (chosen.on) return goOn(scene)
  if (!chosen.run) return { action: 'this one cannot be run from here', ready: false }
  return {
    action: `switch on "${chosen.name}"`,
    detail: chosen.run.tier === 'danger' ? 'asks for a word' : 'asks y first',
    run: (_, hands) => apply(chosen, hands),
  }
}

function canApply(scene: Scene): true | string {
  if (fixView(scene) !== 'mitigate') return 'is for the mitigations: C'
  const chosen = chosenMitigation(scene)
  if (!chosen?.run) return 'needs a mitigation that is set up'
  return chosen.on ? 'it is on already' : true
}

function apply(item: MitigationItem | null, hands: Hands): void {
  if (!item?.run) return
  const { name, run: spec, undo: undoSpec, expect } = item
  askThenRun(
    {
      title: `Switch on "${name}"`,
      spec,
      purpose: { kind: 'mitigation', name, mitigationId: hands.newId(), direction: 'do', undo: undoSpec, expect },
      facts: [
        ['Eases', name],
        ...(undoSpec ? [['Undo', 'U, any time'] as const] : []),
        ...(expect ? [['Watch', expect] as const] : []),
      ],
    },
    hands,
  )
}

function undoable(scene: Scene): MitigationItem | null {
  const chosen = fixView(scene) === 'mitigate' ? chosenMitigation(scene) : null
  const on = mitigationItems(scene).filter(item => item.on && item.undo)
  return on.find(item => item.id === chosen?.id) ?? on[0] ?? null
}

function undo(item: MitigationItem | null, hands: Hands): void {
  if (!item?.undo || !item.on) return
  const purpose = { kind: 'mitigation', name: item.name, mitigationId: item.on.id, direction: 'undo' } as const
  askThenRun({ title: `Undo "${item.name}"`, spec: item.undo, purpose, facts: [['Takes back', item.name]] }, hands)
}

function way(key: string, of: Way, label: string, help: string): Command {
  return {
    id: `fix-${of}`,
    keys: [key],
    shown: key,
    label,
    help,
    group: 'here',
    enabled: scene => (of !== 'mitigate' && scene.repository === null ? 'needs a git repository with a remote' : true),
    run: (scene, hands) => open(of, scene, hands),
  }
}

function open(of: Way, scene: Scene, hands: Hands): void {
  hands.change(choose(wayList, of, scene.now))
  hands.change(choose(viewList, of === 'revert' ? 'options' : of, scene.now))
}
