// Past incidents: the ones like the present one, all of them by search, figures, and what they left to do.
// Tab turns between the four; the query narrows the second and third.
import { ruleRow } from '../../components/LogPane.tsx'
import type { Row } from '../../components/rows/row.ts'
import { row } from '../../components/rows/row.ts'
import { promptRow } from '../../components/TextField.ts'
import { type OpenAction, openActions } from '../../memory/figures.ts'
import { searchIncidents } from '../../memory/search.ts'
import type { SimilarIncident } from '../../memory/similar.ts'
import { insertText } from '../../store/field.ts'
import { memoryTabs } from '../../store/view.ts'
import { closeOverlays, pushOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'
import { actionRows, figureRows, incidentListRows, similarRows } from './incidents-rows.ts'

type Incidents = OverlayOf<'incidents'>

const titles = {
  similar: 'Like this one',
  all: 'Past incidents',
  figures: 'Figures',
  actions: 'Open action items',
} as const

/** Opens on what looks like the present incident where there is such a thing, else on all. */
export function openIncidentsOverlay(scene: Scene, hands: Hands): void {
  const tab = scene.state.id !== null && scene.past.similarTo(scene.state).length > 0 ? 'similar' : 'all'
  hands.change(pushOverlay({ kind: 'incidents', tab, query: { text: '', cursor: 0 }, index: 0 }))
}

export const incidentsOverlay: OverlayKind<'incidents'> = {
  look: (overlay, scene, { width, height }) => ({
    title: titles[overlay.tab],
    meta: metaOf(overlay, scene),
    rows: filled(rowsOf(overlay, scene, { width, height }), height),
    at: 'top',
  }),
  next: (overlay, scene) => nextOf(overlay, scene),
  hints: () => [
    { key: '↑↓', label: 'choose' },
    { key: 'Tab', label: 'next view' },
    { key: 'Ctrl-U', label: 'clear' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    if (key === 'tab' || key === 'shift-tab') return turn(key === 'tab' ? 1 : -1, overlay, scene, hands)
    const by = key === 'down' ? 1 : key === 'up' ? -1 : key === 'pagedown' ? 10 : key === 'pageup' ? -10 : 0
    if (by !== 0) {
      const last = countOf(overlay, scene) - 1
      const index = Math.max(0, Math.min(last, overlay.index + by))
      return hands.change(replaceOverlay({ ...overlay, index }))
    }
    const query = typeInto(overlay.query, key)
    if (query && takesQuery(overlay)) hands.change(replaceOverlay({ ...overlay, query, index: 0 }))
  },
  paste: (text, overlay, _, hands) => {
    if (takesQuery(overlay))
      hands.change(replaceOverlay({ ...overlay, query: insertText(overlay.query, text), index: 0 }))
  },
}

function rowsOf(overlay: Incidents, scene: Scene, room: { width: number; height: number }): Row[] {
  const { width } = room
  if (overlay.tab === 'similar') return similarRows(similarTo(scene), { ...room, index: overlay.index, now: scene.now })
  if (overlay.tab === 'actions')
    return actionRows(actionsOf(scene), { width, height: room.height, index: overlay.index })
  const found = foundBy(overlay, scene)
  const head = [promptRow({ field: overlay.query, width, placeholder: hint(overlay) }), ruleRow(width)]
  const rest = { width, height: room.height - head.length, index: overlay.index, now: scene.now }
  const body = overlay.tab === 'all' ? incidentListRows(found.digests, rest) : figureRows(found.digests, rest)
  return [...head, ...body]
}

function hint({ tab }: Incidents): string {
  const what = tab === 'all' ? 'any words' : 'over all'
  return `${what} · P1 open service:… by:… cause:… since:90d drills`
}

function metaOf(overlay: Incidents, scene: Scene): string {
  const tab = `${memoryTabs.indexOf(overlay.tab) + 1} of ${memoryTabs.length}`
  if (overlay.tab === 'similar') return `${similarTo(scene).length} found, explained · ${tab}`
  if (overlay.tab === 'actions') return `${actionsOf(scene).length} open · ${tab}`
  const { digests, filters } = foundBy(overlay, scene)
  return [`${digests.length} incidents`, ...filters, tab].join(' · ')
}

function nextOf(overlay: Incidents, scene: Scene): NextAction {
  const id = chosenId(overlay, scene)
  if (overlay.tab === 'figures') return { action: 'close the figures', run: (_, hands) => hands.change(closeOverlays) }
  if (id === null) return { action: 'nothing to open', ready: false }
  if (id === scene.state.id) return { action: 'this is the incident that is open', ready: false }
  const detail = scene.state.id === null ? '' : 'the present one stays open and is kept'
  return {
    action: 'open this incident',
    ...(detail && { detail }),
    run: (_, hands) => {
      hands.change(closeOverlays)
      hands.open(id)
    },
  }
}

function chosenId(overlay: Incidents, scene: Scene): string | null {
  if (overlay.tab === 'similar') return similarTo(scene)[overlay.index]?.digest.id ?? null
  if (overlay.tab === 'actions') return actionsOf(scene)[overlay.index]?.incidentId ?? null
  return foundBy(overlay, scene).digests[overlay.index]?.id ?? null
}

function countOf(overlay: Incidents, scene: Scene): number {
  if (overlay.tab === 'similar') return similarTo(scene).length
  if (overlay.tab === 'actions') return actionsOf(scene).length
  return overlay.tab === 'all' ? foundBy(overlay, scene).digests.length : 0
}

function takesQuery({ tab }: Incidents): boolean {
  return tab === 'all' || tab === 'figures'
}

function turn(by: 1 | -1, overlay: Incidents, scene: Scene, hands: Hands): void {
  const tabs = memoryTabs.filter(tab => tab !== 'similar' || scene.state.id !== null)
  const tab = tabs[(tabs.indexOf(overlay.tab) + by + tabs.length) % tabs.length] ?? 'all'
  hands.change(replaceOverlay({ ...overlay, tab, index: 0 }))
}

function foundBy({ query }: Incidents, { past, now }: Scene) {
  return searchIncidents(query.text, past.digests, now)
}

function similarTo({ past, state }: Scene): readonly SimilarIncident[] {
  return past.similarTo(state)
}

function actionsOf({ past, now }: Scene): OpenAction[] {
  const real = past.digests.filter(one => one.drill === null)
  return openActions(real, now)
}

/** Always as tall as its place: nothing jumps while a query is typed. */
function filled(rows: readonly Row[], height: number): Row[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? row())
}
