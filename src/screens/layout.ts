// Where everything stands at a given size. Pure: size, zoom and focus in, regions out; they tile the screen.
// Rule: header, situation, Next and footer never move, and the workbench never goes.

export type PaneId = 'plan' | 'health' | 'updates' | 'workbench' | 'timeline' | 'logs' | 'preview'

/** What Tab goes through; the plan is for looking at. */
export const focusOrder = ['workbench', 'health', 'logs', 'timeline', 'updates'] as const
export type FocusablePane = (typeof focusOrder)[number] | 'preview'
/** What Tab goes through in the post-mortem: its outline, and the document beside it. */
export const documentOrder = ['workbench', 'preview'] as const

export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type SizeClass = 'wide' | 'medium' | 'narrow' | 'small' | 'tooSmall'

export interface Layout {
  readonly size: SizeClass
  /** The whole screen. */
  readonly screen: Region
  /** What lies between the fixed rows: zoomed panes and the post-mortem take all of it. */
  readonly body: Region
  readonly header: Region
  readonly rail: Region | null
  readonly situation: Region
  readonly panes: Readonly<Partial<Record<PaneId, Region>>>
  /** The strip under a single pane ("Watching"), or the one row the logs shrink to. */
  readonly strip: Region | null
  readonly stripKind: 'watching' | 'logs' | null
  readonly blank: Region | null
  readonly next: Region
  readonly footer: Region
  /** The pane that has the focus; it is always one of `panes`. */
  readonly focus: FocusablePane
  /** True where panes have sides (100 columns and more). */
  readonly framed: boolean
}

export interface LayoutInput {
  readonly cols: number
  readonly rows: number
  readonly zoom?: boolean
  readonly focus?: FocusablePane
  /** The post-mortem: its outline and its preview take the whole body. */
  readonly document?: boolean
}

export const smallest = { cols: 60, rows: 16 } as const

function sizeClass(cols: number, rows: number): SizeClass {
  if (cols < smallest.cols || rows < smallest.rows) return 'tooSmall'
  if (cols < 80) return 'small'
  return cols < 100 ? 'narrow' : cols < 140 ? 'medium' : 'wide'
}

/** The regions of a screen of `cols` x `rows` cells. Under 60x16 the workbench is the whole screen ("too small"). */
export function layout({
  cols,
  rows,
  zoom = false,
  focus: wanted = 'workbench',
  document = false,
}: LayoutInput): Layout {
  const size = sizeClass(cols, rows)
  const focus = wanted === 'preview' && !document ? 'workbench' : wanted
  const hasPlan = size === 'wide' && rows >= 24 && !document
  const top = hasPlan ? 2 : 3
  const body: Region = { x: 0, y: top, width: cols, height: Math.max(0, rows - top - 2) }
  const line = (y: number): Region => ({ x: 0, y, width: cols, height: 1 })
  const screen: Region = { x: 0, y: 0, width: cols, height: rows }
  if (size === 'tooSmall') return tooSmall(screen, line(0))
  const base = {
    size,
    screen,
    body,
    header: line(0),
    rail: hasPlan ? null : line(1),
    situation: line(top - 1),
    strip: null,
    stripKind: null,
    blank: null,
    next: line(rows - 2),
    footer: line(rows - 1),
    focus,
    framed: cols >= 100,
  } as const
  if (document) return { ...base, panes: documentPanes(body, { focus, zoom, framed: base.framed }) }
  if (zoom) return { ...base, panes: { [focus]: body } }
  if (rows < 24) return { ...base, panes: { [focus]: body } }
  if (size === 'wide') return { ...base, ...withFocus(wide(body, rows), focus) }
  if (size === 'medium') return { ...base, ...withFocus(medium(body, rows), focus) }
  return { ...base, ...onePane(body, rows, focus) }
}

interface Arrangement {
  readonly panes: Readonly<Partial<Record<PaneId, Region>>>
  readonly strip: Region | null
  readonly stripKind: 'watching' | 'logs' | null
  readonly blank: Region | null
}

