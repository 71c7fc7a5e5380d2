// The diagnose workbench: test the best cause, confirm one, sort what was gathered.

import { counted } from '../../components/theme/numbers.ts'
import { ownSignatures } from '../../diagnosis/hypotheses/own-signatures.ts'
import { testFor } from '../../diagnosis/hypothesis-tests.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import { givenUpFor } from '../../incident/without-effect.ts'
import { pushOverlay, showPhase } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { NextAction } from '../command.ts'
import type { Hands, Scene } from '../scene.ts'
import { rankedHypotheses } from '../suspects.ts'
import type { Workbench } from '../workbench.ts'
import { chosenEvidence, chosenHypothesis, diagnoseItems, sortOut } from './items.ts'
import { diagnoseCommands, openConfirm } from './keys.ts'
import { diagnoseMeta, diagnoseRows } from './view-model.ts'

export const diagnose: Workbench = {
  title: () => phaseTitle.diagnose,
  meta: diagnoseMeta,
  rows: diagnoseRows,
  list: diagnoseItems,
  next: scene => ({ meta: 'phase 2 of 5', ...next(scene) }),
  commands: diagnoseCommands,
}

function next(scene: Scene): NextAction {
  const { state } = scene
  const evidence = chosenEvidence(scene)
  if (evidence?.state === 'unsorted') {
    return {
      action: 'keep this as evidence',
      detail: 'x dismisses it; Esc goes back to the causes',
      run: (now, hands) => sortOut('keepEvidence', evidence, now, hands),
    }
  }
  const hypothesis = chosenHypothesis(scene)
  const failed = hypothesis?.state === 'confirmed' ? givenUpFor(hypothesis, state) : null
  if (hypothesis && failed) {
    const purpose = { kind: 'reject', hypothesisId: hypothesis.id } as const
    return {
      action: `reject hypothesis ${rankedHypotheses(scene).indexOf(hypothesis) + 1}, its fix did not help`,
      detail: 'kept with the reason, which is yours to edit',
      run: (now, hands) => openPrompt(purpose, now, hands, `${failed.title}: live, and the errors went on`),
    }
  }
  if (state.rootCause !== null && (hypothesis === null || hypothesis.state === 'confirmed')) {
    return {
      action:
        state.phase === 'diagnose' || state.phase === 'triage' ? 'go on to Fix' : `back to ${phaseTitle[state.phase]}`,
      run: goOn,
    }
  }
  if (hypothesis === null) {
    return {
      action: 'add your own hypothesis',
      detail: 'none is proposed yet',
      run: (now, hands) => openPrompt({ kind: 'hypothesis' }, now, hands),
    }
  }
  const rank = rankedHypotheses(scene).indexOf(hypothesis) + 1
  const test = testFor(hypothesis, scene.repository, ownSignatures(scene.config))
  if (hypothesis.state === 'open' && hypothesis.runIds.length === 0 && test) {
    return {
      action: `test hypothesis ${rank}`,
      detail: `${counted(test.commands.length, 'command')}, read-only, shown first`,
      run: (_, hands) =>
        hands.change(
          pushOverlay({ kind: 'tests', hypothesisId: hypothesis.id, ticks: test.commands.map(() => true), index: 0 }),
        ),
    }
  }
  return {
    action: `confirm hypothesis ${rank} as the root cause`,
    detail: hypothesis.runIds.length > 0 ? 'tested; the sentence is yours to edit' : 'the sentence is yours to edit',
    run: openConfirm,
  }
}

function goOn({ state }: Scene, hands: Hands): void {
  if (state.phase === 'diagnose' || state.phase === 'triage') hands.dispatch({ kind: 'goToPhase', phase: 'fix' })
  hands.change(showPhase(null))
}
