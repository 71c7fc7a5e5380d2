// The start screen's keys: one field, and the list of what can be resumed below it.
import type { Desk } from '../../store/desk.ts'
import { emptyField, type ViewState } from '../../store/view.ts'
import { choose, pushOverlay } from '../../store/view-changes.ts'
import { chosenOf } from '../choosing.ts'
import { typeInto } from '../overlay.ts'

type Start = ViewState['start']

export function pressOnStart(key: string, desk: Desk, leave: () => void) {
  const { start } = desk.store.getState().view
  const set = (change: Partial<Start>) => desk.change(view => ({ ...view, start: { ...view.start, ...change } }))
  if (key === 'ctrl-t') return askForTrust(desk)
  if (key === 'ctrl-r') return recallIncidents(desk)
  if (start.focus === 'practice') return pressOnPractice(key, desk, leave)
  if (start.focus === 'list') {
    if (key === 'tab' && desk.practice) return set({ focus: 'practice' })
    if (key === 'esc' || key === 'tab' || key === 'shift-tab') return set({ focus: 'field' })
    if (key === 'q') return leave()
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    if (by !== 0) return moveBy(by, desk)
    const chosen = chosenIncident(desk)
    if (key === 'enter' && chosen !== null) desk.open(chosen)
    return
  }
  if (key === 'enter') return void desk.declare(start.field.text)
  if (key === 'esc') return set({ field: emptyField })
  if (key === 'tab' && desk.practice) return set({ focus: 'practice' })
  if (key === 'down' || key === 'tab') return resumable(desk).length > 0 ? set({ focus: 'list' }) : undefined
  const field = typeInto(start.field, key)
  if (field) set({ field })
}

function askForTrust(desk: Desk): void {
  if (desk.store.getState().untrusted) desk.change(pushOverlay({ kind: 'trust', top: 0, seen: false }))
}

/** As in a shell: what was there before, by its words. */
function recallIncidents(desk: Desk): void {
  if (desk.incidents().length === 0) return
  desk.change(pushOverlay({ kind: 'incidents', tab: 'all', query: emptyField, index: 0 }))
}

/** What can be resumed, newest first. */
export function openIncidents(desk: Pick<Desk, 'incidents'>) {
  return desk
    .incidents()
    .filter(state => state.status !== 'closed')
    .reverse()
}

const mostClosed = 3

/** What the list shows: what can be resumed, then what was closed last. */
export function resumable(desk: Pick<Desk, 'incidents'>) {
  const closed = desk
    .incidents()
    .filter(state => state.status === 'closed')
    .slice(-mostClosed)
    .reverse()
  return [...openIncidents(desk), ...closed]
}

/** The outage that Enter begins while the practice outages are shown. */
export function chosenOutage(desk: Desk): string | null {
  return chosenOf(desk.store.getState().view, 'practice', namesOf(desk))
}

function pressOnPractice(key: string, desk: Desk, leave: () => void): void {
  const names = namesOf(desk)
  const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
  const next = names[names.indexOf(chosenOutage(desk) ?? '') + by]
  const chosen = chosenOutage(desk)
  if (by !== 0 && next !== undefined) desk.change(choose('practice', next, desk.now()))
  if (key === 'q') leave()
  if (key === 'enter' && chosen !== null) desk.practice?.begin(chosen)
  if (key === 'esc' || key === 'tab' || key === 'shift-tab')
    desk.change(view => ({ ...view, start: { ...view.start, focus: 'field' } }))
}

function namesOf({ practice }: Desk): string[] {
  return practice?.outages.map(({ name }) => name) ?? []
}

/** The incident that Enter resumes while the list has the focus. */
export function chosenIncident(desk: Desk): string | null {
  return chosenOf(desk.store.getState().view, 'start', idsOf(desk))
}

function moveBy(by: 1 | -1, desk: Desk): void {
  const ids = idsOf(desk)
  const next = ids[ids.indexOf(chosenIncident(desk) ?? '') + by]
  if (next !== undefined) desk.change(choose('start', next, desk.now()))
}

function idsOf(desk: Desk): string[] {
  return resumable(desk).map(state => state.id ?? '')
}
