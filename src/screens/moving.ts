// Moving in the focused pane: one row, one page, to the ends.
import { changeLog, scrollTo } from '../store/view-changes.ts'
import { chooseBy } from './choosing.ts'
import { always, type Command } from './command.ts'
import { healthRowsOf } from './panes/health.ts'
import { visibleLines } from './panes/logs.ts'
import { timelineIds } from './panes/timeline.ts'
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

/** What the cursor of the focused pane moves through; the logs move line by line instead. */
export function focusedList(scene: Scene): ItemList {
  const { focus } = scene.layout
  if (focus === 'workbench') return workbenchOf(scene).list(scene)
  if (focus === 'health') return { name: 'health', ids: healthRowsOf(scene, null).map(row => row.id) }
  if (focus === 'timeline') {
    const ids = timelineIds(scene)
    return { name: 'timeline', ids, fallback: ids.at(-1) ?? null }
  }
  return { name: focus, ids: [] }
}

function moveBy(by: number, scene: Scene, hands: Hands) {
  if (scene.layout.focus === 'logs') return moveInLogs(by, scene, hands)
  if (scene.layout.focus === 'updates') return hands.change(scrollTo('updates', (scene.view.scroll.updates ?? 0) + by))
  const { name, ids, fallback } = focusedList(scene)
  hands.change(chooseBy(name, ids, by, scene, fallback))
}

/** Up from the end holds the view where it is; back down at the newest line follows it again. */
function moveInLogs(by: number, scene: Scene, hands: Hands): void {
  const { view, log } = scene
  const everything = { ...scene, view: { ...view, log: { ...view.log, heldAt: null } } }
  const lines = visibleLines(everything, log.length).filter(index => !log.line(index)?.continues)
  const cursor = view.log.cursor ?? lines.at(-1) ?? null
  if (cursor === null) return
  const at = lines.findLastIndex(index => index <= cursor)
  const next = lines[Math.min(lines.length - 1, Math.max(0, at + by))]
  if (next === undefined) return
  const isLast = next === lines.at(-1)
  hands.change(
    changeLog(
      isLast && by > 0
        ? { cursor: null, heldAt: null }
        : { cursor: next, heldAt: heldFor(next, lines, view.log.heldAt) },
    ),
  )
}

/** The last line shown: it stays while the cursor moves within a page of it. */
function heldFor(cursor: number, lines: readonly number[], heldAt: number | null): number {
  const held = heldAt ?? lines.at(-1) ?? cursor
  if (cursor > held) return cursor
  const page = 6
  const distance = lines.filter(index => index > cursor && index <= held).length
  return distance < page ? held : (lines[lines.indexOf(cursor) + page - 1] ?? cursor)
}
