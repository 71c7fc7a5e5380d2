// What happened when, one row a fact. Rows that only repeat what another says are for the screen, not for readers.
import type { TimelineRow } from '../../incident/state.ts'
import type { DocumentRow, DocumentSection, Lane } from '../model.ts'
import { timeInWords } from '../moments.ts'
import { citesOf } from './evidence.ts'
import { type Making, section } from './section.ts'

const quietTypes: ReadonlySet<TimelineRow['type']> = new Set([
  'command.started',
  'phase.entered',
  'impact.set',
  'action.added',
  'postmortem.exported',
])

export function timelineSection(making: Making): DocumentSection {
  const rows = documentRows(making)
  return section(making, {
    id: 'timeline',
    title: 'Timeline',
    facts: rows.length === 0 ? [] : [{ kind: 'timeline', rows }],
    nothing: 'Nothing is recorded.',
  })
}

/** The rows of the document; the first one's day is the day that needs no date. */
function documentRows({ state, people }: Making): DocumentRow[] {
  const shown = state.timeline.filter(row => !quietTypes.has(row.type) && !repeats(row, state.timeline))
  const first = shown[0]?.at ?? 0
  const cites = citesOf(state)
  return shown.map(row => ({
    id: row.id,
    at: row.at,
    endsAt: row.endsAt ?? null,
    when: whenOf(row, first),
    text: people.inWords(row.text),
    cites: cites(row),
    lane: laneOf(row.type),
    key: row.key,
    who: people.beside(row.who ?? row.by),
  }))
}

function whenOf({ at, endsAt, precision }: TimelineRow, first: number): string {
  const begun = timeInWords(at, precision, first)
  if (endsAt === undefined) return begun
  const ended = timeInWords(endsAt, precision === 'day' ? 'day' : null, first)
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
