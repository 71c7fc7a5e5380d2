// The rows of the timeline: what happened, the silences between, and now.
import type { MomentKind, TimelineRow } from '../../components/TimelinePane.tsx'
import { clock, clockOrDate, clockSeconds, dateOf, running, span } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { TimelineRow as Happened } from '../../incident/state.ts'
import { minute } from '../../incident/time.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import type { Scene } from '../scene.ts'
import { spentIn } from './plan.ts'

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
const silence = 10 * minute
const freshFor = 10_000

/** The rows that pass the pane's filter, oldest first, with the now row at the end. */
export function timelineRowsOf(scene: Scene, chosen: string | null): TimelineRow[] {
  const { now, state, view } = scene
  const wanted = (view.filters.timeline ?? '').toLowerCase()
  const shown = shownRows(scene)
  const rows = shown.flatMap((row, index): TimelineRow[] => {
    const before = shown[index - 1]
    const gap = before && wanted === '' ? row.at - before.at : 0
    const made = rowOf(row, scene, chosen)
    return gap > silence ? [gapRow(row.id, gap), made] : [made]
  })
  const phase = phaseTitle[state.phase].toLowerCase()
  const nowRow: TimelineRow = {
    id: 'now',
    time: 'now',
    kind: 'now',
    words: state.moments.closed === null ? `${phase}, ${running(spentIn({ state, now }, state.phase))}` : 'closed',
  }
  return [...rows, nowRow]
}

export function timelineMeta({ state, now, view }: Scene): string {
  const filter = view.filters.timeline
  const date = `${dateOf(state.moments.declared ?? now)}, UTC`
  return filter ? `/${filter} · ${date}` : date
}

/** The items a cursor can stand on. */
export function timelineIds(scene: Scene): string[] {
  return shownRows(scene).map(row => row.id)
}

/** What passes the filter. A command that has ended is one row: its end. */
function shownRows({ state, view }: Scene): Happened[] {
  const wanted = (view.filters.timeline ?? '').toLowerCase()
  const running = new Set(
    state.commands.filter(run => run.state === 'running').map(run => `${run.startedAt} run ${commandLine(run.spec)}`),
  )
  return state.timeline
    .filter(row => row.type !== 'command.started' || running.has(`${row.at} ${row.text}`))
    .filter(row => wanted === '' || row.text.toLowerCase().includes(wanted))
}

function rowOf(row: Happened, { state, now, view }: Scene, chosen: string | null): TimelineRow {
  const zoomed = view.zoomed && view.focus === 'timeline'
  const { text, meta } = tellingOf(row)
  return {
    id: row.id,
    time: zoomed ? clockSeconds(row.at) : dateOf(row.at) === dateOf(now) ? clock(row.at) : clockOrDate(row.at, { now }),
    kind: kinds[row.glyph],
    words: row.original ? `${text} (amended)` : text,
    meta,
    ...toneOf(row, state.moments.mitigated),
    fresh: now - row.recordedAt < freshFor,
    selected: row.id === chosen,
  }
}

/** Red and amber are for what is wrong now: once the impact has ended, what came before it is history. */
function toneOf({ tone, at }: Happened, mitigatedAt: number | null): Pick<TimelineRow, 'tone'> {
  if (tone === 'plain') return {}
  if (tone === 'accent') return { tone: 'strong' }
  const isPast = mitigatedAt !== null && at < mitigatedAt && tone !== 'ok'
  return isPast ? {} : { tone }
}

function gapRow(before: string, ms: number): TimelineRow {
  return { id: `gap-${before}`, time: '', kind: 'gap', words: `${span(ms)}, nothing recorded` }
}

/** The text for a narrow column: what ends a row is kept, what hardens git and the tail of a commit id is not. */
function tellingOf(row: Happened): { text: string; meta: string } {
  const by = firstWord(row.meta || row.by.replace(/@.*$/, ''))
  if (row.type === 'incident.declared') return { text: 'declared', meta: by }
  if (row.type === 'note.added') return { text: `"${row.text}"`, meta: by }
  if (row.type !== 'command.ended' && row.type !== 'command.started') return { text: row.text, meta: by }
  const text = row.text.replace(/ -c core\.\S+| --no-pager/g, '').replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1')
  const [, command = text, ending = ''] = /^(.*): ([^:]*)$/s.exec(text) ?? []
  return row.type === 'command.ended'
    ? { text: command, meta: ending.replace(/ after [\d.]+ s$/, '') }
    : { text, meta: by }
}

/** Of a full name the first is enough in a column. */
function firstWord(name: string): string {
  return name.split(' ')[0] ?? name
}
