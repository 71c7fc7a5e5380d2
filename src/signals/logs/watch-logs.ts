// Every log source of a configuration, each into its own feed: files and patterns of files directly, the rest as what
// their own program prints.
import { basename, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { LogConfig } from '../../config/schema.ts'
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import type { Telemetry } from '../../telemetry/hub.ts'
import type { LogSourceState } from '../../telemetry/types.ts'
import { ErrorGroups } from './error-groups.ts'
import { filesOf, hasPattern } from './file-pattern.ts'
import { followCommand } from './follow-command.ts'
import { followFile } from './follow-file.ts'
import { followJournal } from './follow-journal.ts'
import { followStream } from './follow-stream.ts'
import { LogFeed } from './log-feed.ts'
import { printedBy } from './printed-by.ts'
import { isGzip, readGzip } from './read-gzip.ts'

const lookForNewFilesMs = 10_000

export interface LogSurroundings {
  readonly telemetry: Telemetry
  readonly now: () => Instant
  readonly cwd: string
  readonly stop: AbortSignal
  /** What is piped into the program. */
  readonly piped?: Readable | null
}

/** Follows all of them until stopped; never rejects. Sources are numbered in the order they are met. */
export async function watchLogs(logs: readonly LogConfig[], surroundings: LogSurroundings): Promise<void> {
  const { telemetry, now, cwd, stop, piped = null } = surroundings
  const groups = new ErrorGroups(telemetry)
  const names = new Set<string>()
  const newFeed = (kind: LogSourceState['kind'], wanted: string): LogFeed => {
    const name = freeName(cleanText(wanted), names)
    names.add(name)
    return new LogFeed({ telemetry, groups, name, kind, index: names.size - 1, now })
  }
  const running = logs.map(async log => {
    if ('file' in log && hasPattern(log.file)) return followPattern(log.file, log.name)
    if ('file' in log) return readFile(resolve(cwd, log.file), newFeed('file', log.name ?? basename(log.file)), stop)
    if ('stdin' in log) {
      if (piped) return followStream(piped, newFeed('stdin', log.name ?? 'stdin'), stop)
      return telemetry.setBlind('log stdin', 'nothing is piped in')
    }
    if ('loki' in log) {
      // The HTTP client is large: it is loaded where there is something to ask.
      const { followLoki } = await import('./follow-loki.ts')
      return followLoki(newFeed('loki', log.name ?? 'loki'), log, { now, stop })
    }
    const { kind, name, argv, stamps, errors } = printedBy(log)
    const feed = newFeed(kind, log.name ?? name)
    if (stamps === 'entries') return followJournal(feed, { argv: argv(null), cwd, stop })
    if (stamps === 'each line') feed.remembersLines()
    return followCommand(feed, { argv: () => argv(feed.resumeFrom), errors, cwd, stop })
  })
  await Promise.all(running)

  async function followPattern(pattern: string, named: string | undefined): Promise<void> {
    const followed = new Map<string, Promise<void>>()
    while (!stop.aborted) {
      for (const path of await filesOf(pattern, cwd)) {
        if (followed.has(path)) continue
        const name = named ? `${named} ${basename(path)}` : basename(path)
        followed.set(path, readFile(path, newFeed('file', name), stop))
      }
      telemetry.setBlind(`log ${cleanText(pattern)}`, followed.size === 0 ? 'no file has such a name' : null)
      await wait(lookForNewFilesMs, undefined, { signal: stop }).catch(() => undefined)
    }
    await Promise.all(followed.values())
  }
}

function readFile(path: string, feed: LogFeed, stop: AbortSignal): Promise<void> {
  return isGzip(path) ? readGzip(path, feed, stop) : followFile(path, feed, stop)
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`
}
