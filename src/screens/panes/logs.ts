// The visible log rows and nothing more: only they are decoded. Stack frames are folded under the line they belong to.
import type { LogRow } from '../../components/LogLine.ts'
import type { LogGroupLine } from '../../components/LogPane.tsx'
import type { SignalState } from '../../components/marks.ts'
import type { StripLog } from '../../components/Strip.tsx'
import { counted, rate, thousands } from '../../components/theme/numbers.ts'
import { clockMillis, clockSeconds } from '../../components/theme/times.ts'
import type { LogFilter as Chosen, LogView } from '../../store/view.ts'
import { type LogFilter, type LogLevel, type LogRing, levelWords } from '../../telemetry/log-ring.ts'
import { isNewGroup } from '../groups.ts'
import type { Scene } from '../scene.ts'

/** What the ring is asked for: the filters that are on, put together. */
export function ringFilter(filters: readonly Chosen[], sources: readonly string[]): LogFilter {
  const on = filters.filter(filter => filter.on)
  const lowest = on.find(filter => filter.kind === 'level')
  const texts = on.filter(filter => filter.kind === 'text' || filter.kind === 'endpoint')
  const named = on.filter(filter => filter.kind === 'source').map(filter => sources.indexOf(filter.value))
  return {
    ...(lowest && { levels: levelsFrom(lowest.value) }),
    ...(named.length > 0 && { sources: named }),
    ...(texts.length > 0 && {
      matches: text => texts.every(filter => text.includes(filter.value) === (filter.way === 'in')),
    }),
  }
}

function levelsFrom(lowest: string): LogLevel[] {
  const at = levelWords.indexOf(lowest as LogLevel)
  return levelWords.filter((_, index) => index >= at)
}

/** Indexes of the first lines of events that pass, newest last, ending at the held line or at the newest. */
export function visibleLines(scene: Scene, limit: number): number[] {
  const { view, log, telemetry } = scene
  const names = telemetry.sources.map(source => source.name)
  const before = view.log.heldAt === null ? log.pushed : view.log.heldAt + 1
  const filter = ringFilter(view.log.filters, names)
  // Frames pass with their line's level and are not counted: a trace has a dozen of them and more.
  for (let held = limit * 8; ; held *= 4) {
    const found = log.findLast(filter, { before, limit: held })
    const heads = found.filter(index => !log.line(index)?.continues)
    if (heads.length >= limit || found.length < held) return heads.slice(-limit)
  }
}

/** At most `limit` rows, oldest first. */
export function logRowsOf(scene: Scene, limit: number): LogRow[] {
  const { view, log, telemetry } = scene
  const rows = visibleLines(scene, limit).flatMap((index): LogRow[] => {
    const line = log.line(index)
    if (!line) return []
    const zoomed = view.zoomed && view.focus === 'logs'
    const text = withoutStamp(log.text(index))
    const kept = scene.state.evidence.find(one => one.id === evidenceIdOf(index, scene))
    const head: LogRow = {
      kind: 'line',
      id: String(index),
      time: zoomed ? clockMillis(line.at) : clockSeconds(line.at),
      level: line.level,
      source: telemetry.sources[line.source]?.name ?? '',
      text,
      hits: hitsIn(text, view.log),
      ...(kept?.label && { evidence: kept.label }),
      selected: view.log.cursor === index && view.focus === 'logs',
    }
    return [head, ...framesOf(log, index, view.log)]
  })
  return rows.slice(-limit)
}

/** One line is marked as evidence once, whoever does it. */
export function evidenceIdOf(index: number, { telemetry }: Scene): string {
  return `log-${telemetry.startedAt}-${index}`
}

