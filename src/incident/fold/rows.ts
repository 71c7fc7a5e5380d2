// The rows of the timeline, with everything that was corrected on them. Rule: what a row said first stays readable.
import type { IncidentEvent } from '../events.ts'
import { isRetractable } from '../retractable.ts'
import type { TimelineRow } from '../state.ts'
import type { Corrections, Draft } from './draft.ts'
import { tell } from './words.ts'

type Row = Draft['timeline'][number]

/** Taken back: it changes nothing, and is kept aside with the reason. */
export function isTakenBack(draft: Draft, event: IncidentEvent): boolean {
  const retraction = draft.corrections.retracted.get(event.id)
  if (!retraction || !isRetractable(event.type)) return false
  const row = rowOf(draft, event)
  const { reason, by, at } = retraction
  if (row) draft.retracted.push({ row, reason: reason ?? '', by, at })
  return true
}

/** A moment of the incident is where its row was moved to. */
export function asAmended(draft: Draft, event: IncidentEvent): IncidentEvent {
  if (event.type !== 'moment.recorded') return event
  const newAt = draft.corrections.amended.get(event.id)?.findLast(one => one.newAt !== undefined)?.newAt
  return newAt === undefined ? event : { ...event, at: newAt }
}

export function rowOf(draft: Draft, event: IncidentEvent): Row | null {
  const telling = tell(event, draft)
  if (!telling) return null
  const amendments = draft.corrections.amended.get(event.id) ?? []
  const text = amendments.findLast(one => one.text !== undefined)?.text ?? telling.text
  const at = amendments.findLast(one => one.newAt !== undefined)?.newAt ?? event.at
  const ended = amendments.findLast(one => one.newEndsAt !== undefined)
  const endsAt = ended ? ended.newEndsAt : telling.endsAt
  const judged = amendments.findLast(one => one.newPrecision !== undefined)
  const precision = judged ? judged.newPrecision : telling.precision
  return {
    id: event.id,
    at,
    recordedAt: event.recordedAt,
    by: event.by,
    type: event.type,
    text,
    meta: telling.meta ?? '',
    glyph: telling.glyph,
    tone: telling.tone ?? 'plain',
    key: draft.corrections.keyed.get(event.id) ?? false,
    original: amendments.length > 0 ? { text: telling.text, at: event.at } : null,
    ...(telling.about === undefined ? {} : { about: telling.about }),
    ...(endsAt === undefined || endsAt === null || endsAt < at ? {} : { endsAt }),
    ...(precision === undefined || precision === null ? {} : { precision }),
    ...(telling.who === undefined ? {} : { who: telling.who }),
    ...(telling.zone === undefined ? {} : { zone: telling.zone }),
    ...(amendments.length === 0 ? {} : { versions: versionsOf(event, telling.text, amendments) }),
  }
}

type Amendments = NonNullable<ReturnType<Corrections['amended']['get']>>

function versionsOf(event: IncidentEvent, firstText: string, amendments: Amendments): NonNullable<Row['versions']> {
  let last = { text: firstText, at: event.at, by: event.by, writtenAt: event.recordedAt }
  const versions = [last]
  for (const { text = last.text, newAt = last.at, by, recordedAt } of amendments) {
    last = { text, at: newAt, by, writtenAt: recordedAt }
    versions.push(last)
  }
  return versions
}

/** In order of time, rows that were joined under the one they repeat. */
export function joined(rows: readonly Row[], corrections: Corrections): Row[] {
  const ordered = [...rows].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  if (corrections.joined.size === 0) return ordered
  const byId = new Map(ordered.map(row => [row.id, row]))
  const under = new Map<string, TimelineRow[]>()
  const own = ordered.filter(row => {
    const host = hostOf(row.id, corrections, byId)
    if (host === row.id) return true
    under.set(host, [...(under.get(host) ?? []), row])
    return false
  })
  return own.map(row => (under.has(row.id) ? { ...row, joined: under.get(row.id) ?? [] } : row) as Row)
}

/** The row that stands for this one. Rows that were joined in a circle stand for themselves. */
function hostOf(id: string, { joined: into }: Corrections, byId: ReadonlyMap<string, Row>): string {
  const passed = new Set([id])
  let host = id
  for (;;) {
    const next = into.get(host)
    if (next == null || !byId.has(next)) return host
    if (passed.has(next)) return id
    passed.add(next)
    host = next
  }
}
