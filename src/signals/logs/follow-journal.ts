// Follows the journal: each entry with its own time and priority, and by its cursor, so that a journalctl that ended is
// taken up exactly where it was.
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import { levelWords } from '../../telemetry/log-ring.ts'
import { LineSplitter } from '../tail/line-splitter.ts'
import { followCommand } from './follow-command.ts'
import { levelOfLine } from './line-scan.ts'
import type { LogFeed } from './log-feed.ts'

const fields = 'MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,SYSLOG_PID,_PID,_COMM,_HOSTNAME'
/** An entry may be large; one that is larger still is told without its text. */
const longestEntry = 2 * 1024 * 1024
const backlog = 500

export interface FollowJournalOptions {
  /** `journalctl` and what chooses the entries. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly stop: AbortSignal
  readonly firstPauseMs?: number
}

export interface JournalEntry {
  readonly cursor: string
  readonly at: Instant
  /** Position in `levelWords`. */
  readonly level: number
  readonly text: string
}

/** Until stopped; never rejects. */
export async function followJournal(feed: LogFeed, { argv, ...options }: FollowJournalOptions): Promise<void> {
  let cursor: string | null = null
  const shape = ['--output=json', `--output-fields=${fields}`, '--all', '--quiet', '--no-pager', '--follow']
  await followCommand(feed, {
    ...options,
    errors: 'words',
    argv: () => [
      ...argv,
      ...shape,
      ...(cursor === null ? [`--lines=${backlog}`] : ['--no-tail', `--after-cursor=${cursor}`]),
    ],
    lines: () =>
      new LineSplitter((bytes, start, end) => {
        const entry = readEntry(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'))
        if (!entry) return
        cursor = entry.cursor
        feed.pushEvent(entry.text, entry)
      }, longestEntry),
  })
}

/** One line of `--output=json`; null where it is none. */
function readEntry(json: string): JournalEntry | null {
  let raw: Readonly<Record<string, unknown>>
  try {
    raw = JSON.parse(json)
  } catch {
    return cutEntry(json)
  }
  const micros = Number(raw.__REALTIME_TIMESTAMP)
  if (typeof raw.__CURSOR !== 'string' || !Number.isFinite(micros)) return null
  const message = messageOf(raw.MESSAGE)
  const level = levelOf(Number(raw.PRIORITY ?? 6), message)
  const who = String(raw.SYSLOG_IDENTIFIER ?? raw._COMM ?? 'unknown')
  const pid = raw.SYSLOG_PID ?? raw._PID
  const lead = `${stampOf(micros)} ${raw._HOSTNAME ?? '-'} ${who}${pid === undefined ? '' : `[${pid}]`}: `
  return { cursor: raw.__CURSOR, at: Math.floor(micros / 1000), level, text: lead + message }
}

/** An entry that was too large to be read whole: when it came and that it came is kept. */
function cutEntry(json: string): JournalEntry | null {
  const cursor = /"__CURSOR"\s*:\s*"([^"]+)"/.exec(json)?.[1]
  const micros = Number(/"__REALTIME_TIMESTAMP"\s*:\s*"(\d+)"/.exec(json)?.[1] ?? Number.NaN)
  if (cursor === undefined || !Number.isFinite(micros)) return null
  const text = `${stampOf(micros)} - journal: an entry of more than 2 MB, not shown`
  return { cursor, at: Math.floor(micros / 1000), level: 0, text }
}

/** A text, the bytes of one that is no UTF-8, or several of either. */
function messageOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return '(no text)'
  if (value.every(byte => typeof byte === 'number')) return Buffer.from(value as number[]).toString('utf8')
  return value.map(messageOf).join('\n')
}

const ofPriority = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'] as const

/** Programs that only print have the default priority whatever they print: then their own word counts. */
function levelOf(priority: number, message: string): number {
  const bytes = Buffer.from(message.slice(0, 300))
  const stated = priority === 6 ? levelOfLine(bytes, 0, bytes.length) : 0
  return stated > 0 ? stated : levelWords.indexOf(ofPriority[priority] ?? 'unknown')
}

function stampOf(micros: number): string {
  const iso = new Date(Math.floor(micros / 1000)).toISOString()
  return cleanText(`${iso.slice(0, -1)}${String(Math.floor(micros % 1000)).padStart(3, '0')}Z`)
}