function framesOf(log: LogRing, head: number, view: LogView): LogRow[] {
  let end = head + 1
  while (end < log.pushed && log.line(end)?.continues) end += 1
  const count = end - head - 1
  if (count === 0) return []
  const open = view.unfolded.has(head)
  const first = log.text(head + 1).trim()
  const more = count > 1 ? `  ${counted(count - 1, 'more frame')}` : ''
  const fold: LogRow = {
    kind: 'fold',
    id: `${head}-fold`,
    open,
    text: open ? counted(count, 'frame') : `${first}${more}`,
  }
  if (!open) return [fold]
  const frames = Array.from({ length: Math.min(count, 40) }, (_, index): LogRow => {
    const text = log.text(head + 1 + index).trim()
    return { kind: 'frame', id: `${head}-${index}`, text, own: !/node_modules|node:|site-packages/.test(text) }
  })
  return [fold, ...frames]
}

function hitsIn(text: string, { search, searchIsRegex }: LogView): [number, number][] {
  if (search === '') return []
  const source = searchIsRegex ? search : search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  try {
    return [...text.matchAll(new RegExp(source, 'gi'))]
      .slice(0, 20)
      .flatMap(found => (found[0] ? [[found.index, found.index + found[0].length]] : []))
  } catch {
    return []
  }
}

const stamp = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]+/
const levelWord = /^\[?(?:FATAL|ERROR|ERR|WARN(?:ING)?|INFO|DEBUG|TRACE)\]?:?[ \t]+/

/** A line without the time and the level it begins with: both have columns of their own. */
function withoutStamp(text: string): string {
  return text.replace(stamp, '').replace(levelWord, '')
}

/** An access line says that a request failed, never why. */
function isAccessLine(title: string): boolean {
  return /"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ HTTP/.test(title)
}

export function logGroupOf({ telemetry, state }: Scene): LogGroupLine | null {
  const [worst] = [...telemetry.groups].sort(
    (a, b) => Number(isAccessLine(a.title)) - Number(isAccessLine(b.title)) || b.count - a.count,
  )
  if (!worst) return null
  const isNew = isNewGroup(worst, state)
  return {
    state: isNew ? 'failing' : 'warn',
    text: worst.title,
    count: thousands(worst.count),
    note: isNew ? 'new' : 'known',
  }
}

export function logMetaOf({ telemetry, view }: Scene): string {
  const filters = view.log.filters
    .filter(one => one.on)
    .map(one => (one.kind === 'level' ? `level ${one.value}+` : `${one.way === 'out' ? 'not ' : ''}${one.value}`))
  const sources =
    telemetry.sources.length === 1 ? (telemetry.sources[0]?.name ?? '') : counted(telemetry.sources.length, 'source')
  const errors =
    telemetry.sources.length > 0 ? `${rate(telemetry.rates.errorsPerMin).replace('/min', '')} errors/min` : ''
  return [sources, ...filters, errors].filter(Boolean).join(' · ')
}

/** `paused at 14:38:24, 17 newer lines below`, or null while the end is followed. */
export function pausedWords({ view, log, telemetry }: Scene): string | null {
  const { heldAt } = view.log
  if (heldAt === null) return null
  const filter = ringFilter(
    view.log.filters,
    telemetry.sources.map(source => source.name),
  )
  const newer = log.find(filter, { from: heldAt + 1, limit: 10_000 }).length
  const line = log.line(heldAt)
  return `paused${line ? ` at ${clockSeconds(line.at)}` : ''}, ${counted(newer, 'newer line')} below`
}

export function heldWords({ log }: Scene): string {
  return `${counted(log.length, 'line')} held, ${thousands(log.dropped)} dropped`
}

export function logState({ telemetry }: Scene): SignalState {
  if (telemetry.sources.length === 0) return 'waiting'
  return telemetry.rates.errorsPerMin > 0 ? 'warn' : 'ok'
}

/** The last lines for the strip, newest last. */
export function stripLogs(scene: Scene, limit: number): StripLog[] {
  const { log, telemetry } = scene
  const worst = logGroupOf(scene)
  const errors = telemetry.rates.errorsPerMin
  return visibleLines(scene, limit).map((index, position, all) => ({
    time: clockSeconds(log.line(index)?.at ?? scene.now),
    text: withoutStamp(log.text(index)),
    ...(position === all.length - 1 && {
      ...(worst?.count && { count: worst.count }),
      ...(errors > 0 && { rate: rate(errors) }),
    }),
  }))
}
