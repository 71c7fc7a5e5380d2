// The keys of Verify.

import { openPrompt } from '../asking.ts'
import { chooseBy } from '../choosing.ts'
import type { Command } from '../command.ts'
import { askThenRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import {
  chartable,
  chartedSignal,
  chartList,
  chosenItem,
  chosenSignal,
  issueToSettle,
  type Mitigation,
  standing,
} from './items.ts'
import { override, settle } from './next.ts'

export const verifyCommands: readonly Command[] = [
  {
    id: 'turn-chart',
    keys: ['left', 'right'],
    shown: '←→',
    label: 'turn chart',
    help: 'show the curve of another signal',
    group: 'here',
    enabled: scene => (chartable(scene).length > 1 ? true : 'needs two signals with a curve'),
    run: (scene, hands, key) => {
      const ids = chartable(scene).map(row => row.id)
      hands.change(chooseBy(chartList, ids, key === 'left' ? -1 : 1, scene, chartedSignal(scene)?.id ?? null))
    },
  },
  {
    id: 'accept-baseline',
    keys: ['b'],
    shown: 'b',
    label: 'accept as usual',
    short: 'accept',
    help: 'accept the signal as the new baseline, with a reason',
    group: 'here',
    enabled: scene => (chosenSignal(scene)?.state === 'outside' ? true : 'needs the cursor on a signal outside'),
    run: (scene, hands) => {
      const signal = chosenSignal(scene)
      if (signal) openPrompt({ kind: 'acceptBaseline', signal: signal.name }, scene, hands)
    },
  },
  {
    id: 'override-gate',
    keys: ['w'],
    shown: 'w',
    label: 'override',
    help: 'take the fix as confirmed all the same, with a written reason',
    group: 'here',
    enabled: ({ state }) => {
      if (state.moments.resolved !== null) return 'the incident is resolved'
      if (state.gate.passedAt !== null && state.monitor?.heldAt == null) return 'the fix is confirmed already'
      return true
    },
    run: override,
  },
  {
    id: 'settle-issue',
    keys: ['x'],
    shown: 'x',
    label: 'settle',
    help: 'settle an issue that is new since the fix, with how',
    group: 'here',
    quiet: true,
    enabled: scene => (issueToSettle(scene) ? true : 'nothing new is left to settle'),
    run: settle,
  },
  {
    id: 'undo-standing',
    keys: ['U'],
    shown: 'U',
    label: 'undo',
    help: 'undo a mitigation that is still on',
    group: 'here',
    enabled: scene => (undoable(scene) ? true : 'none is on that has an undo'),
    run: (scene, hands) => undo(undoable(scene), hands),
  },
]

function undoable(scene: Scene): Mitigation | null {
  const on = standing(scene).filter(one => one.undo !== null)
  return on.find(one => `mitigation ${one.id}` === chosenItem(scene)) ?? on[0] ?? null
}

function undo(mitigation: Mitigation | null, hands: Hands): void {
  if (!mitigation?.undo) return
  const { id: mitigationId, name, undo: spec } = mitigation
  askThenRun(
    {
      title: `Undo "${name}"`,
      spec,
      purpose: { kind: 'mitigation', name, mitigationId, direction: 'undo' },
      facts: [
        ['Takes back', name],
        ['Then', 'every signal is judged afresh'],
      ],
    },
    hands,
  )
}
