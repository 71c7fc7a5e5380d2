// Opens what was said: one message with what became of it, the one in trouble first.
import { pushOverlay } from '../store/view-changes.ts'
import type { Command } from './command.ts'
import { troubled } from './panes/updates/sent.ts'
import type { Hands } from './scene.ts'

export function openSaid(id: string, hands: Hands): void {
  hands.change(pushOverlay({ kind: 'said', id, top: 0 }))
}

export const lookingAtSaid: readonly Command[] = [
  {
    id: 'said',
    keys: ['S'],
    shown: 'S',
    label: 'said',
    help: 'the last message, or the one that did not arrive',
    group: 'everywhere',
    quiet: true,
    enabled: scene => (troubled(scene) ? true : 'nothing was said yet'),
    run: (scene, hands) => {
      const said = troubled(scene)
      if (said) openSaid(said.id, hands)
    },
  },
]
