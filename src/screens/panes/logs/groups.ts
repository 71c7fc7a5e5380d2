// Error groups as a view of the log pane: those of this incident first, the loudest first; Enter goes to a group's lines.
import { type ErrorGroupItem, errorGroupRows } from '../../../components/ErrorGroupList.ts'
import type { Row } from '../../../components/rows/row.ts'
import { thousands } from '../../../components/theme/numbers.ts'
import { clock } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import { addLogFilter, changeLog, choose, followLog, type ViewChange } from '../../../store/view-changes.ts'
import type { ErrorGroup } from '../../../telemetry/types.ts'
import { chooseBy, chosenOf } from '../../choosing.ts'
import { isNewGroup } from '../../groups.ts'
import type { Hands, Scene } from '../../scene.ts'

const list = 'log-groups'

export function isGroupView({ view }: Pick<Scene, 'view'>): boolean {
  return view.log.view === 'groups'
}

function sortedGroups({ telemetry, state }: Scene): ErrorGroup[] {
  return [...telemetry.groups].sort(
    (a, b) => Number(isNewGroup(b, state)) - Number(isNewGroup(a, state)) || b.count - a.count,
  )
}

export function chosenGroup(scene: Scene): ErrorGroup | null {
  const groups = sortedGroups(scene)
  const id = chosenOf(
    scene.view,
    list,
    groups.map(group => group.id),
  )
  return groups.find(group => group.id === id) ?? null
}

export function moveInGroups(scene: Scene, by: number): ViewChange {
  return chooseBy(
    list,
    sortedGroups(scene).map(group => group.id),
    by,
    scene,
  )
}

export function groupRows(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const chosen = chosenGroup(scene)
  const items = sortedGroups(scene).map(group => itemOf(group, scene, group === chosen))
  const at = items.findIndex(item => item.selected)
  const { items: shown } = windowAround(items, Math.max(0, at), Math.max(1, height - 1))
  return errorGroupRows({ items: shown, width })
}

/** The lines of the group under the cursor, of every level, following the newest. */
export function openGroup(scene: Scene, hands: Hands): void {
  const group = chosenGroup(scene)
  if (!group) return
  hands.change(choose(list, group.id, scene.now))
  hands.change(addLogFilter({ kind: 'group', way: 'in', value: group.id }))
  hands.change(followLog)
  hands.change(changeLog({ view: 'lines' }))
}

function itemOf(group: ErrorGroup, { state }: Scene, selected: boolean): ErrorGroupItem {
  const isNew = isNewGroup(group, state)
  return {
    id: group.id,
    state: isNew ? 'failing' : 'warn',
    template: group.title,
    count: thousands(group.count),
    first: clock(group.firstAt),
    last: clock(group.lastAt),
    tag: isNew ? 'new' : 'known',
    selected,
  }
}
