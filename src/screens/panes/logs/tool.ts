// The log pane as a tool: its keys, and what Enter does to the event under the cursor.
import { emptyField, type LogFilter } from '../../../store/view.ts'
import { addLogFilter, changeLog, pushOverlay, removeLogFilter } from '../../../store/view-changes.ts'
import type { HeldEvent } from '../../../telemetry/held-event.ts'
import { openPrompt } from '../../asking.ts'
import { always, type Command, type NextAction } from '../../command.ts'
import type { PaneTool } from '../../pane-tool.ts'
import type { Hands, Scene } from '../../scene.ts'
import { copyLines } from './copying.ts'
import { chosenEvent, shownEvents } from './cursor.ts'
import { evidenceOf, markEvent, nextLabel } from './evidence.ts'
import { chosenGroup, isGroupView, moveInGroups, openGroup } from './groups.ts'
import { holdHere, moveBy, movePages } from './moves.ts'
import { endSearch, goToMatch, isSearching } from './searching.ts'

const far = 1_000_000
const needsLine = (scene: Scene): true | string =>
  isGroupView(scene) ? 'needs the view of lines; v goes there' : chosenEvent(scene) ? true : 'needs a line'
const inSearch = (scene: Scene): true | string => (isSearching(scene) ? true : 'needs a search; / begins one')

const own: readonly Command[] = [
  {
    id: 'log-mark',
    keys: ['m'],
    shown: 'm',
    label: 'mark',
    help: 'mark the line as evidence, or take the mark off again',
    group: 'here',
    enabled: needsLine,
    run: (scene, hands) => {
      const event = chosenEvent(scene)
      if (event) markEvent(event, scene, hands)
    },
  },
  {
    id: 'log-search',
    keys: ['/'],
    shown: '/',
    label: 'search',
    help: 'search what is held, /between slashes/ a regular expression',
    group: 'here',
    enabled: always,
    run: (scene, hands) => openPrompt({ kind: 'logSearch' }, scene, hands, scene.view.log.search),
  },
  {
    id: 'log-filter',
    keys: ['f'],
    shown: 'f',
    label: 'filter',
    help: 'filters: add, switch off and on, take away',
    group: 'here',
    enabled: always,
    run: (_, hands) => hands.change(pushOverlay({ kind: 'logFilters', field: emptyField, index: 0 })),
  },
  {
    id: 'log-level',
    keys: ['l'],
    shown: 'l',
    label: 'level',
    help: 'lowest level shown: all, info, warn, error',
    group: 'here',
    enabled: always,
    run: ({ view }, hands) => hands.change(nextLevel(view.log.filters)),
  },
  {
    id: 'log-time',
    keys: ['t'],
    shown: 't',
    label: 'time',
    help: 'go to a time, or to the onset',
    group: 'here',
    enabled: needsLine,
    run: (scene, hands) => openPrompt({ kind: 'logTime' }, scene, hands),
  },
  {
    id: 'log-wrap',
    keys: ['w'],
    shown: 'w',
    label: 'wrap',
    help: 'wrap long lines, or cut them',
    group: 'here',
    enabled: always,
    run: ({ view }, hands) => hands.change(changeLog({ wrap: !view.log.wrap })),
  },
  {
    id: 'log-next-match',
    keys: ['n'],
    shown: 'n',
    label: 'next match',
    short: 'match',
    help: 'next match, newer',
    group: 'here',
    enabled: inSearch,
    run: (scene, hands) => goToMatch(1, scene, hands),
  },
  {
    id: 'log-previous-match',
    keys: ['N'],
    shown: 'N',
    label: 'before',
    help: 'the match before, older',
    group: 'here',
    enabled: inSearch,
    run: (scene, hands) => goToMatch(-1, scene, hands),
  },
  {
    id: 'log-view',
    keys: ['v'],
    shown: 'v',
    label: 'groups',
    help: 'error groups, or lines again',
    group: 'here',
    enabled: always,
    run: (scene, hands) => hands.change(changeLog({ view: isGroupView(scene) ? 'lines' : 'groups' })),
  },
  {
    id: 'log-times',
    keys: ['r'],
    shown: 'r',
    label: 'times',
    help: 'times as the clock says, or from the onset',
    group: 'here',
    quiet: true,
    enabled: always,
    run: ({ view }, hands) => hands.change(changeLog({ relativeTimes: !view.log.relativeTimes })),
  },
  {
    id: 'log-details',
    keys: ['d'],
    shown: 'd',
    label: 'details',
    help: 'the line with every field, and as it came',
    group: 'here',
    enabled: needsLine,
    run: openLine,
  },
  {
    id: 'log-copy',
    keys: ['y'],
    shown: 'y',
    label: 'copy',
    help: 'copy the line with its stack trace; Y copies everything shown',
    group: 'here',
    enabled: needsLine,
    run: (scene, hands) => {
      const event = chosenEvent(scene)
      copyLines(event ? [event] : [], scene, hands)
    },
  },
  {
    id: 'log-copy-all',
    keys: ['Y'],
    shown: 'Y',
    label: 'copy all',
    help: 'copy all lines that pass the filters',
    group: 'here',
    quiet: true,
    enabled: needsLine,
    run: (scene, hands) => copyLines(shownEvents(scene), scene, hands),
  },
  {
    id: 'log-end-search',
    keys: ['esc'],
    shown: 'Esc',
    label: 'end search',
    help: 'end the search, back to the lines, out of the pane',
    group: 'here',
    quiet: true,
    enabled: scene => (isGroupView(scene) ? true : inSearch(scene)),
    run: (scene, hands) => {
      if (isGroupView(scene)) hands.change(changeLog({ view: 'lines' }))
      else endSearch(hands)
    },
  },
  move('log-row', { up: -1, k: -1, down: 1, j: 1 }, '↑↓ j k', 'one line; past the newest the end is followed'),
  {
    ...move('log-page', { pageup: -1, pagedown: 1 }, 'PgUp PgDn', 'one page'),
    run: (scene, hands, key) => {
      const by = key === 'pageup' ? -1 : 1
      hands.change(isGroupView(scene) ? moveInGroups(scene, 10 * by) : movePages(scene, by))
    },
  },
  {
    ...move('log-ends', { g: -far, home: -far, G: far, end: far }, 'g G', 'the oldest line held; follow the newest'),
    label: 'follow',
  },
]

