// The rows of one event: its line, wrapped where that is asked for, then its stack trace in one row or opened.
import type { LogRow, LogTextRow } from '../../../components/LogLine.ts'
import { textWidth, wrapText } from '../../../components/rows/text.ts'
import { counted } from '../../../components/theme/numbers.ts'
import { clockMillis, clockSeconds, running } from '../../../components/theme/times.ts'
import type { HeldEvent } from '../../../telemetry/held-event.ts'
import { readMatch } from '../../../telemetry/text-match.ts'
import type { Scene } from '../../scene.ts'
import type { Columns } from './columns.ts'
import { evidenceOf } from './evidence.ts'
import { isFrame, type Whose, whoseFrame, withShortPaths } from './frames.ts'
import { shownText } from './shown-text.ts'

/** How rows are made now: the room for the text, and what of the view matters to a row. */
export interface RowMaking {
  readonly scene: Scene
  /** Cells of the text column. */
  readonly textWidth: number
  readonly zoomed: boolean
  readonly columns: Columns
  readonly places: (text: string) => [number, number][]
  /** Files that the suspect commit touched, and its name. */
  readonly changed: { readonly paths: readonly string[]; readonly name: string } | null
}

/** Where the search stands in a text. */
export function placesOfSearch(search: string): RowMaking['places'] {
  const read = search === '' ? null : readMatch(search)
  return read && 'match' in read ? text => read.match.placesIn(text) : () => []
}

export function eventRows(event: HeldEvent, making: RowMaking): LogRow[] {
  return [...lineRows(event, making), ...traceRows(event, making)]
}

/** How many rows it has: told without making them, where nothing is wrapped or opened. */
export function rowCount(event: HeldEvent, making: RowMaking): number {
  const { wrap, unfolded } = making.scene.view.log
  if (wrap || unfolded.has(event.index)) return eventRows(event, making).length
  return event.restCount > 0 ? 2 : 1
}

function lineRows(event: HeldEvent, making: RowMaking): LogRow[] {
  const { scene, places, columns } = making
  const { text, fields } = shownText(event.text)
  const isSelected = scene.view.log.cursor === event.index && scene.layout.focus === 'logs'
  const label = evidenceOf(event, scene)
  const head: Omit<LogTextRow, 'text'> = {
    kind: 'line',
    id: String(event.index),
    time: timeOf(event, making),
    level: event.level,
    source: scene.telemetry.sources[event.source]?.name ?? '',
    ...(label && { evidence: label }),
    selected: isSelected,
  }
  if (!scene.view.log.wrap) {
    const shown = columns.of(fields)
    const room = shown.length > 0 ? columns.textWidth : making.textWidth - (label ? 6 : 0)
    const sight = inSight(text, places(text), room)
    return [{ ...head, ...sight, ...(shown.length > 0 && { columns: shown, textWidth: columns.textWidth }) }]
  }
  const whole = fields.reduce((words, [key, value]) => `${words}  ${key}=${value}`, text)
  const [first = '', ...more] = wrapText(whole, Math.max(10, making.textWidth)).slice(0, mostWrapped)
  return [
    { ...head, text: first, hits: places(first) },
    ...more.map((piece, index): LogRow => {
      return { kind: 'more', id: `${event.index}-w${index}`, text: piece, hits: places(piece), selected: isSelected }
    }),
  ]
}

const shownBefore = 24

/** Where the first match would be cut off, the text between its beginning and the match is left out instead. */
function inSight(text: string, hits: [number, number][], room: number): Pick<LogTextRow, 'text' | 'hits'> {
  const [first] = hits
  if (!first || textWidth(text.slice(0, first[1])) < room) return { text, hits }
  const from = Math.max(shownBefore + 1, first[1] - Math.max(10, room - shownBefore - 12))
  const start = `${text.slice(0, shownBefore)}…`
  const by = start.length - from
  const moved = hits.filter(([at]) => at >= from).map(([at, end]): [number, number] => [at + by, end + by])
  return { text: start + text.slice(from), hits: moved }
}

/** A line of 16 KB would fill many screens. */
const mostWrapped = 60

