// A line that is a JSON object: its time, level and message by the keys that loggers use.
import type { Instant } from '../../incident/time.ts'
import { levelOfNumber, levelOfPriority, levelOfStatus, levelOfWord } from './levels.ts'
import { emptyStamp, epochMs, readStamp } from './stamps/stamp.ts'

export interface JsonLine {
  /** As if UTC where `zone` is NaN. */
  readonly wall: number | null
  readonly zone: number
  readonly level: number
  readonly message: string
}

const timeKeys =
  'timestamp @timestamp time ts t datetime date eventTime timeMillis instant asctime @t Timestamp EdgeEndTimestamp EdgeStartTimestamp start_time __REALTIME_TIMESTAMP _SOURCE_REALTIME_TIMESTAMP'.split(
    ' ',
  )
const levelKeys = 'level severity lvl loglevel log_level log.level levelname @l SEVERITY severity_text s'.split(' ')
const statusKeys = 'status status_code statusCode EdgeResponseStatus http_status response_code'.split(' ')
const messageKeys = 'message msg MESSAGE @m @mt event log text error err short_message body textPayload'.split(' ')

const encoder = new TextEncoder()
const stamp = emptyStamp()

/** Null where the line is no JSON object. */
export function readJsonLine(text: string): JsonLine | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
  const record = parsed as Record<string, unknown>
  const time = firstOf(record, timeKeys, value => readTime(value))
  const message = firstOf(record, messageKeys, value => (typeof value === 'string' ? value : null))
  return {
    wall: time?.wall ?? null,
    zone: time?.zone ?? Number.NaN,
    level: readLevel(record),
    message: message ?? Object.keys(record).join(' '),
  }
}

function firstOf<T>(
  record: Record<string, unknown>,
  keys: readonly string[],
  read: (value: unknown) => T | null,
): T | null {
  for (const key of keys) {
    const value = record[key]
    if (value === undefined || value === null) continue
    const found = read(value)
    if (found !== null) return found
  }
  return null
}

function readTime(value: unknown): { wall: Instant; zone: number } | null {
  if (typeof value === 'object' && value !== null) {
    const { epochSecond, $date } = value as { epochSecond?: unknown; $date?: unknown }
    return readTime(epochSecond ?? $date ?? '')
  }
  const text = String(value)
  if (/^\d{10,19}(\.\d+)?(e\+?\d+)?$/i.test(text)) {
    const number = Number(text)
    const length = Math.trunc(number).toString().length
    const wall = length === 10 ? Math.floor(number * 1000 + 1e-3) : epochMs(number, length)
    return wall === null ? null : { wall, zone: 0 }
  }
  const bytes = encoder.encode(text.slice(0, 60))
  return readStamp(bytes, 0, bytes.length, { short: 'ymd', long: 'mdy' }, stamp)
    ? { wall: stamp.wall, zone: stamp.zone }
    : null
}

function readLevel(record: Record<string, unknown>): number {
  const log = record.log
  const nested = typeof log === 'object' && log !== null ? (log as Record<string, unknown>).level : undefined
  const stated = nested ?? firstOf(record, levelKeys, value => (typeof value === 'object' ? null : value))
  if (typeof stated === 'string') return /^\d+$/.test(stated) ? levelOfNumber(Number(stated)) : wordOrLetter(stated)
  if (typeof stated === 'number') return levelOfNumber(stated)
  if (record.PRIORITY !== undefined) return levelOfPriority(Number(record.PRIORITY))
  const status = firstOf(record, statusKeys, value => Number(value) || null)
  return status === null ? 0 : levelOfStatus(status)
}

function wordOrLetter(word: string): number {
  const level = levelOfWord(word) || levelOfWord(word.toLowerCase())
  if (level > 0 || word.length > 1) return level
  return ({ F: 6, E: 5, W: 4, I: 3, D: 2, T: 1 } as Record<string, number>)[word] ?? 0
}
