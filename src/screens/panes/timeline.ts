// The rows of the timeline: what happened, the silences between, and now.
import type { MomentKind, TimelineRow } from '../../components/TimelinePane.tsx'
import { clock, clockOrDate, clockSeconds, dateOf, running, span } from '../../components/theme/times.ts'
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
  const shown = state.timeline.filter(row => wanted === '' || row.text.toLowerCase().includes(wanted))
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
export function timelineIds({ state, view }: Scene): string[] {
  const wanted = (view.filters.timeline ?? '').toLowerCase()
  return state.timeline.filter(row => wanted === '' || row.text.toLowerCase().includes(wanted)).map(row => row.id)
}

function rowOf(row: Happened, { state, now, view }: Scene, chosen: string | null): TimelineRow {
  const zoomed = view.zoomed && view.focus === 'timeline'
  const text = row.type === 'note.added' ? `"${row.text}"` : row.text
  return {
    id: row.id,
    time: zoomed ? clockSeconds(row.at) : dateOf(row.at) === dateOf(now) ? clock(row.at) : clockOrDate(row.at, { now }),
    kind: kinds[row.glyph],
    words: row.original ? `${text} (amended)` : text,
    meta: row.meta || row.by.replace(/@.*$/, ''),
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
