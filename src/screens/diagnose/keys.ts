// The keys of Diagnose.
import { showCommit } from '../../diagnosis/hypotheses/commit-test.ts'
import { choose } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { Command } from '../command.ts'
import { watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import { chosenEvidence, chosenHypothesis, diagnoseList, sortedEvidence } from './items.ts'

export const diagnoseCommands: readonly Command[] = [
  {
    id: 'confirm-hypothesis',
    keys: ['c'],
    shown: 'c',
    label: 'confirm',
    help: 'confirm the cause under the cursor as the root cause',
    group: 'here',
    enabled: scene => hypothesisThat(scene, state => state !== 'confirmed'),
    run: openConfirm,
  },
  {
    id: 'reject',
    keys: ['x'],
    shown: 'x',
    label: 'reject',
    help: 'reject the cause, or dismiss the evidence, under the cursor; both are kept',
    group: 'here',
    enabled: scene => (chosenEvidence(scene) ? true : hypothesisThat(scene, state => state !== 'rejected')),
    run: (scene, hands) => {
      const evidence = chosenEvidence(scene)
      if (evidence) return void hands.dispatch({ kind: 'dismissEvidence', evidenceId: evidence.id })
      const hypothesis = chosenHypothesis(scene)
      if (hypothesis) openPrompt({ kind: 'reject', hypothesisId: hypothesis.id }, scene, hands)
    },
  },
  {
    id: 'diff',
    keys: ['d'],
    shown: 'd',
    label: 'diff',
    help: 'diff of the suspect',
    group: 'here',
    enabled: scene => (diffOf(scene) ? true : 'needs a suspect commit and its repository'),
    run: (scene, hands) => {
      const spec = diffOf(scene)
      if (spec) watchRun(hands.run(spec, { kind: 'adhoc' }, { kind: 'none' }), hands)
    },
  },
  {
    id: 'add-hypothesis',
    keys: ['a'],
    shown: 'a',
    label: 'add',
    help: 'add your own hypothesis',
    group: 'here',
    enabled: () => true,
    run: (scene, hands) => openPrompt({ kind: 'hypothesis' }, scene, hands),
  },
  {
    id: 'sort-evidence',
    keys: ['v'],
    shown: 'v',
    label: 'sort evidence',
    short: 'sort',
    help: 'sort the evidence: Enter keeps, x dismisses',
    group: 'here',
    enabled: ({ state }) => (state.evidence.some(one => one.state === 'unsorted') ? true : 'no evidence waits'),
    run: (scene, hands) => {
      const first = sortedEvidence(scene)[0]
      if (first) hands.change(choose(diagnoseList, `e:${first.id}`, scene.now))
    },
  },
]

/** Asks for the sentence that becomes the root cause. */
export function openConfirm(scene: Scene, hands: Hands): void {
  const hypothesis = chosenHypothesis(scene)
  if (hypothesis) openPrompt({ kind: 'rootCause', hypothesisId: hypothesis.id }, scene, hands, hypothesis.title)
}

function hypothesisThat(scene: Scene, isFit: (state: string) => boolean): true | string {
  const hypothesis = chosenHypothesis(scene)
  if (!hypothesis) return 'needs a hypothesis under the cursor'
  return isFit(hypothesis.state) ? true : `is ${hypothesis.state} already`
}

function diffOf(scene: Scene) {
  const sha = chosenHypothesis(scene)?.suspectSha ?? likelySuspect(scene)?.sha
  return sha && scene.repository ? showCommit(scene.repository, sha) : null
}
