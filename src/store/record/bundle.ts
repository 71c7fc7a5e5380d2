// A whole incident as one file, and back: every event as it is stored, every kept output beside it.
// Rule: coming in is a union of sets; what is there already stays, what cannot be read is counted and left out.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanLines } from '../../incident/redact.ts'
import { decodeEvent, encodeEvent } from './codec.ts'
import type { IncidentRecord } from './record.ts'

const format = 'incident-tui incident'

export function exportIncident(record: IncidentRecord, incidentId: string): string {
  const { events } = record.read(incidentId)
  const names = events.flatMap(event => (event.type === 'command.ended' && event.artifact ? [event.artifact] : []))
  const folder = join(record.home, 'incidents', incidentId, 'artifacts')
  const artifacts = Object.fromEntries(
    names.filter(name => existsSync(join(folder, name))).map(name => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  return JSON.stringify({ format, version: 1, incidentId, events: events.map(encodeEvent), artifacts }, null, 1)
}

/** True where the parsed file is such an export. */
export function isBundle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { format?: unknown }).format === format
}

export interface Imported {
  readonly incidentId: string
  /** Events that were not there yet. */
  readonly added: number
  /** Events that cannot be read and were left out. */
  readonly unreadable: number
}

/** Throws an Error in words where the file holds no incident. */
export function importIncident(record: IncidentRecord, value: unknown): Imported {
  const { incidentId, events, artifacts } = value as Record<string, unknown>
  if (typeof incidentId !== 'string' || !/^[\w-]{1,64}$/.test(incidentId)) throw new Error('it names no incident id')
  if (!Array.isArray(events)) throw new Error('it holds no events')
  const decoded = events.map(event => decodeEvent(JSON.stringify(cleaned(event))))
  const readable = decoded.flatMap(one => ('event' in one ? [one.event] : []))
  if (!readable.some(event => event.type === 'incident.declared'))
    throw new Error('no event of it declares an incident')
  const known = new Set(record.read(incidentId).events.map(event => event.id))
  const news = readable.filter(event => !known.has(event.id))
  for (const event of news) {
    const stored = record.append(incidentId, event)
    if (!stored.stored) throw new Error(`not everything could be written: ${stored.why}`)
  }
  for (const [name, text] of Object.entries((artifacts ?? {}) as Record<string, unknown>)) {
    const runId = /^([\w-]{1,64})\.txt$/.exec(name)?.[1]
    if (runId && typeof text === 'string') record.writeArtifact(incidentId, runId, cleanLines(text))
  }
  return { incidentId, added: news.length, unreadable: decoded.length - readable.length }
}

/** Every text in it as harmless as if it had been typed here. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanLines(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one)]))
}
