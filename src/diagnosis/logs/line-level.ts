// A level stated outside the header's columns: before the stamp, inside its bracket, under a key, by an HTTP status.
import { classOf, isDigit, letter, spanText, wordChar } from './characters.ts'
import { levelNumber, levelOfLetter, levelOfNumber, levelOfPriority, levelOfSpan, levelOfWord } from './levels.ts'

/** The first level word between two places, every word of it tried; `<13>` counts as a syslog priority, `I/Tag` and `[I|` as letters. */
export function levelBetween(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  while (i < end) {
    const byte = bytes[i]!
    if ((classOf[byte]! & letter) === 0) {
      if (byte === 60 && i === start) {
        const priority = /^<(\d{1,3})>/.exec(spanText(bytes, i, Math.min(end, i + 6)))
        if (priority) return levelOfPriority(Number(priority[1]))
      }
      i += 1
      continue
    }
    let j = i + 1
    while (j < end && (classOf[bytes[j]!]! & wordChar) !== 0) j += 1
    const mark = j === i + 1 && (i === start || !isLetterOrDigit(bytes[i - 1]!)) ? bytes[j] : 0
    const isLone = (mark === 47 && isLetterOrDigit(bytes[j + 1]!)) || (mark === 124 && bytes[i - 1] === 91)
    const level = isLone ? levelOfLetter(byte) : levelOfSpan(bytes, i, j)
    if (level > 0) return level
    i = j
  }
  return 0
}

function isLetterOrDigit(byte: number): boolean {
  return (classOf[byte]! & wordChar) !== 0
}

/** `I` of `I0517 15:04:22` or of `I, [2024-06-26T…` and `E [04/Nov/2010:…`. */
export function levelOfLead(bytes: Uint8Array, start: number, stampAt: number): number {
  const level = levelOfLetter(bytes[start]!)
  if (level === 0) return 0
  const next = bytes[start + 1]
  if (stampAt === start) return isDigit(next) ? level : 0
  return next === 44 || next === 32 || next === 91 ? level : 0
}

/** `level=warn`, `severity: "ERROR"`, `"lvl":30` anywhere in a span. */
export function levelOfKey(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start + 3; i < end - 1; i += 1) {
    const byte = bytes[i]!
    if ((byte !== 61 && byte !== 58) || !endsInLevelKey(bytes, start, bytes[i - 1] === 34 ? i - 1 : i)) continue
    let from = i + 1
    while (from < end && (bytes[from] === 32 || bytes[from] === 34)) from += 1
    let to = from
    while (to < end && (classOf[bytes[to]!]! & wordChar) !== 0) to += 1
    const level = isDigit(bytes[from]) ? levelOfNumber(Number(spanText(bytes, from, to))) : levelOfSpan(bytes, from, to)
    if (level > 0) return level
  }
  return 0
}

/** `level`, `lvl` or `severity` before a place. */
function endsInLevelKey(bytes: Uint8Array, start: number, at: number): boolean {
  const last = bytes[at - 1]! | 32
  if (last !== 108 && last !== 121) return false
  for (const key of ['level', 'lvl', 'severity']) {
    let i = 1
    while (i <= key.length && at - i >= start && (bytes[at - i]! | 32) === key.charCodeAt(key.length - i)) i += 1
    if (i > key.length) return true
  }
  return false
}

/** `PHP Warning:  …`, `nginx: error: …`: a level and its colon among the first words. */
export function levelBeforeColon(text: string): number {
  const match = /^(?:(?:[^\s:]+:? ){0,3}?|[^\s)]{1,40}\))([A-Za-z]{4,9})(?: error)?:(?=\s|$)/.exec(text)
  if (match) return levelOfWord(match[1] as string)
  // 10.0.0.1(123):user@db:[456]:ERROR:  text
  const glued = /^\S{1,120}[\]):]:?([A-Z]{3,9}):\s/.exec(text)
  return glued ? levelOfWord(glued[1] as string) : 0
}

/** Programs whose lines have one priority by default: sudo logs what it allows as a notice, what it refuses as an alert. */
export function levelOfProgram(text: string): number {
  if (!/^\S+ : (?:[^;]* ; )?TTY=\S+ ; PWD=/.test(text)) return 0
  return /^\S+ : TTY=/.test(text) ? levelNumber.info : levelNumber.warn
}

/** `… ERROR …`: a lone level in capitals somewhere in the first words. */
export function levelInCapitals(text: string): number {
  const match = /(?:^|[\s[(:|;,])(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)(?=[\s\]):|,]|$)/.exec(text)
  return match ? levelOfWord(match[1] as string) : 0
}

/** Redis: `.` debug, `-` verbose, `*` notice, `#` warning, in its own kind of line. */
export function levelOfSymbol(before: string, symbol: string): number {
  if (!/^(?:\d+:[XCSM]|\[\d+\]) $/.test(before)) return 0
  return { '.': levelNumber.debug, '-': levelNumber.trace, '*': levelNumber.info, '#': levelNumber.warn }[symbol] ?? 0
}

/** `%ASA-6-302013:`, `%LINK-3-UPDOWN:` of network devices: the number is a syslog severity. */
export function levelOfMnemonic(bytes: Uint8Array, start: number, end: number): number {
  const match = /^%[A-Z][A-Z0-9_]*-([0-7])-[A-Z0-9_]+:/.exec(spanText(bytes, start, Math.min(end, start + 60)))
  return match ? levelOfPriority(Number(match[1])) : 0
}
