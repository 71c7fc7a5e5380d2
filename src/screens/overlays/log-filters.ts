// The filters of the log: each can be switched off and on again or taken away; typing or the line under the cursor adds one.
import { optionRows } from '../../components/OptionList.ts'
import { muted, type Row, row, warn } from '../../components/rows/row.ts'
import { promptRow } from '../../components/TextField.ts'
import { windowAround } from '../../components/window.ts'
import { insertText } from '../../store/field.ts'
import type { LogFilter } from '../../store/view.ts'
import { addLogFilter, popOverlay, removeLogFilter, replaceOverlay, toggleLogFilter } from '../../store/view-changes.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import { filterWords } from '../panes/logs/meta.ts'
import { type Suggestion, typedFilters, wrongFilter } from '../panes/logs/suggestions.ts'
import type { Hands, Scene } from '../scene.ts'

type Item = { readonly filter: LogFilter } | { readonly add: Suggestion }

export const logFiltersOverlay: OverlayKind<'logFilters'> = {
  look: (overlay, scene, { width, height }) => {
    const items = itemsOf(overlay, scene)
    const index = chosenIndex(overlay, items)
    const options = items.map((item, at) => ({ id: String(at), ...optionOf(item, scene), selected: at === index }))
    const room = Math.max(3, Math.min(height, 18) - 3)
    const { items: shown } = windowAround(optionRows({ items: options, width, titleWidth: 9 }), index, room)
    const wrong = wrongFilter(overlay.field.text)
    return {
      title: 'Filters of the log',
      meta: `${scene.view.log.filters.filter(one => one.on).length} on`,
      rows: [
        promptRow({
          field: overlay.field,
          width,
          placeholder: 'a text, -text to leave it out, /regular expression/, level error',
        }),
        wrong ? row(warn(wrong)) : row(),
        ...shown,
      ] satisfies Row[],
      at: 'bottom',
    }
  },
  next: (overlay, scene) => {
    const item = itemsOf(overlay, scene)[chosenIndex(overlay, itemsOf(overlay, scene))]
    if (!item) return { action: 'nothing to add yet', ready: false }
    if (wrongFilter(overlay.field.text) !== null) return { action: 'the expression is not whole yet', ready: false }
    if ('filter' in item)
      return { action: `switch ${item.filter.on ? 'off' : 'on'}: ${wordsOf(item.filter, scene)}`, run: act }
    return { action: `show ${item.add.words}`, run: act }
  },
  hints: ({ field }) => [
    { key: '↑↓', label: 'choose' },
    { key: 'Space', label: 'on or off', disabled: field.text !== '' },
    { key: 'Delete', label: 'take away' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    const items = itemsOf(overlay, scene)
    const index = chosenIndex(overlay, items)
    const item = items[index]
    const by = key === 'down' ? 1 : key === 'up' ? -1 : key === 'pagedown' ? 8 : key === 'pageup' ? -8 : 0
    if (by !== 0) {
      const next = Math.max(0, Math.min(items.length - 1, index + by))
      return hands.change(replaceOverlay({ ...overlay, index: next }))
    }
    const isEmpty = overlay.field.text === ''
    if (isEmpty && key === 'space' && item && 'filter' in item) return hands.change(toggleLogFilter(item.filter.id))
    if (isEmpty && (key === 'delete' || key === 'backspace')) {
      if (item && 'filter' in item) hands.change(removeLogFilter(item.filter.id))
      return
    }
    const field = typeInto(overlay.field, key)
    if (field) hands.change(replaceOverlay({ ...overlay, field, index: 0 }))
  },
  paste: (text, overlay, _, hands) =>
    hands.change(replaceOverlay({ ...overlay, field: insertText(overlay.field, text), index: 0 })),
}

/** While something is typed what it would add comes first and alone; else the filters there are, then what is offered. */
function itemsOf({ field }: OverlayOf<'logFilters'>, scene: Scene): Item[] {
  const added = typedFilters(field.text, scene).map((add): Item => ({ add }))
  return field.text === '' ? [...scene.view.log.filters.map((filter): Item => ({ filter })), ...added] : added
}

function chosenIndex({ index }: OverlayOf<'logFilters'>, items: readonly Item[]): number {
  return Math.max(0, Math.min(items.length - 1, index))
}

function optionOf(item: Item, scene: Scene) {
  if ('add' in item) return { title: 'add', words: item.add.words }
  const { on } = item.filter
  return { title: on ? '✓ on' : '○ off', words: on ? wordsOf(item.filter, scene) : muted(wordsOf(item.filter, scene)) }
}

function wordsOf(filter: LogFilter, scene: Scene): string {
  const { kind, value } = filterWords(filter, scene)
  return `${kind} ${value}`.trim()
}

/** A filter that is there is switched; a new one is added and the way back is free. */
function act(scene: Scene, hands: Hands): void {
  const overlay = scene.view.overlays.at(-1) as OverlayOf<'logFilters'>
  const items = itemsOf(overlay, scene)
  const item = items[chosenIndex(overlay, items)]
  if (!item) return
  if ('filter' in item) hands.change(toggleLogFilter(item.filter.id))
  else {
    hands.change(addLogFilter(item.add.filter))
    hands.change(popOverlay)
  }
}
