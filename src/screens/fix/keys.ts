// The keys of Fix.

import { choose } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { Command } from '../command.ts'
import { showFixDiff, showRehearsal } from '../fix-views.ts'
import { needsRepository } from '../needs-repository.ts'
import { whyReadOnly } from '../read-only.ts'
import type { Hands, Scene } from '../scene.ts'
import { canUndo, undo, undoable } from '../undoing.ts'
import { canApply, switchOn } from './mitigating.ts'
import type { Way } from './recommend.ts'
import { requestCommands } from './request.ts'
import { again, edit, skip } from './step-runs.ts'
import { dueStep } from './step-words.ts'
import { chosenMitigation, fixView, shownFix, viewList, wayList, wayShown } from './ways.ts'

export const fixCommands: readonly Command[] = [
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
    quiet: unless('mitigate'),
    enabled: canApply,
    run: (scene, hands) => switchOn(chosenMitigation(scene), hands),
  },
  {
    id: 'undo-chosen',
    keys: ['U'],
    shown: 'U',
    label: 'undo',
    help: 'undo a mitigation',
    group: 'here',
    quiet: unless('mitigate'),
    enabled: scene => canUndo(undoable(scene, chosenHere(scene)), scene),
    run: (scene, hands) => undo(undoable(scene, chosenHere(scene)), hands),
  },
  {
    id: 'edit-worktree',
    keys: ['i'],
    shown: 'i',
    label: 'edit',
    help: 'edit in the worktree of the fix',
    group: 'here',
    quiet: unless('hotfix'),
    enabled: scene => (editing(scene) ? true : 'needs a fix with a worktree to edit'),
    run: (scene, hands) => openEditing(scene, hands, 'editor'),
  },
  {
    id: 'shell-worktree',
    keys: ['!'],
    shown: '!',
    label: 'shell here',
    help: 'a shell in the worktree of the fix',
    group: 'here',
    quiet: unless('hotfix'),
    enabled: scene => (editing(scene) ? true : 'needs a fix with a worktree to edit'),
    run: (scene, hands) => openEditing(scene, hands, 'shell'),
  },
  {
    id: 'diff-fix',
    keys: ['d'],
    shown: 'd',
    label: 'diff',
    help: 'diff of the fix as it lies in its worktree',
    group: 'here',
    quiet: unless('revert', 'hotfix'),
    enabled: scene => (shownFix(scene)?.rehearsal?.worktree ? true : 'needs a fix with a worktree'),
    run: (scene, hands) => {
      const fix = shownFix(scene)
      if (fix) showFixDiff(fix, hands)
    },
  },
  {
    id: 'rehearsal',
    keys: ['o'],
    shown: 'o',
    label: 'rehearsal',
    help: 'what the rehearsal did and found, in full',
    group: 'here',
    quiet: unless('revert'),
    enabled: scene => (shownFix(scene)?.kind === 'revert' ? true : 'needs a revert that was rehearsed'),
    run: (scene, hands) => {
      const fix = shownFix(scene)
      if (fix) showRehearsal(fix, scene, hands)
    },
  },
  {
    id: 'revert-other',
    keys: ['a'],
    shown: 'a',
    label: 'another commit',
    help: 'revert another commit or range',
    group: 'here',
    quiet: unless('revert'),
    enabled: scene => (scene.readOnly ? whyReadOnly : scene.repository === null ? needsRepository(scene) : true),
    run: (scene, hands) => openPrompt({ kind: 'revertTarget' }, scene, hands),
  },
  {
    id: 'pull-request-instead',
    keys: ['p'],
    shown: 'p',
    label: 'pull request',
    help: 'bring the revert in by a pull request, not by a push to production',
    group: 'here',
    quiet: unless('revert'),
    enabled: canReplan,
    run: (scene, hands) => {
      const fix = shownFix(scene)
      if (fix) hands.dispatch({ kind: 'replanFix', fixId: fix.id, way: 'pullRequest' })
    },
  },
  ...requestCommands,
  {
    id: 'skip-step',
    keys: ['X'],
    shown: 'X',
    label: 'skip step',
    help: 'go on without the step that is due: done elsewhere, or not needed',
    group: 'here',
    quiet: true,
    enabled: scene => (skippable(scene) ? true : 'needs a step that is due and does not run'),
    run: (scene, hands) => {
      const [fix, step] = [shownFix(scene), skippable(scene)]
      if (fix && step) skip(fix, step, 'skipped', hands)
    },
  },
  {
    id: 'fix-again',
    keys: ['R'],
    shown: 'R',
    label: 'again',
    help: 'make this fix again on the newest commit; what was tried is kept',
    group: 'here',
    quiet: true,
    enabled: scene => (canAgain(scene) ? true : 'needs a fix of which nothing is pushed yet'),
    run: (scene, hands) => {
      const fix = shownFix(scene)
      if (fix) again(fix, 'made again', hands)
    },
  },
]

/** Kept out of the footer while another way is looked at. */
function unless(...of: readonly Way[]): (scene: Scene) => boolean {
  return scene => !of.includes(wayShown(scene))
}

function chosenHere(scene: Scene) {
  return fixView(scene) === 'mitigate' ? chosenMitigation(scene) : null
}

function editing(scene: Scene) {
  const fix = shownFix(scene)
  const step = fix?.steps.find(one => one.kind === 'edit')
  const isPushed = fix?.steps.some(one => one.id === 'push' && one.state === 'done') === true
  return fix?.rehearsal?.worktree && step && !isPushed && !scene.readOnly ? { fix, step } : null
}

function openEditing(scene: Scene, hands: Hands, to: 'editor' | 'shell'): void {
  const at = editing(scene)
  if (at) edit(at.fix, at.step, hands, to)
}

function canReplan(scene: Scene): true | string {
  const fix = shownFix(scene)
  const push = fix?.steps.find(step => step.id === 'push')
  if (fix?.kind !== 'revert' || !push) return 'needs a revert that was rehearsed'
  if (scene.readOnly) return whyReadOnly
  if (push.tier !== 'danger') return 'it is one already'
  return push.state === 'done' || push.state === 'running' ? 'it is pushed already' : true
}

function skippable(scene: Scene) {
  const fix = shownFix(scene)
  const step = fix && fix.state !== 'completed' && fix.state !== 'refused' ? dueStep(fix) : null
  return step && !scene.readOnly && (step.state !== 'running' || step.kind === 'watch') ? step : null
}

function canAgain(scene: Scene): boolean {
  const fix = shownFix(scene)
  return (
    fix !== null &&
    fix.rehearsal !== null &&
    !scene.readOnly &&
    !fix.steps.some(step => step.id === 'push' && step.state === 'done')
  )
}

function way(key: string, of: Way, label: string, help: string): Command {
  return {
    id: `fix-${of}`,
    keys: [key],
    shown: key,
    label,
    help,
    group: 'here',
    enabled: scene => (of !== 'mitigate' && scene.repository === null ? needsRepository(scene) : true),
    run: (scene, hands) => openWay(of, scene, hands),
  }
}

export function openWay(of: Way, scene: Scene, hands: Hands): void {
  hands.change(choose(wayList, of, scene.now))
  hands.change(choose(viewList, of === 'revert' ? 'options' : of, scene.now))
}
