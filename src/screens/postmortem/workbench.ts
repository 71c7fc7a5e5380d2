// The post-mortem: an outline with what is missing, the document beside it, and Enter that leads to the closed incident.

import { cutMiddle } from '../../components/rows/text.ts'
import { counted } from '../../components/theme/numbers.ts'
import { phases } from '../../incident/vocabulary.ts'
import { completenessOf } from '../../postmortem/completeness.ts'
import type { Suggestion } from '../../postmortem/suggestions.ts'
import { emptyField } from '../../store/view.ts'
import { focusPane, forget, pushOverlay, showPhase } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { NextAction } from '../command.ts'
import { whyReadOnly } from '../read-only.ts'
import type { Scene } from '../scene.ts'
import type { Workbench } from '../workbench.ts'
import { fileName, isOutdated, usualFormat, writeDocument, writtenPath } from './exporting.ts'
import { openAction, postmortemCommands } from './keys.ts'
import { chosenItem, type OutlineItem, outline, outlineList, suggestionItems } from './outline.ts'
import { takeSuggestion } from './taking.ts'
import { outlineMeta, outlineRows } from './view-model.ts'
import { openSection } from './writing-section.ts'

export const postmortem: Workbench = {
  title: () => 'Outline',
  meta: outlineMeta,
  rows: outlineRows,
  list: outline,
  next: scene => ({ meta: `phase ${phases.length} of ${phases.length}`, ...next(scene) }),
  commands: postmortemCommands,
}

function next(scene: Scene): NextAction {
  const { state } = scene
  const item = chosenItem(scene)
  if (state.moments.closed !== null && (item === null || item.kind === 'close')) return leaveIt(scene)
  if (item === null) return { action: 'nothing to do here', ready: false }
  switch (item.kind) {
    case 'section':
      return nextForSection(item, scene)
    case 'suggestion':
      return takeNext(item.suggestion, item.number)
    case 'write':
      return {
        action: `write ${fileName(state, usualFormat(scene))}`,
        detail: scene.readOnly ? whyReadOnly : writeDetail(scene),
        ready: !scene.readOnly,
        run: (now, hands) => {
          writeDocument(usualFormat(now), now, hands)
          hands.change(forget(outlineList))
        },
      }
    case 'close':
      return closeNext(scene)
  }
}

function writeDetail({ state, config }: Scene): string {
  const last = writtenPath(state)
  return last === null ? `into ${config.postmortem.dir ?? 'the current folder'}` : `again; last written: ${last}`
}

function closeNext(scene: Scene): NextAction {
  const { state } = scene
  const missing = completenessOf(state).toClose
  if (state.moments.resolved === null) {
    return {
      action: state.phase === 'postmortem' ? 'say that it is resolved' : 'back to the incident, it is not resolved yet',
      detail: state.phase === 'postmortem' ? 'closing needs it' : 'this is a preview',
      run: (now, hands) => {
        if (now.state.phase === 'postmortem') hands.dispatch({ kind: 'resolve' })
        else hands.change(showPhase(null))
      },
    }
  }
  if (missing.length > 0) return { action: 'close the incident', detail: `needs ${missing.join('; ')}`, ready: false }
  const on = state.mitigations.filter(one => one.undoneAt === null)
  return {
    action: 'close the incident',
    detail: on.length > 0 ? `${counted(on.length, 'mitigation')} still on: ${on.map(one => one.name).join(', ')}` : '',
    run: (_, hands) => {
      if (hands.dispatch({ kind: 'close' })) hands.change(forget(outlineList))
    },
  }
}

/** The end of the way: where the document is, and how to leave. */
function leaveIt(scene: Scene): NextAction {
  const { state } = scene
  const path = writtenPath(state)
  if (path !== null && isOutdated(state) && !scene.readOnly) {
    return {
      action: `write ${fileName(state, usualFormat(scene))} again`,
      detail: 'it has closed since',
      run: (now, hands) => writeDocument(usualFormat(now), now, hands),
    }
  }
  return {
    action: 'leave',
    detail: path === null ? 'closed; x writes the document' : `closed; the post-mortem is in ${shortPath(path, scene)}`,
    run: (_, hands) => hands.leave(),
  }
}

/** As much of a path as the Next line has room for; its end says most. */
function shortPath(path: string, { layout }: Scene): string {
  return cutMiddle(path, Math.max(24, layout.screen.width - 54))
}

function nextForSection({ section }: OutlineItem & { kind: 'section' }, scene: Scene): NextAction {
  const { state } = scene
  const left = completenessOf(state).demands.filter(one => one.need === 'close' && !one.met).length
  if (section.id === 'timeline') {
    return {
      action: 'open the timeline',
      detail: 'its rows are edited there; Esc comes back',
      run: (_, hands) => hands.change(focusPane('timeline')),
    }
  }
  if (section.id === 'rootCause' && section.state === 'missing') return causeNext(scene, left)
  if (section.id === 'actionItems') return actionsNext(scene)
  if (section.id === 'fiveWhys' || section.id === 'contributingFactors') {
    return {
      action: 'add what made it possible, and the whys',
      run: (_, hands) => hands.change(pushOverlay({ kind: 'factors', index: 0, adding: null, field: emptyField })),
    }
  }
  if (section.writes === null)
    return {
      action: `read ${section.title}`,
      detail: 'made from the events',
      run: (_, hands) => hands.change(focusPane('preview')),
    }
  return {
    action: section.written ? `edit ${section.title}` : `write ${section.title}`,
    detail: section.written || section.draft === '' ? '' : 'starts from the draft',
    run: (now, hands) => openSection(section, now, hands),
  }
}

/** The likeliest cause is the draft of the root cause; confirming it is one Enter more. */
function causeNext({ state }: Scene, left: number): NextAction {
  const [likely] = state.hypotheses.filter(one => one.state === 'open').sort((a, b) => b.score - a.score)
  const detail =
    left > 1 ? `then ${counted(left - 1, 'thing')} ${left === 2 ? 'is' : 'are'} left to close` : 'then it can be closed'
  return {
    action: likely ? 'confirm the root cause' : 'write the root cause',
    detail,
    run: (scene, hands) =>
      openPrompt({ kind: 'rootCause', hypothesisId: likely?.id ?? null }, scene, hands, likely?.title ?? ''),
  }
}

function actionsNext(scene: Scene): NextAction {
  const { state } = scene
  const [first] = suggestionItems(scene)
  if (state.actionItems.some(one => !one.dropped)) {
    return {
      action: 'look through the action items',
      detail: 'owner, date, done; a adds one',
      run: (_, hands) => hands.change(pushOverlay({ kind: 'actionItems', index: 0 })),
    }
  }
  if (first) return takeNext(first.suggestion, 1)
  return { action: 'write an action item', run: openAction }
}

function takeNext(suggestion: Suggestion, number: number): NextAction {
  return {
    action: `take suggestion ${number}`,
    detail: suggestion.reason,
    run: (scene, hands) => takeSuggestion(suggestion, scene, hands),
  }
}
