// The timeline as a tool: while it has the focus its rows are added, corrected, joined, filtered and looked into.

import { clock } from '../../../components/theme/times.ts'
import { isRetractable } from '../../../incident/retractable.ts'
import type { TimelineRow } from '../../../incident/state.ts'
import { toIso } from '../../../incident/time.ts'
import { timelineKinds } from '../../../incident/timeline-kinds.ts'
import { fieldOf } from '../../../store/field.ts'
import { emptyField, type Overlay } from '../../../store/view.ts'
import { changeTimeline, notify, pushOverlay } from '../../../store/view-changes.ts'
import { openPrompt } from '../../asking.ts'
import { chosenOf } from '../../choosing.ts'
import { always, type Command, type NextAction } from '../../command.ts'
import type { PaneTool } from '../../pane-tool.ts'
import type { Hands, Scene } from '../../scene.ts'
import type { ItemList } from '../../workbench.ts'
import { duplicateOf } from './duplicates.ts'
import { allRows, gapNamed, timelineIds } from './rows.ts'

/** One of the pane's own keys. */
function own(
  key: string,
  words: { readonly id: string; readonly label: string; readonly help: string },
  act: Pick<Command, 'enabled' | 'run'>,
): Command {
  return { ...words, ...act, keys: [key], shown: key, group: 'here' }
}

const commands: readonly Command[] = [
  own(
    'a',
    { id: 'add-entry', label: 'add', help: 'add what happened, at a time of its own' },
    { enabled: always, run: (scene, hands) => openEntry(scene, hands, gapUnderCursor(scene)?.fillAt) },
  ),
  own(
    'i',
    { id: 'edit-entry', label: 'edit', help: 'edit the time and the words of the row; the first version is kept' },
    { enabled: onRow(() => true), run: withRow(editEntry('text')) },
  ),
  own(
    'b',
    { id: 'back-date', label: 'back-date', help: 'say when the row really happened' },
    { enabled: onRow(() => true), run: withRow(editEntry('time')) },
  ),
  own(
    'x',
    { id: 'retract-entry', label: 'retract', help: 'take the row back, with a reason; it stays readable' },
    {
      enabled: onRow(row => isRetractable(row.type) || 'is for what people wrote; what was observed or run stays'),
      run: withRow((row, scene, hands) => openPrompt({ kind: 'retract', target: row.id }, scene, hands)),
    },
  ),
  own(
    'm',
    { id: 'key-entry', label: 'key', help: 'mark the row as a key moment, or take the mark off' },
    {
      enabled: onRow(() => true),
      run: withRow((row, _, hands) => void hands.dispatch({ kind: 'keyEntry', target: row.id, key: !row.key })),
    },
  ),
  own(
    'J',
    { id: 'join-entry', label: 'join', help: 'join the row with the one that says the same; again takes them apart' },
    { enabled: onRow((row, scene) => canJoin(row, scene)), run: withRow(join) },
  ),
  own(
    'f',
    {
      id: 'filter-kind',
      label: 'kind',
      help: 'show only notes, commands, signals, decisions or people, then all again',
    },
    { enabled: always, run: (scene, hands) => filterKind(scene, hands) },
  ),
  own(
    't',
    { id: 'second-zone', label: 'zone', help: 'show the times in a second zone beside UTC, or no longer' },
    { enabled: always, run: secondZone },
  ),
  own(
    'w',
    { id: 'wrap-timeline', label: 'wrap', help: 'whole text of every row, or one line each' },
    {
      enabled: always,
      run: ({ view }, hands) => hands.change(changeTimeline({ wrap: !view.timeline.wrap })),
    },
  ),
]

export const timelineTool: PaneTool = { commands, next, list: timelineList }

export function timelineList(scene: Scene): ItemList {
  const ids = timelineIds(scene)
  return { name: 'timeline', ids, fallback: ids.findLast(id => !id.startsWith('gap-')) ?? null }
}

/** The row under the cursor; null on a gap or an empty timeline. */
function chosenRow(scene: Scene): TimelineRow | null {
  const id = chosenId(scene)
  return allRows(scene).find(row => row.id === id) ?? null
}

