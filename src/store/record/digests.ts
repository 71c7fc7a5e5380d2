// What is remembered of every incident, without reading all their events each time: digests are kept in one file and
// made again for an incident whose events folder has changed since.
// Rule: a cache; where it cannot be read or written everything is read from the events, slower and just as right.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../incident/fold/fold.ts'
import { digestOf, type IncidentDigest } from '../../memory/digest.ts'
import { version } from '../../version.ts'
import type { IncidentRecord } from './record.ts'

interface Entry {
  /** The folder's time of change, in nanoseconds. */
  readonly changed: string
  readonly digest: IncidentDigest | null
}
interface Cache {
  readonly version: string
  readonly entries: Readonly<Record<string, Entry>>
}

/** Bumped when a digest gets another shape. */
const shape = 1
/** A folder that changed this lately may change again within the clock's step: it is read anew. */
const settledMs = 2000

/** The digests of every incident that can be read, oldest first. */
export function readDigests(record: IncidentRecord, now: number): IncidentDigest[] {
  const file = join(record.home, 'cache', 'digests.json')
  const known = readCache(file)
  const entries: Record<string, Entry> = {}
  let isNew = false
  for (const id of record.ids()) {
    const changed = changedAt(record, id)
    const before = known[id]
    if (before && changed !== null && before.changed === changed) {
      entries[id] = before
      continue
    }
    const digest = digestOf(fold(record.read(id).events))
    const isSettled = changed !== null && now - Number(BigInt(changed) / 1_000_000n) > settledMs
    entries[id] = { changed: isSettled ? changed : '', digest }
    isNew ||= isSettled
  }
  if (isNew || Object.keys(known).some(id => !entries[id])) writeCache(file, entries)
  return Object.values(entries).flatMap(entry => (entry.digest ? [entry.digest] : []))
}

function changedAt(record: IncidentRecord, id: string): string | null {
  try {
    return String(statSync(join(record.home, 'incidents', id, 'events'), { bigint: true }).mtimeNs)
  } catch {
    return null
  }
}

function readCache(file: string): Cache['entries'] {
  try {
    const cache = JSON.parse(readFileSync(file, 'utf8')) as Cache
    return cache.version === `${version}/${shape}` ? cache.entries : {}
  } catch {
    return {}
  }
}

function writeCache(file: string, entries: Cache['entries']): void {
  const settled = Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry.changed !== ''))
  const next = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(next, JSON.stringify({ version: `${version}/${shape}`, entries: settled }), { mode: 0o600 })
    renameSync(next, file)
  } catch {
    // A full or read-only disk: the next start reads the events again.
  }
}
