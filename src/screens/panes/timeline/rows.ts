// The rows of the timeline: what happened, where nobody wrote, which day it was, and now.

import { muted, segment, type Words } from '../../../components/rows/row.ts'
import type { MomentKind, TimelineRow } from '../../../components/TimelinePane.tsx'
import { clock, clockSeconds, dateOf, running } from '../../../components/theme/times.ts'
import type { TimelineRow as Happened } from '../../../incident/state.ts'
import { kindOf } from '../../../incident/timeline-kinds.ts'
import { phaseTitle } from '../../../incident/vocabulary.ts'
import { remembering } from '../../remembered.ts'
import type { Scene } from '../../scene.ts'
import { spentIn } from '../plan.ts'
import { type Gap, gapsIn } from './gaps.ts'
import { toldOnce } from './told-once.ts'

const kinds: Record<Happened['glyph'], MomentKind> = {
  deploy: 'deploy',
  alarm: 'alarm',
  declared: 'moment',
  decision: 'decision',
  evidence: 'evidence',
  note: 'note',
  command: 'command',
  update: 'update',
  done: 'done',
  rejected: 'failed',
}
const freshFor = 10_000

interface Made {
  readonly rows: readonly TimelineRow[]
  /** When the event of each row was recorded; 0 for rows that are none. */
  readonly recordedAt: readonly number[]
}
const rememberedRows = remembering<Made>()
const rememberedShown = remembering<readonly Happened[]>()
const rememberedGaps = remembering<ReadonlyMap<string, Gap>>()
const rememberedAll = remembering<readonly Happened[]>()

/** The rows that pass the pane's filters, oldest first, with the now row at the end. */
export function timelineRowsOf(scene: Scene, chosen: string | null): TimelineRow[] {
  const { now, state, view } = scene
  const how = `${filtersIn(scene)} ${isZoomed(scene)} ${view.timeline.zone}`
  const { rows, recordedAt } = rememberedRows(state, how, () => makeRows(scene))
  const shown = rows.map((row, index) => {
    const fresh = now - (recordedAt[index] ?? 0) < freshFor
    return fresh || row.id === chosen ? { ...row, fresh, selected: row.id === chosen } : row
  })
  const phase = phaseTitle[state.phase].toLowerCase()
  const words = state.moments.closed === null ? `${phase}, ${running(spentIn({ state, now }, state.phase))}` : 'closed'
  return [...shown, { id: 'now', time: 'now', kind: 'now', words }]
}

function makeRows(scene: Scene): Made {
  const shown = shownRows(scene)
  const gaps = gapsOf(scene)
  const days = shown.map(row => dateOf(row.at))
  const spansDays = new Set(days).size > 1
  const hasAbout = shown.some(row => row.precision === 'about')
  const made = shown.flatMap((row, index): [TimelineRow, number][] => {
    const gap = gaps.get(row.id)
    return [
      ...(spansDays && days[index] !== days[index - 1] ? [[dayRow(row), 0] as [TimelineRow, number]] : []),
      [rowOf(row, scene, hasAbout), row.recordedAt],
      ...(gap ? [[gapRow(gap), 0] as [TimelineRow, number]] : []),
    ]
  })
  return { rows: made.map(([row]) => row), recordedAt: made.map(([, at]) => at) }
}

export function timelineMeta(scene: Scene): string {
  const { state, now, view } = scene
  const { kind, zone } = view.timeline
  const filter = view.filters.timeline
  const filters = [kind && `only ${kind}`, filter && `/${filter}`].filter(Boolean).join(' ')
  const all = allRows(scene).length
  const count = filters === '' ? (isZoomed(scene) ? ` · ${all} rows` : '') : ` · ${shownRows(scene).length} of ${all}`
  const zones = zone && state.zone ? `UTC and ${state.zone}` : 'UTC'
  return `${filters === '' ? '' : `${filters} · `}${dateOf(state.moments.declared ?? now)}, ${zones}${count}`
}

/** The items a cursor can stand on: rows, and the stretches between them that nobody wrote about. */
export function timelineIds(scene: Scene): string[] {
  const gaps = gapsOf(scene)
  return shownRows(scene).flatMap(row => [row.id, ...(gaps.has(row.id) ? [`gap-${row.id}`] : [])])
}

export function gapNamed(id: string, scene: Scene): Gap | null {
  return [...gapsOf(scene).values()].find(gap => gap.id === id) ?? null
}

