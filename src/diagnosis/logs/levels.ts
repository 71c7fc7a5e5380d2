// Levels as logs write them: words in their exact spellings, single letters, and the numbers of three conventions.
import type { LogLevel } from '../../telemetry/log-ring.ts'

/** Positions in `levelWords`: the level as a number, greater is worse. */
export const levelNumber: Readonly<Record<LogLevel, number>> = {
  unknown: 0,
  trace: 1,
  debug: 2,
  info: 3,
  warn: 4,
  error: 5,
  fatal: 6,
}

const { unknown, trace, debug, info, warn, error, fatal } = levelNumber

/** Written in one case throughout, or Capitalised. */
const words: Readonly<Record<string, number>> = {
  trace,
  trc: trace,
  verbose: trace,
  finest: trace,
  finer: trace,
  debug,
  dbg: debug,
  dbug: debug,
  debg: debug,
  debug1: debug,
  debug2: debug,
  debug3: debug,
  debug4: debug,
  debug5: debug,
  info,
  inf: info,
  information: info,
  informational: info,
  notice: info,
  warn,
  warning: warn,
  wrn: warn,
  error,
  err: error,
  erro: error,
  severe: error,
  fatal,
  ftl: fatal,
  crit: fatal,
  critical: fatal,
  emerg: fatal,
  emergency: fatal,
  panic: fatal,
  dpanic: fatal,
}

/** Words that are a level only in capitals: in small letters they are prose. */
const capitals: Readonly<Record<string, number>> = {
  FINE: debug,
  CONFIG: debug,
  LOG: info,
  NOTE: info,
  DETAIL: info,
  HINT: info,
  STATEMENT: info,
  CONTEXT: info,
  FAILURE: error,
  ALERT: fatal,
  FAIL: error,
  SYSTEM: info,
  // MySQL, in brackets.
  Note: info,
  System: info,
}

const letters: Readonly<Record<string, number>> = {
  V: trace,
  T: trace,
  D: debug,
  I: info,
  N: info,
  W: warn,
  E: error,
  F: fatal,
  C: fatal,
}

const byKey = new Map<number, number>()
for (const [word, level] of Object.entries(words)) {
  byKey.set(keyOf(word), level)
  byKey.set(keyOf(word.toUpperCase()), level)
  byKey.set(keyOf(word.charAt(0).toUpperCase() + word.slice(1)), level)
}
for (const [word, level] of Object.entries(capitals)) byKey.set(keyOf(word), level)

function keyOf(word: string): number {
  let key = word.length
  for (let i = 0; i < word.length; i += 1) key = (Math.imul(key, 31) + word.charCodeAt(i)) | 0
  return key
}

/** The level a span spells exactly, 0 where it spells none. */
export function levelOfSpan(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length < 3 || length > 13) return unknown
  let key = length
  for (let i = start; i < end; i += 1) key = (Math.imul(key, 31) + bytes[i]!) | 0
  return byKey.get(key) ?? unknown
}

export function levelOfWord(word: string): number {
  return byKey.get(keyOf(word)) ?? unknown
}

/** `I`, `W`, `E` and so on, where a lone letter stands in a level's place. */
export function levelOfLetter(byte: number): number {
  return letters[String.fromCharCode(byte)] ?? unknown
}

const bySeverity = [fatal, fatal, fatal, error, warn, info, info, debug]

/** Syslog severity 0 (emergency) to 7 (debug); a whole priority number may be given. */
export function levelOfPriority(priority: number): number {
  return bySeverity[priority & 7] ?? unknown
}

/** A number under a level key: from 10 on bunyan and pino (10 trace … 60 fatal), below that syslog's severities. */
export function levelOfNumber(value: number): number {
  if (!Number.isFinite(value) || value < 0) return unknown
  if (value < 8) return levelOfPriority(value)
  if (value < 10) return unknown
  if (value < 20) return trace
  if (value < 30) return debug
  if (value < 40) return info
  if (value < 50) return warn
  if (value < 60) return error
  return value < 100 ? fatal : unknown
}

/** An HTTP status: a server's failure is an error, a client's a warning. */
export function levelOfStatus(status: number): number {
  if (status < 100 || status > 599) return unknown
  return status >= 500 ? error : status >= 400 ? warn : info
}
