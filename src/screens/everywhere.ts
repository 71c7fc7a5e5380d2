// The commands that work on every screen of an incident.

import { phases } from '../incident/vocabulary.ts'
import { emptyField, type PaneId } from '../store/view.ts'
import { back, focusNext, pushOverlay, showPhase, toggleZoom } from '../store/view-changes.ts'
import { openImpact, openPrompt, openSeverity } from './asking.ts'
import { always, type Command } from './command.ts'
import { documentOrder, focusOrder } from './layout.ts'
import { leave } from './leaving.ts'
import { openIncidentsOverlay } from './overlays/incidents.ts'
import { puttingOff } from './putting-off.ts'
import { whyReadOnly } from './read-only.ts'
import { runbooks } from './runbooks.ts'
import { watchRun } from './running.ts'
import { lookingAtSaid } from './said.ts'
import { type Hands, phaseShown, type Scene } from './scene.ts'
import { telling } from './telling.ts'
import { undoAnywhere } from './undoing.ts'

const notClosed = ({ state }: Scene): true | string => (state.moments.closed === null ? true : 'the incident is closed')

export const everywhere: readonly Command[] = [
  {
    id: 'note',
    keys: ['n'],
    shown: 'n',
    label: 'note',
    help: 'add a note to the timeline',
    group: 'everywhere',
    enabled: always,
    run: (scene, hands) => openPrompt({ kind: 'note' }, scene, hands),
  },
  {
    id: 'severity',
    keys: ['s'],
    shown: 's',
    label: 'severity',
    help: 'set the severity',
    group: 'everywhere',
    enabled: notClosed,
    run: openSeverity,
  },
  {
    id: 'impact',
    keys: ['i'],
    shown: 'i',
    label: 'impact',
    help: 'say who is affected, and how',
    group: 'everywhere',
    enabled: scene => (phaseShown(scene) === 'postmortem' ? 'is a section of the post-mortem here' : notClosed(scene)),
    run: openImpact,
  },
  {
    id: 'run',
    keys: ['!'],
    shown: '!',
    label: 'run',
    help: 'run a command, its output is kept',
    group: 'everywhere',
    enabled: ({ readOnly }) => (readOnly ? whyReadOnly : true),
    run: (scene, hands) => openPrompt({ kind: 'run' }, scene, hands),
  },
  {
    id: 'last-output',
    keys: ['o'],
    shown: 'o',
    label: 'output',
    help: 'look at the last command and what it printed',
    group: 'everywhere',
    quiet: true,
    enabled: ({ state }) => (state.commands.length > 0 ? true : 'no command has run'),
    run: ({ state }, hands) => watchRun(state.commands.at(-1)?.runId ?? null, hands),
  },
  {
    id: 'trust',
    keys: ['T', 'ctrl-t'],
    shown: 'T',
    label: 'trust',
    help: 'trust .incident.yaml, after seeing what it would do',
    group: 'everywhere',
    quiet: true,
    enabled: ({ untrusted }) => (untrusted ? true : 'nothing here waits for trust'),
    run: (_, hands) => hands.change(pushOverlay({ kind: 'trust', top: 0, seen: false })),
  },
  {
    id: 'incidents',
    keys: ['I'],
    shown: 'I',
    label: 'past incidents',
    help: 'past incidents: alike, all, figures, what is left to do',
    group: 'everywhere',
    quiet: true,
    enabled: ({ past }) => (past.digests.length > 0 ? true : 'no incident is on record'),
    run: openIncidentsOverlay,
  },
  runbooks,
  undoAnywhere,
  {
    id: 'palette',
    keys: [':', 'ctrl-p'],
    shown: ':',
    label: 'commands',
    short: 'all',
    help: 'all commands',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (_, hands) => hands.change(pushOverlay({ kind: 'palette', query: emptyField, index: 0 })),
  },
  {
    id: 'phase',
    keys: phases.map((_, index) => String(index + 1)),
    shown: '1–5',
    label: 'phase',
    help: 'go to a phase',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (scene, hands, key) => goToPhase(Number(key), scene, hands),
  },
  {
    id: 'next-pane',
    keys: ['tab'],
    shown: 'Tab',
    label: 'next pane',
    help: 'next pane, Shift-Tab the one before',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (scene, hands) => turn(scene, hands, 1),
  },
  {
    id: 'previous-pane',
    keys: ['shift-tab'],
    shown: 'Shift-Tab',
    label: 'pane before',
    help: 'the pane before',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (scene, hands) => turn(scene, hands, -1),
  },
  {
    id: 'zoom',
    keys: ['z'],
    shown: 'z',
    label: 'zoom',
    help: 'zoom the pane',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (_, hands) => hands.change(toggleZoom),
  },
  ...telling,
  ...lookingAtSaid,
  ...puttingOff,
  {
    id: 'back',
    keys: ['esc'],
    shown: 'Esc',
    label: 'back',
    help: 'back out of anything',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (_, hands) => hands.change(back),
  },
  {
    id: 'help',
    keys: ['?', 'f1'],
    shown: '?',
    label: 'help',
    help: 'this page',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (_, hands) => hands.change(pushOverlay({ kind: 'help', query: emptyField, scroll: 0 })),
  },
  {
    id: 'leave',
    keys: ['q'],
    shown: 'q',
    label: 'leave',
    help: 'leave, it stays open',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: leave,
  },
]

/** Goes to a phase's workbench. Forward the incident moves along; backward, and to a post-mortem before its time, one only looks. */
function goToPhase(number: number, { state }: Scene, hands: Hands): void {
  const phase = phases[number - 1]
  if (!phase) return
  const isForward = number - 1 > phases.indexOf(state.phase)
  const isReached = phase !== 'postmortem' || state.moments.resolved !== null
  const moves = isForward && isReached && state.moments.closed === null && hands.dispatch({ kind: 'goToPhase', phase })
  hands.change(showPhase(moves || phase === state.phase ? null : phase))
}

/** The panes that Tab goes through at this size: all five where there is one at a time. */
function turn(scene: Scene, hands: Hands, by: 1 | -1): void {
  const { layout, view } = scene
  const order: readonly PaneId[] = phaseShown(scene) === 'postmortem' ? documentOrder : focusOrder
  const shown = Object.keys(layout.panes).length > 1 ? order.filter(pane => layout.panes[pane]) : order
  hands.change(focusNext(shown.includes(view.focus) ? shown : order, by))
}
