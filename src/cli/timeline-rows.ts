// Rows of the timeline on the command line: how they are named, written and given to programs.
import { cleanText } from '../incident/redact.ts'
import type { IncidentState, TimelineRow } from '../incident/state.ts'
import { toIso } from '../incident/time.ts'
import { kindOf, type TimelineKind } from '../incident/timeline-kinds.ts'
import type { Session } from '../store/session.ts'
import { Told } from './context.ts'

interface Wanted {
  readonly kind?: TimelineKind
}

/** The short name of a row: the end of its id, where ids differ. */
function handleOf({ id }: TimelineRow): string {
  return id.slice(-7)
}

/** Named by the end of its id, by the whole of it, or by words that only it has. Throws Told where that is not one row. */
export function rowNamed(session: Session, name: string): TimelineRow {
  const { timeline } = session.store.getState().state
  const lower = name.toLowerCase()
  const byId = timeline.filter(row => row.id === name || (name.length >= 4 && row.id.endsWith(lower)))
  const found = byId.length > 0 ? byId : timeline.filter(row => row.text.toLowerCase().includes(lower))
  if (found.length === 1) return found[0] as TimelineRow
  const count = found.length === 0 ? 'no row' : `${found.length} rows`
  const some = (found.length === 0 ? timeline : found).slice(-12).map(row => `  ${rowLine(row, null)}`)
  throw new Told(`${count} named ${cleanText(name)}; there are:\n${some.join('\n')}`, 2)
}

export function rowsOf({ timeline }: IncidentState, { kind }: Wanted): TimelineRow[] {
  return timeline.filter(row => kind === undefined || kindOf(row) === kind)
}

export function rowLine(row: TimelineRow, zone: Intl.DateTimeFormat | null): string {
  const day = toIso(row.at).slice(0, 10)
  const clock =
    row.precision === 'day' ? 'some time' : `${row.precision === 'about' ? '~' : ''}${toIso(row.at).slice(11, 19)}`
  const until = row.endsAt === undefined ? '' : ` until ${toIso(row.endsAt).slice(11, 16)}`
  const there = zone ? `  ${zone.format(row.at)}` : ''
  const notes = [
    row.key ? 'key' : '',
    row.original ? 'amended' : '',
    row.joined ? `joined ×${row.joined.length + 1}` : '',
  ]
  const said = notes.filter(note => note !== '').join(', ')
  return `${day} ${clock}${there}  ${handleOf(row)}  ${row.text}${until}  (${[row.by, said].filter(Boolean).join('; ')})`
}

export function retractedLine({ row, reason, by, at }: IncidentState['retracted'][number]): string {
  return `${rowLine(row, null)}\n    taken back ${toIso(at).slice(11, 19)} by ${by}: ${reason || 'no reason given'}`
}

export function rowsJson(state: IncidentState, wanted: Wanted) {
  return rowsOf(state, wanted).map(row => ({ ...rowJson(row), joined: (row.joined ?? []).map(rowJson) }))
}

export function retractedJson({ row, reason, by, at }: IncidentState['retracted'][number]) {
  return { ...rowJson(row), retracted: { reason, by, at: toIso(at) } }
}

function rowJson(row: TimelineRow) {
  const { id, at, recordedAt, endsAt, precision = 'exact', by, type, text, key, versions = [] } = row
  return {
    id,
    at: toIso(at),
    until: endsAt === undefined ? null : toIso(endsAt),
    precision,
    recordedAt: toIso(recordedAt),
    by,
    kind: kindOf(row),
    type,
    text,
    key,
    versions: versions.map(one => ({ text: one.text, at: toIso(one.at), by: one.by, writtenAt: toIso(one.writtenAt) })),
  }
}
