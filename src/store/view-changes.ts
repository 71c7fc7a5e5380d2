// Every way the view can change, as pure functions from one view to the next.
import type { Instant } from '../incident/time.ts'
import type { Phase } from '../incident/vocabulary.ts'
import type { LogFilter, LogView, Overlay, PaneId, TimelineView, ViewState } from './view.ts'

export type ViewChange = (view: ViewState) => ViewState

export const focusPane =
  (pane: PaneId): ViewChange =>
  view => ({ ...view, focus: pane })

/** The next of the panes on this screen, round and round; zoom follows the focus. */
export const focusNext =
  (shown: readonly PaneId[], by: 1 | -1): ViewChange =>
  view => {
    const at = shown.indexOf(view.focus)
    const next = shown[(at + by + shown.length) % shown.length]
    return next ? { ...view, focus: next } : view
  }

export const toggleZoom: ViewChange = view => ({ ...view, zoomed: !view.zoomed })

export const showPhase =
  (phase: Phase | null): ViewChange =>
  view => ({ ...view, screen: 'incident', phaseShown: phase, focus: 'workbench', zoomed: false, overlays: [] })

export const pushOverlay =
  (overlay: Overlay): ViewChange =>
  view => ({ ...view, overlays: [...view.overlays, overlay] })

/** One layer off: the top overlay, else the zoom, else the focus back to the workbench. */
export const back: ViewChange = view => {
  if (view.overlays.length > 0) return { ...view, overlays: view.overlays.slice(0, -1) }
  if (view.zoomed) return { ...view, zoomed: false }
  if (view.focus !== 'workbench') return { ...view, focus: 'workbench' }
  return { ...view, phaseShown: null, notice: null }
}

export const popOverlay: ViewChange = view => ({ ...view, overlays: view.overlays.slice(0, -1) })

export const closeOverlays: ViewChange = view => ({ ...view, overlays: [] })

/** Puts another value in place of the top overlay. */
export const replaceOverlay =
  (overlay: Overlay): ViewChange =>
  view => ({ ...view, overlays: [...view.overlays.slice(0, -1), overlay] })

export const choose =
  (list: string, item: string, at: Instant): ViewChange =>
  view => ({ ...view, chosen: { ...view.chosen, [list]: item }, movedAt: at })

/** The cursor of a list goes back to where it stands by itself. */
export const forget =
  (list: string): ViewChange =>
  view => {
    const { [list]: _, ...chosen } = view.chosen
    return { ...view, chosen }
  }

export const changeTimeline =
  (change: Partial<TimelineView>): ViewChange =>
  view => ({ ...view, timeline: { ...view.timeline, ...change } })

export const scrollTo =
  (pane: string, row: number): ViewChange =>
  view => ({ ...view, scroll: { ...view.scroll, [pane]: Math.max(0, row) } })

export const notify =
  (text: string, tone: NonNullable<ViewState['notice']>['tone'], at: Instant): ViewChange =>
  view => ({ ...view, notice: { text, tone, at } })

export const putOffBanner =
  (id: string, until: Instant): ViewChange =>
  view => ({ ...view, putOff: { ...view.putOff, [id]: until } })

export const keepDraft =
  (name: string, text: string): ViewChange =>
  view => ({ ...view, drafts: { ...view.drafts, [name]: text } })

export const changeLog =
  (change: Partial<LogView>): ViewChange =>
  view => ({ ...view, log: { ...view.log, ...change } })

/** Adds a filter, or turns the same one on again where it was switched off. */
export const addLogFilter =
  (filter: Omit<LogFilter, 'id' | 'on'>): ViewChange =>
  view => {
    const id = `${filter.kind}:${filter.way}:${filter.value}`
    const added: LogFilter = { ...filter, id, on: true }
    const isReplaced = (f: LogFilter) => f.id === id || (filter.kind === 'level' && f.kind === 'level')
    const at = view.log.filters.findIndex(isReplaced)
    const others = view.log.filters.filter(f => !isReplaced(f))
    return changeLog({ filters: at < 0 ? [...others, added] : others.toSpliced(at, 0, added) })(view)
  }

export const toggleLogFilter =
  (id: string): ViewChange =>
  view =>
    changeLog({ filters: view.log.filters.map(f => (f.id === id ? { ...f, on: !f.on } : f)) })(view)

export const removeLogFilter =
  (id: string): ViewChange =>
  view =>
    changeLog({ filters: view.log.filters.filter(f => f.id !== id) })(view)

/** Follows the end again. */
export const followLog: ViewChange = changeLog({ heldAt: null, cursor: null, pinned: [] })

export const filterPane =
  (pane: PaneId, text: string): ViewChange =>
  view => ({ ...view, filters: { ...view.filters, [pane]: text } })
