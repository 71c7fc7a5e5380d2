// The keys of the post-mortem.

import { missingToClose } from '../../incident/phases/plan.ts'
import { postmortemStates } from '../../incident/vocabulary.ts'
import { documentFormats } from '../../postmortem/formats.ts'
import { emptyField } from '../../store/view.ts'
import { pushOverlay } from '../../store/view-changes.ts'
import { always, type Command } from '../command.ts'
import { whyReadOnly } from '../read-only.ts'
import type { Hands, Scene } from '../scene.ts'
import { usualFormat } from './exporting.ts'
import { chosenItem, suggestionItems } from './outline.ts'
import { editOutside, openSection } from './writing-section.ts'

export const postmortemCommands: readonly Command[] = [
  {
    id: 'edit-section',
    keys: ['i'],
    shown: 'i',
    label: 'edit',
    help: 'write the section under the cursor in place',
    group: 'here',
    enabled: writable,
    run: (scene, hands) => {
      const section = sectionOf(scene)
      if (section) openSection(section, scene, hands)
    },
  },
  {
    id: 'edit-outside',
    keys: ['ctrl-e'],
    shown: 'Ctrl-E',
    label: 'editor',
    help: 'write this section in your editor',
    group: 'here',
    enabled: writable,
    run: (scene, hands) => {
      const section = sectionOf(scene)
      if (section) editOutside(section, scene, hands)
    },
  },
  {
    id: 'add-action',
    keys: ['a'],
    shown: 'a',
    label: 'action',
    help: 'take a suggested action item, or write your own',
    group: 'here',
    enabled: always,
    run: (scene, hands) => openAction(scene, hands),
  },
  {
    id: 'export',
    keys: ['x'],
    shown: 'x',
    label: 'export',
    help: 'write the document to a file',
    group: 'here',
    enabled: ({ readOnly }) => (readOnly ? whyReadOnly : true),
    run: (scene, hands) =>
      hands.change(pushOverlay({ kind: 'export', index: documentFormats.indexOf(usualFormat(scene)) })),
  },
  {
    id: 'close-incident',
    keys: ['C'],
    shown: 'C',
    label: 'close',
    help: 'close the incident',
    group: 'here',
    enabled: closable,
    run: (_, hands) => void hands.dispatch({ kind: 'close' }),
  },
  {
    id: 'action-items',
    keys: ['A'],
    shown: 'A',
    label: 'items',
    help: 'the action items: owner, date, done, dropped',
    group: 'here',
    enabled: ({ state }) => (state.actionItems.length > 0 ? true : 'none is recorded yet; a adds one'),
    run: (_, hands) => hands.change(pushOverlay({ kind: 'actionItems', index: 0 })),
  },
  {
    id: 'add-factor',
    keys: ['w'],
    shown: 'w',
    label: 'whys',
    help: 'contributing factors and the five whys',
    group: 'here',
    enabled: always,
    run: (_, hands) => hands.change(pushOverlay({ kind: 'factors', index: 0, adding: null, field: emptyField })),
  },
  {
    id: 'review-state',
    keys: ['v'],
    shown: 'v',
    label: 'review',
    help: 'move the document on: draft, in review, reviewed',
    group: 'here',
    enabled: ({ state }) => (state.moments.closed === null ? true : 'is closed with the incident'),
    run: ({ state }, hands) => {
      const open = postmortemStates.filter(one => one !== 'closed')
      const following = open[(open.indexOf(state.postmortemState as (typeof open)[number]) + 1) % open.length]
      if (following) hands.dispatch({ kind: 'movePostmortem', state: following })
    },
  },
]

export function openAction(scene: Scene, hands: Hands): void {
  const chosen = chosenItem(scene)
  const index = suggestionItems(scene).findIndex(item => item.id === chosen?.id)
  hands.change(pushOverlay({ kind: 'action', target: null, field: emptyField, index: Math.max(0, index), error: null }))
}

function sectionOf(scene: Scene) {
  const item = chosenItem(scene)
  return item?.kind === 'section' ? item.section : null
}

function writable(scene: Scene): true | string {
  const section = sectionOf(scene)
  if (!section) return 'needs a section under the cursor'
  if (section.id === 'timeline') return 'is made of its rows; Enter opens them'
  return section.writes === null ? 'is made from the events; there is nothing to write' : true
}

function closable({ state }: Scene): true | string {
  if (state.moments.closed !== null) return 'is closed already'
  const missing = missingToClose(state)
  return missing.length === 0 ? true : `needs ${missing.length}: ${missing.join('; ')}`
}
