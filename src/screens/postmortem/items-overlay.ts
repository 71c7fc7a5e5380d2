// The action items, one a row: edited, done, dropped. Nothing goes: what was dropped stays to be seen.

import { cursor } from '../../components/marks.ts'
import { muted, type Row, row, segment, selected, spread } from '../../components/rows/row.ts'
import { counted } from '../../components/theme/numbers.ts'
import { windowAround } from '../../components/window.ts'
import type { ActionItem } from '../../incident/state.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind } from '../overlay.ts'
import type { Scene } from '../scene.ts'
import { scrollSteps } from '../scroll-steps.ts'
import { editAction } from './action-overlay.ts'
import { openAction } from './keys.ts'

export const itemsOverlay: OverlayKind<'actionItems'> = {
  look: ({ index }, scene, { width, height }) => {
    const items = itemsOf(scene)
    const rows = items.map((item, at) => itemRow(item, at === index, width))
    const open = items.filter(one => !one.done && !one.dropped).length
    return {
      title: 'Action items',
      meta: `${counted(items.length, 'item')}, ${open} open`,
      rows: windowAround(rows, index, height).items,
      at: 'top',
    }
  },
  next: ({ index }, scene) => {
    const item = itemsOf(scene)[index]
    if (!item) return { action: 'close', run: (_, hands) => hands.change(popOverlay) }
    return {
      action: 'edit it',
      detail: 'text, @owner, by date, #kind, !priority in one line',
      run: (_, hands) => editAction(item, hands),
    }
  },
  hints: ({ index }, scene) => {
    const item = itemsOf(scene)[index]
    return [
      { key: 'Space', label: item?.done ? 'open again' : 'done' },
      { key: 'x', label: item?.dropped ? 'take up again' : 'drop' },
      { key: 'a', label: 'add' },
      { key: 'Esc', label: 'close' },
    ]
  },
  key: (key, overlay, scene, hands) => {
    const items = itemsOf(scene)
    const item = items[overlay.index]
    if (key === 'a') return openAction(scene, hands)
    if (key === 'space' && item)
      return void hands.dispatch({ kind: 'changeActionItem', actionId: item.id, done: !item.done })
    if (key === 'x' && item)
      return void hands.dispatch({ kind: 'changeActionItem', actionId: item.id, dropped: !item.dropped })
    const by = scrollSteps[key]
    if (by === undefined) return
    const index = Math.max(0, Math.min(items.length - 1, overlay.index + by))
    hands.change(replaceOverlay({ ...overlay, index }))
  },
}

/** What is open first, what was dropped last. */
function itemsOf({ state }: Scene): ActionItem[] {
  const place = (item: ActionItem) => (item.dropped ? 2 : item.done ? 1 : 0)
  return [...state.actionItems].sort((a, b) => place(a) - place(b) || a.at - b.at)
}

function itemRow({ text, owner, due, kind, priority, done, dropped }: ActionItem, here: boolean, width: number): Row {
  const sign = dropped ? segment('–', 'muted') : done ? segment('✓', 'ok') : segment('○', 'muted')
  const word = dropped ? 'dropped' : done ? 'done' : ''
  const meta = [word, owner ? `@${owner}` : 'no owner', due ?? 'no date', kind, priority].filter(Boolean).join(' · ')
  const left = row(cursor(here), ' ', sign, segment(` ${text}`, dropped ? 'muted' : here ? 'strong' : 'text')).segments
  return selected(spread(left, muted(width < 60 ? meta.replace(/ · \w+ · \w+$/, '') : meta), width), here)
}