function move(id: string, by: Readonly<Record<string, number>>, shown: string, help: string): Command {
  return {
    id,
    keys: Object.keys(by),
    shown,
    label: 'move',
    help,
    group: 'move',
    quiet: true,
    enabled: always,
    run: (scene, hands, key) =>
      hands.change(isGroupView(scene) ? moveInGroups(scene, by[key] ?? 0) : moveBy(scene, by[key] ?? 0)),
  }
}

const levels = [null, 'info', 'warn', 'error'] as const

/** Of the lowest levels shown the next one; after the highest all are shown again. */
function nextLevel(filters: readonly LogFilter[]) {
  const now = filters.find(({ kind, on }) => kind === 'level' && on)?.value ?? null
  const next = levels[(levels.indexOf(now as (typeof levels)[number]) + 1) % levels.length] ?? null
  if (next !== null) return addLogFilter({ kind: 'level', way: 'in', value: next })
  const level = filters.find(({ kind }) => kind === 'level')
  return removeLogFilter(level?.id ?? '')
}

function next(scene: Scene): NextAction {
  if (isGroupView(scene)) {
    const group = chosenGroup(scene)
    if (!group) return { action: 'wait for an error', ready: false, meta: 'v back to the lines' }
    return { action: 'show the lines of this group', detail: 'f takes the filter off again', run: openGroup }
  }
  const event = chosenEvent(scene)
  const where = scene.view.zoomed ? 'Esc back' : 'z zoom'
  if (!event) return { action: 'wait for a line', ready: false, meta: where }
  const label = evidenceOf(event, scene)
  const detail = label ? `kept as ${label}` : `m marks it as evidence ${nextLabel(scene)}`
  const which = scene.view.log.cursor === null ? 'hold the newest line and ' : ''
  if (event.restCount === 0)
    return { action: `${which}look at this line`, detail, meta: where, run: (now, hands) => openLine(now, hands) }
  const isOpen = scene.view.log.unfolded.has(event.index)
  return {
    action: `${which}${isOpen ? 'fold' : 'open'} this stack trace`,
    detail,
    meta: where,
    run: (now, hands) => fold(event, now, hands),
  }
}

function fold(event: HeldEvent, scene: Scene, hands: Hands): void {
  hands.change(holdHere(scene))
  const unfolded = new Set(scene.view.log.unfolded)
  if (!unfolded.delete(event.index)) unfolded.add(event.index)
  hands.change(changeLog({ unfolded }))
}

function openLine(scene: Scene, hands: Hands): void {
  const event = chosenEvent(scene)
  if (!event) return
  hands.change(holdHere(scene))
  hands.change(pushOverlay({ kind: 'logLine', event, scroll: 0, raw: false }))
}

export const logTool: PaneTool = { commands: own, next }
