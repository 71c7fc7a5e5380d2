// The Updates pane as a tool: look at what was said, send again what did not arrive.

import { chosenOf } from '../../choosing.ts'
import type { Command } from '../../command.ts'
import type { PaneTool } from '../../pane-tool.ts'
import { openSaid } from '../../said.ts'
import type { Hands, Scene } from '../../scene.ts'
import { openUpdate } from '../../telling.ts'
import { saidIn } from './sent.ts'

const name = 'updates'

function chosenSaid(scene: Scene) {
  const all = saidIn(scene)
  const id = chosenOf(
    scene.view,
    name,
    all.map(one => one.id),
  )
  return all.find(one => one.id === id) ?? null
}

const commands: readonly Command[] = [
  {
    id: 'send-again',
    keys: ['r'],
    shown: 'r',
    label: 'send again',
    help: 'send again what did not arrive',
    group: 'here',
    enabled: scene => {
      const state = chosenSaid(scene)?.delivery?.state
      return state === 'failed' || state === 'unknown' ? true : 'needs one that failed'
    },
    run: (scene, hands) => open(scene, hands),
  },
]

function open(scene: Scene, hands: Hands): void {
  const said = chosenSaid(scene)
  if (said) openSaid(said.id, hands)
}

export const updatesTool: PaneTool = {
  commands,
  next: scene =>
    chosenSaid(scene)
      ? { action: 'look at this message', detail: 'what was said, and what became of it', run: open }
      : { action: 'write an update', detail: 'drafted from the events', run: (now, hands) => openUpdate(now, hands) },
  list: scene => ({ name, ids: saidIn(scene).map(one => one.id) }),
}
