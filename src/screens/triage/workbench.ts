// The triage workbench: Enter takes the three drafts one after the other.
import { phaseTitle, severities, severityMeaning } from '../../incident/vocabulary.ts'
import { showPhase } from '../../store/view-changes.ts'
import type { Command, NextAction } from '../command.ts'
import { impactDraftOf, severityDraftOf } from '../drafts.ts'
import { startRevert } from '../fixing.ts'
import { needsRepository } from '../needs-repository.ts'
import type { Hands, Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import type { Workbench } from '../workbench.ts'
import { severityList, severityUnderCursor, triageRows, triageStep } from './view-model.ts'

const steps = ['severity', 'impact', 'quickWin']

export const triage: Workbench = {
  title: () => phaseTitle.triage,
  meta: scene => {
    const step = triageStep(scene)
    return step === null ? 'done' : `step ${steps.indexOf(step) + 1} of 3`
  },
  rows: triageRows,
  list: scene =>
    triageStep(scene) === 'severity'
      ? { name: severityList, ids: severities, fallback: severityUnderCursor(scene) }
      : { name: 'triage', ids: [] },
  next: scene => ({ ...dueNow(scene), meta: metaOf(scene) }),
  commands: [revertNow()],
}

function metaOf(scene: Scene): string {
  const step = triageStep(scene)
  return step === null ? 'phase 1 of 5' : `step ${steps.indexOf(step) + 1} of 3, phase 1 of 5`
}

function dueNow(scene: Scene): NextAction {
  switch (triageStep(scene)) {
    case 'severity': {
      const severity = severityUnderCursor(scene)
      const draft = severityDraftOf(scene)
      const reason = draft?.severity === severity ? draft.reasons.join(', ') : ''
      return {
        action: `keep ${severity} ${severityMeaning[severity].word}`,
        detail: 'then assess the blast radius',
        run: (_, hands) => void hands.dispatch({ kind: 'setSeverity', severity, reason }),
      }
    }
    case 'impact':
      return {
        action: 'keep this impact sentence',
        detail: 'i edits it first',
        run: (now, hands) => void hands.dispatch({ kind: 'setImpact', text: impactDraftOf(now) }),
      }
    case 'quickWin':
      return {
        action: 'go on to Diagnose',
        detail: likelySuspect(scene) ? 'r goes straight to Fix A' : 'no quick win is known',
        run: goOn,
      }
    default:
      return scene.state.phase === 'triage'
        ? { action: 'go on to Diagnose', run: goOn }
        : { action: `back to ${phaseTitle[scene.state.phase]}`, run: (_, hands) => hands.change(showPhase(null)) }
  }
}

function goOn({ state }: Scene, hands: Hands): void {
  if (state.phases.triage.ticks.quickWin === undefined && state.fixes.length === 0) {
    hands.dispatch({ kind: 'tickStep', phase: 'triage', step: 'quickWin', done: true })
  }
  if (state.phase === 'triage') hands.dispatch({ kind: 'goToPhase', phase: 'diagnose' })
  hands.change(showPhase(null))
}

function revertNow(): Command {
  return {
    id: 'triage-revert',
    keys: ['r'],
    shown: 'r',
    label: 'fix A',
    help: 'revert the suspect: straight to Fix A',
    group: 'here',
    enabled: scene =>
      likelySuspect(scene) === null
        ? 'needs a change that could be taken back'
        : scene.repository === null
          ? needsRepository(scene)
          : true,
    run: (scene, hands) => {
      const suspect = likelySuspect(scene)
      if (suspect) startRevert(suspect, scene, hands)
    },
  }
}