function chosenId(scene: Scene): string | null {
  const { name, ids, fallback } = timelineList(scene)
  return chosenOf(scene.view, name, ids, fallback)
}

function gapUnderCursor(scene: Scene) {
  const id = chosenId(scene)
  return id?.startsWith('gap-') ? gapNamed(id, scene) : null
}

function next(scene: Scene): NextAction | null {
  const gap = gapUnderCursor(scene)
  const meta = 'Esc back'
  if (gap) {
    return {
      action: `write what happened between ${clock(gap.from)} and ${clock(gap.to)}`,
      meta,
      run: (now, hands) => openEntry(now, hands, gap.fillAt),
    }
  }
  const row = chosenRow(scene)
  if (!row) return { action: 'add the first entry', meta, run: (now, hands) => openEntry(now, hands) }
  const about = row.type.startsWith('command.') ? 'its output, exit code and time' : 'its whole text and its history'
  return {
    action: 'look into this row',
    detail: about,
    meta,
    run: (_, hands) => hands.change(pushOverlay({ kind: 'row', target: row.id, top: 0 })),
  }
}

/** The form for a new entry; with a moment its time is filled in, else it starts at the time. */
function openEntry({ view }: Scene, hands: Hands, at?: number): void {
  const entry: Overlay = {
    kind: 'entry',
    target: null,
    time: at === undefined ? emptyField : fieldOf(clock(at)),
    text: fieldOf(view.drafts.entry ?? ''),
    focus: at === undefined ? 'time' : 'text',
    error: null,
  }
  hands.change(pushOverlay(entry))
}

export function editEntry(focus: 'time' | 'text') {
  return (row: TimelineRow, _: Scene, hands: Hands): void => {
    const end = row.endsAt === undefined ? '' : `-${clock(row.endsAt)}`
    const said = `${row.precision === 'about' ? '~' : ''}${clockOf(row.at)}${end}`
    const time = fieldOf(row.precision === 'day' ? toIso(row.at).slice(0, 10) : said)
    hands.change(pushOverlay({ kind: 'entry', target: row.id, time, text: fieldOf(row.text), focus, error: null }))
  }
}

/** With seconds only where they say something. */
function clockOf(at: number): string {
  const seconds = Math.floor(at / 1000) % 60
  return seconds === 0 ? clock(at) : `${clock(at)}:${String(seconds).padStart(2, '0')}`
}

function onRow(able: (row: TimelineRow, scene: Scene) => true | string) {
  return (scene: Scene): true | string => {
    const row = chosenRow(scene)
    return row ? able(row, scene) : 'needs a row under the cursor'
  }
}

function withRow(act: (row: TimelineRow, scene: Scene, hands: Hands) => void) {
  return (scene: Scene, hands: Hands): void => {
    const row = chosenRow(scene)
    if (row) act(row, scene, hands)
  }
}

function canJoin(row: TimelineRow, scene: Scene): true | string {
  return row.joined || allRows(scene)[0]?.id !== row.id ? true : 'needs a row above it'
}

function join(row: TimelineRow, scene: Scene, hands: Hands): void {
  if (row.joined) {
    for (const one of row.joined) hands.dispatch({ kind: 'joinEntry', target: one.id, into: null })
    hands.change(notify('Taken apart again.', 'plain', scene.now))
    return
  }
  const same = duplicateOf(row, allRows(scene))
  if (!same || !hands.dispatch({ kind: 'joinEntry', target: row.id, into: same.id })) return
  const words = `Joined with ${clock(same.at)} "${same.text.slice(0, 60)}". J on that row takes them apart.`
  hands.change(notify(words, 'plain', scene.now))
}

function filterKind({ view }: Scene, hands: Hands): void {
  const at = view.timeline.kind === null ? -1 : timelineKinds.indexOf(view.timeline.kind)
  hands.change(changeTimeline({ kind: timelineKinds[at + 1] ?? null }))
}

function secondZone(scene: Scene, hands: Hands): void {
  const { state, view } = scene
  if (state.zone === null) openPrompt({ kind: 'zone' }, scene, hands)
  else hands.change(changeTimeline({ zone: !view.timeline.zone }))
}
