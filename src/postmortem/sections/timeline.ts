// What happened when, one row a fact. Rows that only repeat what another says are for the screen, not for readers.
import type { TimelineRow } from '../../incident/state.ts'
import type { DocumentRow, DocumentSection, Lane } from '../model.ts'
import { timeInWords } from '../moments.ts'
import { dateOf } from '../spans.ts'
import { clockIn } from '../zone.ts'
import { citesOf } from './evidence.ts'
import { type Making, section } from './section.ts'

const quietTypes: ReadonlySet<TimelineRow['type']> = new Set([
  'command.started',
  'phase.entered',
  'impact.set',
  'impact.window',
  'action.added',
  'postmortem.exported',
])

/** Written up after the end, these belong to their own sections. */
const writtenUp: ReadonlySet<TimelineRow['type']> = new Set([
  'rootcause.set',
  'hypothesis.confirmed',
  'hypothesis.rejected',
  'impact.measured',
  'evidence.collected',
  'evidence.kept',
  'role.taken',
  'role.handed',
])

export function timelineSection(making: Making, rows: readonly DocumentRow[]): DocumentSection {
  return section(making, {
    id: 'timeline',
    title: 'Timeline',
    facts: rows.length === 0 ? [] : [{ kind: 'timeline', rows }],
    nothing: 'Nothing is recorded.',
  })
}

/** The rows of the document; the day it began is the day that needs no date. */
export function documentRows({ state, people }: Making): DocumentRow[] {
  const end = state.moments.resolved ?? (state.origin === 'import' ? (state.moments.declared ?? 0) : Infinity)
  const told = new Set(state.timeline.filter(row => row.type !== 'moment.recorded').map(row => row.at))
  const published = new Set(state.commands.filter(run => run.purpose.kind === 'publish').map(run => run.runId))
  const shown = state.timeline.filter(row => {
    if (row.about !== undefined && published.has(row.about)) return false
    if (quietTypes.has(row.type) || repeats(row, state.timeline)) return false
    if (writtenUp.has(row.type) && row.at > end) return false
    if (state.origin !== 'import') return true
    const isMoment = row.type === 'moment.recorded' && told.has(row.at)
    return !isMoment && row.type !== 'incident.declared' && row.type !== 'severity.set'
  })
  const day = state.moments.started ?? state.moments.declared ?? shown[0]?.at ?? 0
  const cites = citesOf(state)
  return shown.map(row => ({
    id: row.id,
    at: row.at,
    endsAt: row.endsAt ?? null,
    when: whenOf(row, day),
    text: people.inWords(row.type === 'command.ended' ? shortened(row.text) : row.text),
    cites: cites(row),
    lane: laneOf(row.type),
    key: row.key,
    tone: row.tone,
    who: people.beside(row.who ?? (state.origin === 'import' ? '' : row.by)),
  }))
}

/** A command line that fits a row; the appendix has the whole of it. */
function shortened(text: string): string {
  const [, command = text, end = ''] = /^(.*): ((?:exit|timed|cancelled|ended|could|interrupted).*)$/s.exec(text) ?? []
  const bare = command.replace(/^git( -c \S+| --no-pager)+/, 'git')
  return `${bare.length > 80 ? `${bare.slice(0, 79)}…` : bare}${end === '' ? '' : `: ${end}`}`
}

/** With the clock of people where its time was written in a zone of its own. */
function whenOf(row: TimelineRow, day: number): string {
  const clock = row.precision === 'day' ? null : clockIn(row.zone ?? null)
  return `${utcOf(row, day)}${clock === null ? '' : ` (${clock(row.at)} ${row.zone})`}`
}

function utcOf({ at, endsAt, precision }: TimelineRow, day: number): string {
  const begun = timeInWords(at, precision, day)
  if (endsAt === undefined) return begun
  const isOtherDay = dateOf(endsAt) !== dateOf(at)
  const ended = timeInWords(endsAt, precision === 'day' ? 'day' : null, isOtherDay ? at : day)
  return ended === begun ? begun : `${begun} to ${ended}`
}

/** A root cause that was taken over from the hypothesis just confirmed says nothing new. */
function repeats(row: TimelineRow, rows: readonly TimelineRow[]): boolean {
  if (row.type !== 'rootcause.set') return false
  const words = row.text.replace(/^root cause: /, '')
  return rows.some(one => one.type === 'hypothesis.confirmed' && one.text === `confirmed: ${words}`)
}

function laneOf(type: TimelineRow['type']): Lane {
  if (type === 'signal.observed' || type === 'escalation.raised' || type.startsWith('monitor.')) return 'signals'
  if (type === 'onset.estimated' || type === 'secondary.noted' || type === 'gate.passed') return 'signals'
  if (type === 'change.seen') return 'changes'
  if (type.startsWith('command.') || type.startsWith('fix.') || type.startsWith('mitigation.')) return 'commands'
  if (type === 'update.sent' || type === 'page.sent' || type === 'delivery.settled') return 'updates'
  return 'people'
}
