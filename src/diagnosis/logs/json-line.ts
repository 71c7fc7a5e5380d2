// A line that is a JSON object, read byte by byte: its time, level and message by the keys that loggers use.
// Nothing is parsed that is not asked for.
import { isBlank, isDigit, spanText } from './characters.ts'
import { levelOfLetter, levelOfNumber, levelOfPriority, levelOfSpan, levelOfStatus } from './levels.ts'
import { type DateOrders, emptyStamp, epochMs, readStamp, type Stamp, stampKinds } from './stamps/stamp.ts'

const timeKeys =
  'timestamp @timestamp time ts t datetime date eventTime timeMillis instant asctime @t Timestamp EdgeEndTimestamp EdgeStartTimestamp start_time __REALTIME_TIMESTAMP _SOURCE_REALTIME_TIMESTAMP created_at createdAt event_time startTime timeGenerated'
const levelKeys = 'level severity lvl loglevel log_level log.level levelname @l SEVERITY severity_text s'
const statusKeys = 'status status_code statusCode EdgeResponseStatus http_status response_code'
const messageKeys = 'message msg MESSAGE @m @mt event log text error err short_message body textPayload'

const kinds = { time: 0, level: 1, status: 2, message: 3, priority: 4, nested: 5 } as const
type Kind = (typeof kinds)[keyof typeof kinds]

/** Per key (by hash) what it is and its rank among its kind: a lower one counts more. */
const byKey = new Map<number, { readonly kind: Kind; readonly rank: number }>()
for (const [kind, keys] of [
  [kinds.time, timeKeys],
  [kinds.level, levelKeys],
  [kinds.status, statusKeys],
  [kinds.message, messageKeys],
  [kinds.priority, 'PRIORITY'],
] as const)
  keys.split(' ').forEach((key, rank) => void byKey.set(hashOfText(key), { kind, rank }))

function hashOfText(text: string): number {
  let hash = text.length
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

const orders: DateOrders = { short: 'ymd', long: 'mdy' }

/** What the last line that was read tells. */
export interface JsonLine {
  /** Its kind is none where the line states no time. */
  readonly stamp: Stamp
  level: number
  /** The message's bytes, between its quotes; -1 where there is none. */
  messageStart: number
  messageEnd: number
  /** A hash over the keys, for lines that have no message. */
  keys: number
}

export function emptyJsonLine(): JsonLine {
  return { stamp: emptyStamp(), level: 0, messageStart: -1, messageEnd: -1, keys: 0 }
}

// Where the best value of each kind stands, and its rank.
const starts = new Int32Array(6)
const ends = new Int32Array(6)
const ranks = new Int32Array(6)

/** Reads the object that begins at `start`; false where the span is not one whole object. */
export function readJsonLine(bytes: Uint8Array, start: number, end: number, out: JsonLine): boolean {
  ranks.fill(1000)
  out.stamp.kind = stampKinds.none
  out.level = 0
  out.messageStart = -1
  out.keys = 1
  const stop = readObject(bytes, start, end, false, out)
  if (stop < 0) return false
  for (let i = stop; i < end; i += 1) if (!isBlank(bytes[i])) return false
  if (ranks[kinds.time]! < 1000) readTime(bytes, starts[kinds.time]!, ends[kinds.time]!, out.stamp)
  out.level = readLevel(bytes)
  if (ranks[kinds.message]! < 1000) {
    out.messageStart = starts[kinds.message]!
    out.messageEnd = ends[kinds.message]!
  }
  return true
}

/** Walks one object's keys; answers where it ends, -1 where it is none. */
function readObject(bytes: Uint8Array, start: number, end: number, nested: boolean, out: JsonLine): number {
  let i = skipSpace(bytes, start + 1, end)
  if (bytes[i] === 125) return nested ? i + 1 : -1
  while (i < end) {
    if (bytes[i] !== 34) return -1
    const keyEnd = stringEnd(bytes, i, end)
    if (keyEnd < 0) return -1
    const hash = hashOfSpan(bytes, i + 1, keyEnd - 1)
    out.keys = (Math.imul(out.keys, 33) ^ hash) | 0
    i = skipSpace(bytes, keyEnd, end)
    if (bytes[i] !== 58) return -1
    i = skipSpace(bytes, i + 1, end)
    const valueEnd = skipValue(bytes, i, end, out, hash === logKey && !nested)
    if (valueEnd < 0) return -1
    note(bytes, hash, i, valueEnd, nested)
    i = skipSpace(bytes, valueEnd, end)
    if (bytes[i] === 125) return i + 1
    if (bytes[i] !== 44) return -1
    i = skipSpace(bytes, i + 1, end)
  }
  return -1
}

const logKey = hashOfText('log')

function note(bytes: Uint8Array, hash: number, start: number, end: number, nested: boolean): void {
  const key = byKey.get(hash)
  if (!key || key.rank >= ranks[key.kind]!) return
  const first = bytes[start]
  const quoted = first === 34
  if (nested && key.kind !== kinds.level) return
  if (first === 110 || ((first === 123 || first === 91) && key.kind !== kinds.time)) return
  if (key.kind === kinds.message && !quoted) return
  ranks[key.kind] = key.rank
  starts[key.kind] = quoted ? start + 1 : start
  ends[key.kind] = quoted ? end - 1 : end
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && (bytes[i] === 32 || bytes[i] === 9 || bytes[i] === 13)) i += 1
  return i
}

