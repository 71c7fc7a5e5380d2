// The form of one timeline entry: its time and its words. It opens under its row; what was typed is echoed resolved.
// Rule: a correction is one more fact, the first version stays in the record.
import { cell, muted, type Row, row, segment, warn } from '../../components/rows/row.ts'
import { fieldSegments } from '../../components/TextField.ts'
import { clock, clockSeconds, dateOf, span } from '../../components/theme/times.ts'
import { type SaidTime, timeInField } from '../../incident/entry-in-words.ts'
import { cleanText } from '../../incident/redact.ts'
import type { TimelineRow } from '../../incident/state.ts'
import { minute, second } from '../../incident/time.ts'
import { insertText } from '../../store/field.ts'
import type { Field } from '../../store/view.ts'
import { choose, forget, keepDraft, popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'

type Entry = OverlayOf<'entry'>

export const entryOverlay: OverlayKind<'entry'> = {
  look: (entry, scene, { width }) => ({
    title: entry.target === null ? 'Add' : 'Edit',
    rows: entryFormRows(entry, scene, width),
    at: 'bottom',
  }),
  next: entryNext,
  hints: () => [
    { key: 'Tab', label: 'field' },
    { key: 'Esc', label: 'cancel' },
  ],
  key: (key, entry, _, hands) => {
    if (/^(?:tab|shift-tab|up|down)$/.test(key)) {
      return hands.change(replaceOverlay({ ...entry, focus: entry.focus === 'time' ? 'text' : 'time' }))
    }
    const field = typeInto(entry[entry.focus], key)
    if (field) hands.change(replaceOverlay(withField(entry, field)))
  },
  paste: (text, entry, _, hands) =>
    hands.change(replaceOverlay(withField(entry, insertText(entry[entry.focus], text)))),
  leaving: ({ target, text }, _, hands) => {
    if (target === null) hands.change(keepDraft('entry', text.text))
  },
}

function withField(entry: Entry, field: Field): Entry {
  return { ...entry, [entry.focus]: field, error: null }
}

/** The rows inside the form's frame. */
export function entryFormRows(entry: Entry, scene: Scene, width: number): Row[] {
  const isTime = entry.focus === 'time'
  const timeWidth = Math.min(22, Math.max(8, width - 40))
  const field = (name: 'time' | 'text', room: number) =>
    fieldSegments({
      field: entry[name],
      width: room,
      focused: entry.focus === name,
      placeholder: name === 'time' ? 'now, 14:30, ~14:30, 14:30-14:45, 10m' : 'what happened',
    })
  const room = entry.time.text === '' && isTime ? width - 7 : timeWidth
  return [
    row(cell('time', 6, { token: 'muted' }), field('time', room), '   ', echo(entry, scene)),
    row(cell('text', 6, { token: 'muted' }), field('text', width - 7)),
    row(entry.error ? warn(entry.error) : muted(entry.target === null ? '' : 'The first version stays in the record.')),
  ]
}

/** What the time was taken for, and what it was. */
function echo(entry: Entry, scene: Scene) {
  const was = rowOf(entry, scene)
  const time = timeOf(entry, scene)
  if (time === null) return warn('no time: 14:30, ~14:30, 14:30-14:45, 10m')
  if (time === 'now') return muted(entry.time.text === '' ? '' : 'now')
  const { at, endsAt, precision } = time
  const day = dateOf(at) === dateOf(was?.at ?? scene.now) ? '' : `${dateOf(at)}, `
  const until = endsAt === undefined ? '' : ` until ${clock(endsAt)}`
  const about = precision === 'about' ? 'about ' : precision === 'day' ? 'some time on ' : ''
  const words = precision === 'day' ? `${about}${dateOf(at)}` : `${about}${day}${clockSeconds(at)}${until} UTC`
  const before = was ? `, was ${clockSeconds(was.at)}` : `, ${span(Math.max(0, scene.now - at))} ago`
  const there = scene.state.zone ? `, ${clock(at, scene.state.zone)} ${scene.state.zone}` : ''
  return segment(words + there + before)
}

function rowOf({ target }: Entry, { state }: Scene): TimelineRow | undefined {
  return state.timeline.find(one => one.id === target)
}

/** The time as it stands in the field: `now` where none is said for a new entry, null where it is none. */
function timeOf(entry: Entry, scene: Scene): SaidTime | 'now' | null {
  const was = rowOf(entry, scene)
  const text = entry.time.text.trim()
  if (text === '' || text === 'now') return was ? { at: was.at } : 'now'
  return timeInField(text, scene.now, was?.at)
}

function entryNext(entry: Entry, scene: Scene): NextAction {
  const time = timeOf(entry, scene)
  if (time === null) return { action: 'save', detail: 'once the time can be read', ready: false }
  if (entry.text.text.trim() === '') {
    // Enter in the time field of a new entry goes on to its words.
    if (entry.focus === 'time')
      return {
        action: 'go on to what happened',
        run: (_, hands) => hands.change(replaceOverlay({ ...entry, focus: 'text' })),
      }
    return { action: 'save', detail: 'once it has words', ready: false }
  }
  const when = time === 'now' ? 'now' : clock(time.at)
  const action = entry.target === null ? `add it at ${when}` : `save as ${when}`
  return { action, detail: entry.target === null ? 'to the timeline' : 'adds an amendment', run: save }
}

function save(scene: Scene, hands: Hands): void {
  const entry = scene.view.overlays.at(-1) as Entry
  const time = timeOf(entry, scene)
  if (time === null) return
  const text = cleanText(entry.text.text).trim()
  const was = rowOf(entry, scene)
  const done = was ? amend(was, text, time, hands) : add(text, time, hands)
  if (!done) return
  hands.change(popOverlay)
  hands.change(keepDraft('entry', ''))
  // The cursor stands on what was just written.
  hands.change(was ? choose('timeline', was.id, scene.now) : forget('timeline'))
}

function add(text: string, time: SaidTime | 'now', hands: Hands): boolean {
  return hands.dispatch({ kind: 'addNote', text, ...(time === 'now' ? {} : time) })
}

function amend(was: TimelineRow, text: string, time: SaidTime | 'now', hands: Hands): boolean {
  const { at, endsAt, precision } = time === 'now' ? was : time
  const change = {
    ...(text === was.text ? {} : { text }),
    ...(isSame(at, was.at, second) ? {} : { newAt: at }),
    ...(isSame(endsAt, was.endsAt, minute) ? {} : { newEndsAt: endsAt ?? null }),
    ...(precision === was.precision ? {} : { newPrecision: precision ?? null }),
  }
  // Nothing was changed: that is no amendment.
  if (Object.keys(change).length === 0) return true
  return hands.dispatch({ kind: 'amendEntry', target: was.id, ...change })
}

/** The form shows times no finer than that. */
function isSame(one: number | undefined, other: number | undefined, unit: number): boolean {
  if (one === undefined || other === undefined) return one === other
  return Math.floor(one / unit) === Math.floor(other / unit)
}
