// Finds the lines to show and the matches of the search, a slice at a time, while lines keep coming and keys are pressed.
// Rule: a slice is short enough not to be felt; between two slices the keyboard has its turn.
import type { LogQuery } from '../telemetry/log-query.ts'
import type { LogRing } from '../telemetry/log-ring.ts'
import { LogScan } from '../telemetry/log-scan.ts'
import { readMatch } from '../telemetry/text-match.ts'
import { type LogNames, queryOf } from './log-query-of.ts'
import type { LogView } from './view.ts'

export interface LogFound {
  /** The events that pass the filters. */
  readonly lines: LogScan
  /** Those of them that match the search; null without one. */
  readonly hits: LogScan | null
}

export interface LogFinder {
  /** What is found so far; the rest is looked for by itself. */
  look(view: LogView, names: LogNames): LogFound
  /** Grows while something is still looked for. */
  version(): number
}

/** A scene is made for every key and every frame: that much of the time it may take. */
const lookMs = 3
const sliceMs = 5

/** Everything at once, however long it takes: for small logs and tests. */
export function findAll(log: LogRing, view: LogView, names: LogNames): LogFound {
  const found = newFound(log, view, names)
  found.lines.advance()
  found.hits?.advance()
  return found
}

export function createLogFinder(log: LogRing): LogFinder {
  let wanted = ''
  let found: LogFound | null = null
  let version = 0
  let isScheduled = false

  const goOn = () => {
    isScheduled = false
    if (!found) return
    advance(found, sliceMs)
    version += 1
    schedule()
  }
  const schedule = () => {
    if (isScheduled || !found || isDone(found)) return
    isScheduled = true
    setImmediate(goOn).unref()
  }

  return {
    look: (view, names) => {
      const now = keyOf(view, names)
      if (!found || now !== wanted) found = newFound(log, view, names)
      wanted = now
      advance(found, lookMs)
      schedule()
      return found
    },
    version: () => version,
  }
}

function newFound(log: LogRing, view: LogView, names: LogNames): LogFound {
  const query = queryOf(view.filters, names)
  const search = searchOf(view, query)
  return { lines: new LogScan(log, query), hits: search && new LogScan(log, search) }
}

function searchOf({ search }: LogView, query: LogQuery): LogQuery | null {
  if (search === '') return null
  const read = readMatch(search)
  return 'match' in read ? { ...query, texts: [...query.texts, { way: 'in', match: read.match }] } : null
}

function advance({ lines, hits }: LogFound, ms: number): void {
  const until = performance.now() + ms
  const isOutOfTime = () => performance.now() >= until
  if (lines.advance(isOutOfTime)) hits?.advance(isOutOfTime)
}

function isDone({ lines, hits }: LogFound): boolean {
  return lines.isComplete && (hits?.isComplete ?? true)
}

/** The groups' numbers come with time: only those that a filter names make a difference. */
function keyOf({ filters, search }: LogView, { sources, groups }: LogNames): string {
  const named = new Set(filters.filter(({ kind }) => kind === 'group').map(({ value }) => value))
  const numbers = named.size === 0 ? [] : groups.filter(({ id }) => named.has(id)).map(group => group.number)
  return JSON.stringify([filters, search, sources, numbers])
}