/** The position behind the string that opens at `at`. */
function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = bytes.indexOf(34, at + 1)
  while (i > 0 && i < end) {
    let slashes = 0
    while (bytes[i - 1 - slashes] === 92) slashes += 1
    if (slashes % 2 === 0) return i + 1
    i = bytes.indexOf(34, i + 1)
  }
  return -1
}

function skipValue(bytes: Uint8Array, at: number, end: number, out: JsonLine, look: boolean): number {
  const first = bytes[at]
  if (first === 34) return stringEnd(bytes, at, end)
  if (first === 123 && look) return readObject(bytes, at, end, true, out)
  if (first === 123 || first === 91) return skipNested(bytes, at, end)
  let i = at
  while (i < end && bytes[i] !== 44 && bytes[i] !== 125 && bytes[i] !== 32) i += 1
  return i > at ? i : -1
}

function skipNested(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0
  let i = at
  while (i < end) {
    const byte = bytes[i]!
    if (byte === 34) {
      i = stringEnd(bytes, i, end)
      if (i < 0) return -1
      continue
    }
    if (byte === 123 || byte === 91) depth += 1
    else if (byte === 125 || byte === 93) {
      depth -= 1
      if (depth === 0) return i + 1
    }
    i += 1
  }
  return -1
}

function hashOfSpan(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start
  for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
  return hash
}

function readTime(bytes: Uint8Array, start: number, end: number, out: Stamp): void {
  if (bytes[start] === 123) {
    // { "epochSecond": 1709633700, … }, { "$date": "…" }
    const match = /"(?:epochSecond|\$date)"\s*:\s*"?([^",}]+)/.exec(spanText(bytes, start, Math.min(end, start + 200)))
    const value = Uint8Array.from(match?.[1] ?? '', character => character.charCodeAt(0))
    if (match) readTime(value, 0, value.length, out)
    return
  }
  if (isDigit(bytes[start]) && readNumber(bytes, start, end, out)) return
  readStamp(bytes, start, end, orders, out)
}

/** Seconds with a fraction, ms, µs or ns; also `1.7e9`. */
function readNumber(bytes: Uint8Array, start: number, end: number, out: Stamp): boolean {
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!
    if (!isDigit(byte) && byte !== 46 && byte !== 101 && byte !== 69 && byte !== 43) return false
  }
  const number = Number(spanText(bytes, start, end))
  const length = Math.trunc(number).toString().length
  const wall = length === 10 ? Math.floor(number * 1000 + 1e-3) : epochMs(number, length)
  if (wall === null || Number.isNaN(wall)) return false
  out.kind = stampKinds.epoch
  out.wall = wall
  out.zone = 0
  return true
}

function readLevel(bytes: Uint8Array): number {
  const { level, priority, status } = kinds
  if (ranks[level]! < 1000) {
    const start = starts[level]!
    const end = ends[level]!
    if (isDigit(bytes[start])) return levelOfNumber(Number(spanText(bytes, start, end)))
    if (end - start === 1) return levelOfLetter(bytes[start]! & ~32)
    return levelOfSpan(bytes, start, end)
  }
  if (ranks[priority]! < 1000) return levelOfPriority(Number(spanText(bytes, starts[priority]!, ends[priority]!)))
  return ranks[status]! < 1000 ? levelOfStatus(Number(spanText(bytes, starts[status]!, ends[status]!))) : 0
}