/** Filtered rows have no silences between them. */
function gapsOf(scene: Scene): ReadonlyMap<string, Gap> {
  const { state, view } = scene
  const isFiltered = view.timeline.kind !== null || Boolean(view.filters.timeline)
  return rememberedGaps(state, filtersIn(scene), () => (isFiltered ? new Map() : gapsIn(shownRows(scene), state)))
}

export function allRows({ state }: Pick<Scene, 'state'>): readonly Happened[] {
  return rememberedAll(state, '', () => toldOnce(state))
}

function shownRows(scene: Scene): readonly Happened[] {
  const { view, state } = scene
  const wanted = (view.filters.timeline ?? '').toLowerCase()
  return rememberedShown(state, filtersIn(scene), () =>
    allRows(scene)
      .filter(row => view.timeline.kind === null || kindOf(row) === view.timeline.kind)
      .filter(row => wanted === '' || row.text.toLowerCase().includes(wanted)),
  )
}

function filtersIn({ view }: Scene): string {
  return `${view.timeline.kind ?? 'all'} /${view.filters.timeline ?? ''}`
}

/** It has the whole body: there is room for seconds, people and whole texts. */
export function isZoomed({ layout }: Pick<Scene, 'layout'>): boolean {
  const { timeline } = layout.panes
  return timeline?.height === layout.body.height && timeline.width === layout.body.width
}

function rowOf(row: Happened, scene: Scene, hasAbout: boolean): TimelineRow {
  const { state } = scene
  const { text, meta } = tellingOf(row)
  const changed = [
    row.endsAt === undefined || (row.type === 'signal.observed' && !isZoomed(scene))
      ? ''
      : ` until ${clock(row.endsAt)}`,
    row.original ? ' (amended)' : '',
    row.joined ? ` ×${row.joined.length + 1}` : '',
  ].join('')
  const words: Words = changed === '' ? text : [segment(text), muted(changed)]
  return {
    id: row.id,
    time: timeOf(row, scene, hasAbout),
    kind: row.type === 'command.ended' ? 'command' : kinds[row.glyph],
    words,
    meta: [row.key ? 'key' : '', meta, isZoomed(scene) ? actorBeside(row, meta) : '']
      .filter(part => part !== '')
      .join(' · '),
    ...toneOf(row, state.moments.mitigated),
    ...(row.key && { tone: 'strong' as const }),
  }
}

function timeOf({ at, precision }: Happened, scene: Scene, hasAbout: boolean): string {
  const { view, state } = scene
  if (precision === 'day') return 'day'
  const write = isZoomed(scene) && precision !== 'about' ? clockSeconds : clock
  const mark = hasAbout ? (precision === 'about' ? '~' : ' ') : ''
  const second = view.timeline.zone && state.zone ? `  ${clock(at, state.zone)}` : ''
  return mark + write(at) + second
}

/** Red and amber are for what is wrong now: once the impact has ended, what came before it is history. */
function toneOf({ tone, at }: Happened, mitigatedAt: number | null): Pick<TimelineRow, 'tone'> {
  if (tone === 'plain') return {}
  if (tone === 'accent') return { tone: 'strong' }
  const isPast = mitigatedAt !== null && at < mitigatedAt && tone !== 'ok'
  return isPast ? {} : { tone }
}

function gapRow({ id, words }: Gap): TimelineRow {
  return { id, time: '', kind: 'gap', words }
}

function dayRow({ id, at }: Happened): TimelineRow {
  return { id: `day-${id}`, time: '', kind: 'gap', words: dateOf(at) }
}

function actorBeside({ by }: Happened, meta: string): string {
  const name = by.replace(/@.*$/, '')
  return meta === name || meta === 'rule' ? '' : name
}

/** The text for a narrow column: what ends a row is kept, what hardens git and the tail of a commit id is not. */
function tellingOf(row: Happened): { text: string; meta: string } {
  const by = firstWord(row.meta || row.by.replace(/@.*$/, ''))
  if (row.type === 'incident.declared' && !row.original) return { text: 'declared', meta: by }
  if (row.type === 'note.added') return { text: `"${row.text}"`, meta: by }
  if (row.type !== 'command.ended' && row.type !== 'command.started') return { text: row.text, meta: by }
  const text = row.text.replace(/ -c core\.\S+| --no-pager/g, '').replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1')
  const [, command = text, ending = ''] = /^(.*): ([^:]*)$/s.exec(text) ?? []
  if (row.type === 'command.started') return { text, meta: by }
  const exit = ending.replace(/ after [\d.]+ s$/, '')
  return { text: command, meta: row.meta === '' ? exit : `${exit}  ${row.meta}` }
}

/** Of a full name the first is enough in a column. */
function firstWord(name: string): string {
  return name.split(' ')[0] ?? name
}
