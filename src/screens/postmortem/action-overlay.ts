// One action item: a suggestion taken by its digit, or a line of one's own with owner, date, kind and priority in it.

import { cursor } from '../../components/marks.ts'
import { blankRow, muted, type Row, row, segment, selected, warn } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { promptRow } from '../../components/TextField.ts'
import { actionInWords, actionLine } from '../../incident/action-in-words.ts'
import { cleanText } from '../../incident/redact.ts'
import type { ActionItem } from '../../incident/state.ts'
import { fieldOf, insertText } from '../../store/field.ts'
import { forget, keepDraft, popOverlay, pushOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'
import { outlineList, suggestionItems } from './outline.ts'
import { takeSuggestion } from './taking.ts'

type Action = OverlayOf<'action'>

export const actionOverlay: OverlayKind<'action'> = {
  look: (overlay, scene, { width }) => ({
    title: overlay.target === null ? 'Action item' : 'Edit the action item',
    meta:
      overlay.target === null && overlay.field.text === '' && offered(overlay, scene).length > 0 ? 'digit takes' : '',
    rows: [
      promptRow({ field: overlay.field, width, placeholder: 'what to do  @owner by 1 Apr #prevent !high' }),
      row(overlay.error ? warn(overlay.error) : muted(understood(overlay, scene))),
      ...suggestionRows(overlay, scene, width),
    ],
    at: 'bottom',
  }),
  next: actionNext,
  hints: (overlay, scene) => [
    ...(offered(overlay, scene).length > 0 && overlay.field.text === ''
      ? [
          { key: `1–${offered(overlay, scene).length}`, label: 'take it' },
          { key: '↑↓', label: 'choose' },
          { key: 'Ctrl-D', label: 'not this one' },
        ]
      : []),
    { key: 'Esc', label: 'not now' },
  ],
  key: (key, overlay, scene, hands) => {
    const items = offered(overlay, scene)
    if (overlay.field.text === '' && items.length > 0) {
      const digit = items[Number(key) - 1]
      if (/^[1-9]$/.test(key) && digit) return take(digit.suggestion, scene, hands)
      const by = key === 'down' ? 1 : key === 'up' ? -1 : 0
      if (by !== 0) {
        const index = Math.max(0, Math.min(items.length - 1, overlay.index + by))
        return hands.change(replaceOverlay({ ...overlay, index }))
      }
      const here = items[overlay.index]
      if (key === 'ctrl-d' && here) return dismiss(here.suggestion.id, here.suggestion, hands)
    }
    const field = typeInto(overlay.field, key)
    if (field) hands.change(replaceOverlay({ ...overlay, field, error: null }))
  },
  paste: (text, overlay, _, hands) =>
    hands.change(replaceOverlay({ ...overlay, field: insertText(overlay.field, text), error: null })),
  leaving: ({ target, field }, _, hands) => {
    if (target === null) hands.change(keepDraft('action', field.text))
  },
}

/** Opens the line with an item's words in it. */
export function editAction(item: ActionItem, hands: Hands): void {
  hands.change(
    pushOverlay({ kind: 'action', target: item.id, field: fieldOf(actionLine(item)), index: 0, error: null }),
  )
}

function offered({ target }: Action, scene: Scene) {
  return target === null ? suggestionItems(scene) : []
}

function understood({ field }: Action, { now }: Scene): string {
  if (field.text.trim() === '') return ''
  const { owner, due, kind, priority } = actionInWords(field.text, now)
  const parts = [
    owner ? `owner ${owner}` : 'no owner: @name',
    due ? `due ${due}` : 'no date: by 1 Apr',
    kind ?? 'prevent',
    `${priority ?? 'medium'} priority`,
  ]
  return parts.join(' · ')
}

function suggestionRows(overlay: Action, scene: Scene, width: number): Row[] {
  if (overlay.field.text !== '') return []
  const items = offered(overlay, scene)
  const rows = items.flatMap(({ number, suggestion }, index) => {
    const here = index === overlay.index
    const lines = wrapText(suggestion.text, width - 5)
    return [
      ...lines.map((line, at) =>
        selected(
          row(
            cursor(here && at === 0),
            ' ',
            muted(at === 0 ? `${number}  ` : '   '),
            segment(line, here ? 'strong' : 'text'),
          ),
          here,
        ),
      ),
      row('     ', muted(suggestion.reason)),
    ]
  })
  return rows.length > 0 ? [blankRow, ...rows] : []
}

function actionNext(overlay: Action, scene: Scene): NextAction {
  const text = overlay.field.text.trim()
  const here = offered(overlay, scene)[overlay.index]
  if (text === '' && here) {
    return {
      action: `take suggestion ${here.number}`,
      detail: 'or type your own',
      run: (now, hands) => take(here.suggestion, now, hands),
    }
  }
  if (text === '') return { action: 'add it', detail: 'once it has words', ready: false }
  return { action: overlay.target === null ? 'add this action item' : 'save the action item', run: give }
}

type Suggested = ReturnType<typeof suggestionItems>[number]['suggestion']

function take(suggestion: Suggested, scene: Scene, hands: Hands): void {
  hands.change(popOverlay)
  takeSuggestion(suggestion, scene, hands)
}

/** Dropped before it was taken: it is not offered again. */
function dismiss(suggestion: string, { text, kind, priority }: Suggested, hands: Hands): void {
  const actionId = hands.newId()
  const item = { actionId, text, itemKind: kind, owner: null, due: null, priority, suggestion }
  if (hands.dispatch({ kind: 'addActionItem', ...item }))
    hands.dispatch({ kind: 'changeActionItem', actionId, dropped: true })
}

function give(scene: Scene, hands: Hands): void {
  const overlay = scene.view.overlays.at(-1) as Action
  const { text, owner, due, kind, priority } = actionInWords(cleanText(overlay.field.text), scene.now)
  if (text === '') {
    hands.change(replaceOverlay({ ...overlay, error: 'say what is to be done' }))
    return
  }
  const { target } = overlay
  const done =
    target === null
      ? hands.dispatch({
          kind: 'addActionItem',
          actionId: hands.newId(),
          text,
          itemKind: kind ?? 'prevent',
          owner,
          due,
          priority: priority ?? 'medium',
          suggestion: null,
        })
      : hands.dispatch({
          kind: 'changeActionItem',
          actionId: target,
          text,
          owner,
          due,
          ...(kind && { itemKind: kind }),
          ...(priority && { priority }),
        })
  if (!done) return
  hands.change(popOverlay)
  hands.change(keepDraft('action', ''))
  if (target === null) hands.change(forget(outlineList))
}