function wide(body: Region, rows: number): Arrangement {
  const left = 32
  const timelineWidth = clamp(Math.round(0.3125 * body.width), 44, 60)
  const hasUpdates = rows >= 40
  const logsHeight = rows >= 40 ? clamp(Math.round(0.36 * body.height), 10, 20) : rows >= 30 ? 9 : 1
  const [planHeight, updatesHeight] = [11, hasUpdates ? 11 : 0]
  const [plan, health, updates] = splitRows({ ...body, width: left }, [
    planHeight,
    body.height - planHeight - updatesHeight,
    updatesHeight,
  ])
  const right: Region = { ...body, x: left, width: body.width - left }
  const [upper, logs] = splitRows(right, [body.height - logsHeight, logsHeight])
  const workbench: Region = { ...upper!, width: upper!.width - timelineWidth }
  const timeline: Region = { ...upper!, x: workbench.x + workbench.width, width: timelineWidth }
  const panes = { plan: plan!, health: health!, ...(hasUpdates && { updates: updates! }), workbench, timeline }
  return withLogs(panes, logs!)
}

/** Another pane that has the focus over a post-mortem takes the whole body, as the preview does where it is zoomed. */
function documentPanes(
  body: Region,
  { focus, zoom, framed }: { readonly focus: FocusablePane; readonly zoom: boolean; readonly framed: boolean },
): Layout['panes'] {
  const isDocument = focus === 'workbench' || focus === 'preview'
  if (!isDocument || zoom || !framed) return { [focus]: body }
  const outline = 34
  return {
    workbench: { ...body, width: outline },
    preview: { ...body, x: outline, width: body.width - outline },
  }
}

function medium(body: Region, rows: number): Arrangement {
  const sideWidth = clamp(Math.round(0.35 * body.width), 36, 48)
  const logsHeight = rows >= 40 ? 12 : rows >= 30 ? 8 : 1
  const left: Region = { ...body, width: body.width - sideWidth }
  const [workbench, logs] = splitRows(left, [body.height - logsHeight, logsHeight])
  const side: Region = { ...body, x: left.width, width: sideWidth }
  const [health, timeline] = splitRows(side, [9, body.height - 9])
  return withLogs({ workbench: workbench!, health: health!, timeline: timeline! }, logs!)
}

function withLogs(panes: Readonly<Partial<Record<PaneId, Region>>>, logs: Region): Arrangement {
  if (logs.height > 1) return { panes: { ...panes, logs }, strip: null, stripKind: null, blank: null }
  return { panes, strip: logs, stripKind: 'logs', blank: null }
}

function onePane(body: Region, rows: number, focus: FocusablePane): Arrangement & { focus: FocusablePane } {
  const stripHeight = rows >= 40 ? 12 : rows >= 30 ? 7 : 4
  const [pane, strip, blank] = splitRows(body, [body.height - stripHeight - 1, stripHeight, 1])
  return { panes: { [focus]: pane! }, strip: strip!, stripKind: 'watching', blank: blank!, focus }
}

/** A focused pane that has no place of its own at this size takes the workbench's. */
function withFocus(arrangement: Arrangement, focus: FocusablePane): Arrangement & { focus: FocusablePane } {
  const { workbench, ...others } = arrangement.panes
  if (arrangement.panes[focus] || !workbench) return { ...arrangement, focus }
  return { ...arrangement, panes: { ...others, [focus]: workbench }, focus }
}

function tooSmall(screen: Region, nothing: Region): Layout {
  const none: Region = { ...nothing, height: 0 }
  return {
    size: 'tooSmall',
    screen,
    body: screen,
    header: none,
    rail: null,
    situation: none,
    panes: { workbench: screen },
    strip: null,
    stripKind: null,
    blank: null,
    next: none,
    footer: none,
    focus: 'workbench',
    framed: false,
  }
}

function splitRows(region: Region, heights: readonly number[]): Region[] {
  let y = region.y
  return heights.map(height => {
    const part = { ...region, y, height }
    y += height
    return part
  })
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
