// What made it possible, and the whys under one another: a tree that may branch.
import { cursor } from '../../components/marks.ts'
import { blankRow, heading, muted, type Row, row, segment, selected } from '../../components/rows/row.ts'
import { promptRow } from '../../components/TextField.ts'
import { windowAround } from '../../components/window.ts'
import { cleanText } from '../../incident/redact.ts'
import type { IncidentState } from '../../incident/state.ts'
import { insertText } from '../../store/field.ts'
import { emptyField } from '../../store/view.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'

type Factors = OverlayOf<'factors'>
type Factor = IncidentState['factors'][number]

interface Placed {
  readonly factor: Factor
  readonly depth: number
}

export const factorsOverlay: OverlayKind<'factors'> = {
  look: (overlay, { state }, { width, height }) => {
    const placed = placesOf(state)
    const asks =
      overlay.adding === null
        ? []
        : [promptRow({ field: overlay.field, width, placeholder: placeholder(overlay, state) })]
    const rows = factorRows(placed, overlay.index, width)
    const room = Math.max(3, height - asks.length - 1)
    return {
      title: 'Factors and whys',
      meta: overlay.adding === null ? '' : overlay.adding.kind === 'why' ? 'a why' : 'a contributing factor',
      rows: [...windowAround(rows, overlay.index + 1, room).items, ...(asks.length > 0 ? [blankRow, ...asks] : [])],
      at: 'top',
    }
  },
  next: factorsNext,
  hints: ({ adding }) =>
    adding === null
      ? [
          { key: 'a', label: 'add a factor' },
          { key: 'w', label: 'ask why' },
          { key: 'x', label: 'take back' },
          { key: 'Esc', label: 'close' },
        ]
      : [{ key: 'Esc', label: 'close' }],
  key: (key, overlay, { state }, hands) => {
    if (overlay.adding !== null) {
      const field = typeInto(overlay.field, key)
      if (field) hands.change(replaceOverlay({ ...overlay, field }))
      return
    }
    const placed = placesOf(state)
    const here = placed[overlay.index]?.factor
    if (key === 'a') return add(overlay, { kind: 'contributing', parent: null }, hands)
    if (key === 'w') return add(overlay, { kind: 'why', parent: here?.kind === 'why' ? here.id : null }, hands)
    if (key === 'x' && here) return void hands.dispatch({ kind: 'retractEntry', target: here.id, reason: '' })
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    const index = Math.max(0, Math.min(placed.length - 1, overlay.index + by))
    if (by !== 0) hands.change(replaceOverlay({ ...overlay, index }))
  },
  paste: (text, overlay, _, hands) => {
    if (overlay.adding !== null) hands.change(replaceOverlay({ ...overlay, field: insertText(overlay.field, text) }))
  },
}

function add(overlay: Factors, adding: NonNullable<Factors['adding']>, hands: Hands): void {
  hands.change(replaceOverlay({ ...overlay, adding, field: emptyField }))
}

/** Contributing factors, then the whys with their answers under them. */
function placesOf({ factors }: IncidentState): Placed[] {
  const whys = factors.filter(one => one.kind === 'why')
  const ids = new Set(whys.map(one => one.id))
  const under = (parent: string | null, depth: number): Placed[] =>
    whys
      .filter(one => (one.parent !== null && ids.has(one.parent) ? one.parent : null) === parent)
      .flatMap(factor => [{ factor, depth }, ...under(factor.id, depth + 1)])
  const contributing = factors.filter(one => one.kind === 'contributing')
  return [...contributing.map(factor => ({ factor, depth: 0 })), ...under(null, 0)]
}

function factorRows(placed: readonly Placed[], index: number, width: number): Row[] {
  const rowsOf = (kind: Factor['kind']) =>
    placed.flatMap(({ factor, depth }, at) => {
      if (factor.kind !== kind) return []
      const here = at === index
      const lead = `${'  '.repeat(depth)}${kind === 'why' ? '→ ' : '- '}`
      return [selected(row(cursor(here), ' ', muted(lead), segment(factor.text, here ? 'strong' : 'text')), here)]
    })
  const none = (words: string) => [row('  ', muted(words))]
  const [factors, whys] = [rowsOf('contributing'), rowsOf('why')]
  return [
    heading('Contributing factors', width),
    ...(factors.length > 0 ? factors : none('none yet: what made it possible or worse')),
    blankRow,
    heading('Whys', width),
    ...(whys.length > 0 ? whys : none('none yet: why did it happen, and why that')),
  ]
}

function placeholder({ adding }: Factors, { factors, rootCause }: IncidentState): string {
  if (adding?.kind === 'contributing') return 'what made it possible or worse'
  const parent = factors.find(one => one.id === adding?.parent)
  const about = parent?.text ?? rootCause?.text
  return about ? `why: ${about}` : 'why did it happen'
}

function factorsNext(overlay: Factors, { state }: Scene): NextAction {
  if (overlay.adding === null) {
    const here = placesOf(state)[overlay.index]?.factor
    if (here?.kind === 'why')
      return {
        action: 'ask why once more',
        detail: 'under this answer',
        run: (_, hands) => add(overlay, { kind: 'why', parent: here.id }, hands),
      }
    return {
      action: 'add a contributing factor',
      detail: 'w asks why',
      run: (_, hands) => add(overlay, { kind: 'contributing', parent: null }, hands),
    }
  }
  if (overlay.field.text.trim() === '')
    return { action: 'close', detail: 'nothing is typed', run: (_, hands) => hands.change(popOverlay) }
  return {
    action: overlay.adding.kind === 'why' ? 'add this why' : 'add this factor',
    detail: 'then the next one',
    run: give,
  }
}

/** Each answer opens the next question: whys go deeper, factors go on beside one another. */
function give(scene: Scene, hands: Hands): void {
  const overlay = scene.view.overlays.at(-1) as Factors
  if (overlay.adding === null) return
  const { kind: factorKind, parent } = overlay.adding
  const text = cleanText(overlay.field.text).trim()
  if (!hands.dispatch({ kind: 'addFactor', text, factorKind, parent })) return
  hands.change(replaceOverlay({ ...overlay, adding: null, field: emptyField, index: placesOf(scene.state).length }))
}