function traceRows(event: HeldEvent, { scene, zoomed, places, changed }: RowMaking): LogRow[] {
  if (event.restCount === 0) return []
  const lines = event.rest.map(line => withShortPaths(line.trim()))
  const isTrace = lines.slice(0, 12).filter(isFrame).length * 2 >= Math.min(12, lines.length)
  const word = isTrace ? 'frame' : 'more line'
  const open = scene.view.log.unfolded.has(event.index)
  const own =
    lines.find((line, index) => whoseFrame(event.rest[index] ?? '') === 'own' && isFrame(line)) ?? lines[0] ?? ''
  const others = event.restCount > 1 ? `  ${counted(event.restCount - 1, 'more frame')}` : ''
  const first = isTrace ? `, first ${/\(?([^\s()]+:\d+)(?::\d+)?\)?$/.exec(own)?.[1] ?? own}` : ''
  const folded = zoomed || !isTrace ? `${counted(event.restCount, word)}${first}` : `${own}${others}`
  const fold: LogRow = {
    kind: 'fold',
    id: `${event.index}-fold`,
    open,
    text: open ? counted(event.restCount, word) : folded,
  }
  if (!open) return [fold]
  const rows = framesOf(event.rest, lines).map((one, index): LogRow => {
    const id = `${event.index}-f${index}`
    const note = changed?.paths.some(path => one.text.includes(path)) ? { note: `changed by ${changed.name}` } : {}
    return { kind: 'frame', id, text: one.text, own: one.own, hits: places(one.text), ...note }
  })
  const left = event.restCount - event.rest.length
  return [fold, ...rows, ...(left > 0 ? [restRow(event.index, left)] : [])]
}

function restRow(index: number, left: number): LogRow {
  return { kind: 'frame', id: `${index}-rest`, text: `… ${counted(left, 'more line')}`, own: false }
}

/** Our own frames, the first of each run of others, and a count of the rest of that run. */
function framesOf(raw: readonly string[], lines: readonly string[]): { text: string; own: boolean }[] {
  const rows: { text: string; own: boolean }[] = []
  let hidden: Whose[] = []
  let isInRun = false
  const close = () => {
    if (hidden.length > 0) rows.push({ text: `… ${hiddenWords(hidden)}`, own: false })
    hidden = []
    isInRun = false
  }
  for (const [index, text] of lines.entries()) {
    const whose = whoseFrame(raw[index] ?? '')
    if (whose === 'own') {
      close()
      rows.push({ text, own: isFrame(text) })
    } else if (isInRun) hidden.push(whose)
    else {
      rows.push({ text, own: false })
      isInRun = true
    }
  }
  close()
  return rows
}

/** `9 frames in dependencies, 2 in the runtime`. */
function hiddenWords(hidden: readonly Whose[]): string {
  const dependencies = hidden.filter(one => one === 'dependency').length
  const runtime = hidden.length - dependencies
  if (dependencies === 0) return `${counted(runtime, 'frame')} in the runtime`
  return `${counted(dependencies, 'frame')} in dependencies${runtime > 0 ? `, ${runtime} in the runtime` : ''}`
}

/** From when relative times count: the onset, else when it began or was declared. */
function zeroOf({ state, telemetry }: Pick<Scene, 'state' | 'telemetry'>): { at: number; name: string } {
  if (state.onset) return { at: state.onset.at, name: 'the onset' }
  if (state.moments.started !== null) return { at: state.moments.started, name: 'the start' }
  if (state.moments.declared !== null) return { at: state.moments.declared, name: 'the declaration' }
  return { at: telemetry.startedAt, name: 'the start of watching' }
}

function timeOf({ at }: HeldEvent, { scene, zoomed }: RowMaking): string {
  if (!scene.view.log.relativeTimes) return zoomed ? clockMillis(at) : clockSeconds(at)
  const ms = at - zeroOf(scene).at
  const millis = zoomed ? `.${String(Math.abs(Math.round(ms)) % 1000).padStart(3, '0')}` : ''
  return `${ms < 0 ? '−' : '+'}${running(Math.abs(ms))}${millis}`
}
