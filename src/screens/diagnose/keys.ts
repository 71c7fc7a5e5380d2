// The keys of Diagnose.
import { showCommit } from '../../diagnosis/hypotheses/commit-test.ts'
import { commandLine } from '../../incident/command.ts'
import { choose, pushOverlay } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { Command } from '../command.ts'
import type { Hands, Scene } from '../scene.ts'
import { firstSuspect, rankedHypotheses } from '../suspects.ts'
import { chosenEvidence, chosenHypothesis, diagnoseList, sortedEvidence, sortOut } from './items.ts'

export const diagnoseCommands: readonly Command[] = [
  {
    id: 'confirm-hypothesis',
    keys: ['c'],
    shown: 'c',
    label: 'confirm',
    help: 'confirm this cause as the root cause',
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
      if (evidence) return sortOut('dismissEvidence', evidence, scene, hands)
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
    enabled: scene => (suspectOf(scene) ? true : 'needs a suspect commit and its repository'),
    run: showDiff,
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
      const first = sortedEvidence(scene).find(one => one.state === 'unsorted')
      if (first) hands.change(choose(diagnoseList, `e:${first.id}`, scene.now))
    },
  },
  {
    id: 'leave-evidence',
    keys: ['esc'],
    shown: 'Esc',
    label: 'causes',
    help: 'back to the causes',
    group: 'here',
    quiet: true,
    enabled: scene => (chosenEvidence(scene) && !scene.view.zoomed ? true : 'is for the evidence'),
    run: (scene, hands) => {
      const [best] = rankedHypotheses(scene)
      if (best) hands.change(choose(diagnoseList, `h:${best.id}`, scene.now))
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

function suspectOf(scene: Scene) {
  const chosen = chosenHypothesis(scene)
  const sha = chosen?.suspectSha ?? firstSuspect(scene)?.sha
  const spec = sha && scene.repository ? showCommit(scene.repository, sha) : null
  return sha && spec ? { sha, spec } : null
}

/** Reads the change once in a session; it is on the record as what was looked at. */
function showDiff(scene: Scene, hands: Hands): void {
  const suspect = suspectOf(scene)
  if (!suspect) return
  const { sha, spec } = suspect
  const line = commandLine(spec)
  const seen = scene.state.commands.findLast(
    run => commandLine(run.spec) === line && scene.output.lines(run.runId).length > 0,
  )
  const runId = seen?.runId ?? hands.run(spec, { kind: 'adhoc' }, { kind: 'none' })
  if (runId !== null) hands.change(pushOverlay({ kind: 'diff', runId, title: `diff of ${sha.slice(0, 7)}`, top: 0 }))
}
