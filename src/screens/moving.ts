// Moving in the focused pane: one row, one page, to the ends.
import { chooseBy } from './choosing.ts'
import { always, type Command } from './command.ts'
import { paneToolOf } from './pane-tools.ts'
import { scrollPreview } from './postmortem/reading.ts'
import type { Hands, Scene } from './scene.ts'
import type { ItemList } from './workbench.ts'
import { workbenchOf } from './workbenches.ts'

const far = 1_000_000

export const moving: readonly Command[] = [
  move('row', { up: -1, k: -1, down: 1, j: 1 }, '↑↓ j k', 'one row'),
  move('page', { pageup: -10, pagedown: 10 }, 'PgUp PgDn', 'one page'),
  move('ends', { g: -far, home: -far, G: far, end: far }, 'g G', 'first, last'),
]

function move(id: string, by: Readonly<Record<string, number>>, shown: string, help: string): Command {
  return {
    id: `move-${id}`,
    keys: Object.keys(by),
    shown,
    label: 'move',
    help,
    group: 'move',
    quiet: true,
    enabled: always,
    run: (scene, hands, key) => moveBy(by[key] ?? 0, scene, hands),
  }
}

/** What the cursor of the focused pane moves through; the logs have moves of their own. */
export function focusedList(scene: Scene): ItemList {
  const { focus } = scene.layout
  if (focus === 'workbench') return workbenchOf(scene).list(scene)
  const own = paneToolOf(scene)?.list?.(scene)
  if (own) return own
  return { name: focus, ids: [] }
}

function moveBy(by: number, scene: Scene, hands: Hands) {
  if (scene.layout.focus === 'preview') return scrollPreview(by, scene, hands)
  const { name, ids, fallback } = focusedList(scene)
  hands.change(chooseBy(name, ids, by, scene, fallback))
}
