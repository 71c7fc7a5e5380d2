// The record on disk: one event, one file, written once through conf and never rewritten. What cannot be written is
// held in memory, said, and written as soon as it can be.
import {
  existsSync,
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import type { IncidentEvent } from '../../incident/events.ts'
import { decodeEvent, encodeEvent } from './codec.ts'

export interface StoredIncident {
  readonly events: readonly IncidentEvent[]
  readonly unreadable: readonly { readonly file: string; readonly why: string }[]
}

/** `stored: false` means kept in memory only; `why` is a sentence for the person, `short` its first words. */
export type Stored =
  | { readonly stored: true }
  | { readonly stored: false; readonly why: string; readonly short: string }

export class IncidentRecord {
  readonly home: string
  /** What was read last: an incident is read for the list of incidents and right after that to be opened. */
  private lastRead: FolderReader | null = null
  private readonly pending: { readonly incidentId: string; readonly event: IncidentEvent }[] = []

  constructor(home: string) {
    this.home = home
  }

  /** The ids of all incidents, in the order of their names (uuid v7: oldest first). */
  ids(): string[] {
    try {
      return readdirSync(join(this.home, 'incidents'), { withFileTypes: true })
        .filter(entry => entry.isDirectory() && /^[\w-]{1,64}$/.test(entry.name))
        .map(entry => entry.name)
        .sort()
    } catch {
      return []
    }
  }

  read(incidentId: string): StoredIncident {
    const folder = this.eventsFolder(incidentId)
    const reader =
      this.lastRead?.folder === folder && this.lastRead.isStillThere() ? this.lastRead : new FolderReader(folder)
    reader.readNew()
    this.lastRead = reader
    const held = this.pending.filter(one => one.incidentId === incidentId).map(one => one.event)
    return { events: [...reader.events, ...held], unreadable: reader.unreadable }
  }

  /** Writes one event; on failure it is held and tried again by `flush`. */
  append(incidentId: string, event: IncidentEvent): Stored {
    try {
      this.write(incidentId, event)
      return { stored: true }
    } catch (error) {
      this.pending.push({ incidentId, event })
      return { stored: false, ...inWords(error, this.home) }
    }
  }

  get pendingCount(): number {
    return this.pending.length
  }

  /** Tries to write what is held. */
  flush(): Stored {
    while (this.pending[0]) {
      const { incidentId, event } = this.pending[0]
      try {
        this.write(incidentId, event)
        this.pending.shift()
      } catch (error) {
        return { stored: false, ...inWords(error, this.home) }
      }
    }
    return { stored: true }
  }

  /** Keeps a command's output beside its incident; the file's name, or null where it could not be kept. */
  writeArtifact(incidentId: string, runId: string, output: string): string | null {
    const folder = join(this.home, 'incidents', incidentId, 'artifacts')
    const name = `${runId}.txt`
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, name), output, { mode: 0o600 })
      if (statSync(join(folder, name)).size !== Buffer.byteLength(output)) throw new Error('not written whole')
      return name
    } catch {
      return null
    }
  }

  /** What `writeArtifact` kept under that name; null where it is gone or the name is none of ours. */
  readArtifact(incidentId: string, name: string): string | null {
    if (!/^[\w-]{1,64}\.txt$/.test(name)) return null
    try {
      return readFileSync(join(this.home, 'incidents', incidentId, 'artifacts', name), 'utf8')
    } catch {
      return null
    }
  }

  /** Calls back with events of other writers within about a second; returns what ends it. */
  follow(incidentId: string, known: readonly IncidentEvent[], onEvents: (events: IncidentEvent[]) => void): () => void {
    const reader = new FolderReader(this.eventsFolder(incidentId))
    for (const event of known) reader.seen.add(`${event.id}.json`)
    const look = () => {
      const before = reader.events.length
      reader.readNew()
      const news = reader.events.slice(before)
      if (news.length > 0) onEvents(news)
    }
    let watcher: FSWatcher | null = null
    try {
      watcher = watch(reader.folder, { persistent: false }, look)
      watcher.on('error', () => undefined)
    } catch {
      // No inotify here: the poll alone finds them.
    }
    const poll = setInterval(look, 1000)
    poll.unref()
    return () => {
      clearInterval(poll)
      watcher?.close()
    }
  }

  private eventsFolder(incidentId: string): string {
    return join(this.home, 'incidents', incidentId, 'events')
  }

  private write(incidentId: string, event: IncidentEvent): void {
    const folder = this.eventsFolder(incidentId)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = join(folder, `${event.id}.json`)
    if (existsSync(file)) return
    let length = 0
    const conf = new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: event.id,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      serialize: value => {
        const text = `${JSON.stringify(value)}\n`
        length = Buffer.byteLength(text)
        return text
      },
    })
    conf.store = encodeEvent(event)
    // A full disk can leave a truncated file without an error: what is not whole is not there.
    if (statSync(file).size !== length) {
      rmSync(file, { force: true })
      throw Object.assign(new Error('not written whole'), { code: 'ENOSPC' })
    }
  }
}

/** Reads a folder of events, each file once; a file that cannot be read yet is looked at again. */
class FolderReader {
  readonly events: IncidentEvent[] = []
  readonly seen = new Set<string>()
  private readonly broken = new Map<string, string>()
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  get unreadable(): { file: string; why: string }[] {
    return [...this.broken].map(([file, why]) => ({ file, why }))
  }

  /** False where a file that was read is gone: somebody took it away by hand. */
  isStillThere(): boolean {
    try {
      const names = new Set(readdirSync(this.folder))
      return [...this.seen].every(name => names.has(name))
    } catch {
      return false
    }
  }

  readNew(): void {
    let names: string[]
    try {
      names = readdirSync(this.folder)
    } catch {
      return
    }
    for (const name of names) {
      if (!name.endsWith('.json') || this.seen.has(name)) continue
      const decoded = this.decode(name)
      if ('unreadable' in decoded) {
        this.broken.set(name, decoded.unreadable)
        continue
      }
      this.seen.add(name)
      this.broken.delete(name)
      this.events.push(decoded.event)
    }
  }

  private decode(name: string) {
    try {
      return decodeEvent(readFileSync(join(this.folder, name), 'utf8'))
    } catch (error) {
      return { unreadable: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** What to tell the person about a failed write, and what they can do. */
function inWords(error: unknown, home: string): { why: string; short: string } {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT')
    return { why: `the disk of ${home} is full: free some space`, short: 'Disk full' }
  if (code === 'EROFS') return { why: `${home} is read-only`, short: 'Disk read-only' }
  if (code === 'EACCES' || code === 'EPERM') {
    const why = `${home} may not be written by this user: set INCIDENT_TUI_HOME to a folder that may be`
    return { why, short: 'Record not writable' }
  }
  const reason = error instanceof Error ? error.message : String(error)
  return { why: `${home} cannot be written (${reason})`, short: 'Record not writable' }
}
