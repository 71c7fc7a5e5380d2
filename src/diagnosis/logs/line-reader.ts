// What one line says by itself: its time, level and group, and what it foretells about the lines behind it.
// It reads in the source's format; which lines make one event is the source's business.
import type { Instant } from '../../incident/time.ts'
import { isBlank, spanText } from './characters.ts'
import type { MessageForms } from './groups/forms.ts'
import { closingQuote } from './groups/value-words.ts'
import { type HeaderRead, walkHeader } from './header/walk.ts'
import { emptyJsonLine, readJsonLine } from './json-line.ts'
import type { SourceFormat } from './learn.ts'
import { levelOfStatus } from './levels.ts'
import { levelBetween, levelOfKey, levelOfLead, levelOfMnemonic, levelOfSymbol } from './line-level.ts'
import { findRequest, otherRequest, requestTokens } from './requests.ts'
import { stampClose } from './stamp-close.ts'
import { emptyPlacedStamp, findStamp, mayBegin } from './stamps/find.ts'
import { type ClockContext, InstantResolver } from './stamps/instant.ts'
import { readStamp, stampKinds } from './stamps/stamp.ts'
import { W3cFormat } from './w3c.ts'

export class LineReader {
  /** Of the line that was read last: null where it states no time. */
  at: Instant | null = null
  level = 0
  group = 0
  fold = 0
  /** Where the message of a line with a stamp begins. */
  message = 0
  private readonly forms: MessageForms
  private readonly instants: InstantResolver
  private readonly stamp = emptyPlacedStamp()
  private readonly header: HeaderRead = { message: 0, level: 0 }
  private readonly json = emptyJsonLine()
  private readonly w3c = new W3cFormat()

  constructor(forms: MessageForms, clock: ClockContext) {
    this.forms = forms
    this.instants = new InstantResolver(clock)
  }

  startIn(year: number): void {
    this.instants.startIn(year)
  }

  /** A directive says how the lines behind it are to be read; it is no event. */
  isDirective(bytes: Uint8Array, start: number, end: number): boolean {
    return bytes[start] === 35 && this.w3c.directive(bytes, start, end)
  }

  /** Reads a line that begins an event by its shape; false where it may belong to the event before it. */
  readShaped(bytes: Uint8Array, start: number, end: number, format: SourceFormat): boolean {
    this.message = end
    if (bytes[start] === 123 && this.readJson(bytes, start, end)) return true
    if (this.w3c.active) {
      this.readW3c(bytes, start, end)
      return true
    }
    if (!format.stamped || !this.findStamp(bytes, start, end, format)) return false
    this.readStamped(bytes, start, end, format)
    return true
  }

  /** Reads a line without a time. */
  readBare(bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    this.at = null
    walkHeader(bytes, start, end, format.header, this.header)
    const message = !format.stamped && this.header.message < end ? this.header.message : start
    this.readMessage(bytes, start, message, end, this.header.level, format)
  }

  /** The group of a line of an event that says more than its first one. */
  groupOf(bytes: Uint8Array, start: number, end: number): number {
    this.forms.find(bytes, start, end)
    return this.forms.group
  }

  private findStamp(bytes: Uint8Array, start: number, end: number, format: SourceFormat): boolean {
    const { stamp } = this
    for (const offset of format.offsets) {
      const at = start + offset
      if (at + 5 > end || !mayBegin(bytes, at, start)) continue
      if (readStamp(bytes, at, end, format.orders, stamp) && stamp.kind >= format.kind) {
        stamp.offset = offset
        return true
      }
    }
    // Lines of a trace begin with a blank; where stamps stand in front, they have none.
    if (isBlank(bytes[start]) && format.offsets[0] === 0 && format.offsets.length === 1) return false
    return findStamp(bytes, start, end, { orders: format.orders, limit: format.depth }, stamp)
  }

  private readStamped(bytes: Uint8Array, start: number, end: number, format: SourceFormat): void {
    const { stamp, header } = this
    this.at = this.instants.resolve(stamp)
    const stampAt = start + stamp.offset
    const body = stampClose(bytes, start, stamp, end)
    walkHeader(bytes, body, end, format.header, header)
    const message = header.message < end ? header.message : body
    this.message = message
    let level = levelOfLead(bytes, start, stampAt)
    if (level === 0 && stampAt > start) level = levelBetween(bytes, start, stampAt)
    if (level === 0) level = header.level
    if (level === 0 && body > stamp.end) level = levelBetween(bytes, stamp.end, body)
    if (level === 0 && stampAt > start && isBlank(bytes[message - 1]))
      level = levelOfSymbol(
        spanText(bytes, start, Math.min(stampAt, start + 12)),
        spanText(bytes, message - 2, message - 1),
      )
    this.readMessage(bytes, start, message, end, level, format)
  }

  /** Group and remaining level of a text line whose message begins at `message`. */
  private readMessage(
    bytes: Uint8Array,
    start: number,
    message: number,
    end: number,
    level: number,
    format: SourceFormat,
  ): void {
    if (bytes[message] === 123 && this.readInner(bytes, message, end, level)) return
    if (format.access !== null && this.readRequest(bytes, start, end, level, format.access)) return
    if (format.messageKey === null || !this.readPair(bytes, start, end, format.messageKey))
      this.readWords(bytes, message, end)
    if (level === 0 && bytes[message] === 37) this.level = levelOfMnemonic(bytes, message, end) || this.level
    if (level === 0 && format.levelKeys)
      this.level = levelOfKey(bytes, start, Math.min(end, start + 1000)) || this.level
    if (level > 0) this.level = level
  }

  /** The message of a line of `key=value` pairs; false where it has none. */
  private readPair(bytes: Uint8Array, start: number, end: number, key: string): boolean {
    const from = valueOfPair(bytes, start, end, key)
    if (from < 0) return false
    const close = bytes[from] === 34 ? closingQuote(bytes, from, end) : 0
    let to = close > 0 ? close - 1 : from
    if (close === 0) while (to < end && !isBlank(bytes[to])) to += 1
    this.readWords(bytes, close > 0 ? from + 1 : from, to)
    return true
  }

  private readWords(bytes: Uint8Array, start: number, end: number): void {
    const { forms } = this
    forms.find(bytes, start, end)
    this.level = forms.level
    this.group = forms.group
    this.fold = forms.fold
  }

  private readRequest(bytes: Uint8Array, start: number, end: number, level: number, kind: 'common' | 'other'): boolean {
    const { forms } = this
    let own = kind === 'common' ? findRequest(bytes, start, end, forms) : 0
    if (own === 0) {
      if (kind === 'common') return false
      const request = otherRequest(spanText(bytes, start, Math.min(end, start + 4000)))
      if (request === null) return false
      const tokens = requestTokens(request)
      forms.findWhole(hashOf(tokens.join(' '), 17), hashOf(tokens.join(' '), 31), () => tokens)
      own = levelOfStatus(request.status)
    }
    this.level = level || own
    this.group = forms.group
    this.fold = 0
    return true
  }

  /** A message that is a JSON object itself, behind a time of its own. */
  private readInner(bytes: Uint8Array, start: number, end: number, level: number): boolean {
    const { at } = this
    if (!this.readJson(bytes, start, end)) return false
    this.at = at ?? this.at
    if (level > 0) this.level = level
    return true
  }

  private readJson(bytes: Uint8Array, start: number, end: number): boolean {
    const { json } = this
    if (!readJsonLine(bytes, start, end, json)) return false
    this.at = json.stamp.kind === stampKinds.none ? null : this.instants.resolve(json.stamp)
    if (json.messageStart < 0) {
      this.forms.findWhole(json.keys, json.keys ^ 0x3c6ef372, () => keysOf(bytes, start, end))
      this.group = this.forms.group
      this.level = 0
      this.fold = 0
    } else this.readWords(bytes, json.messageStart, json.messageEnd)
    if (json.level > 0) this.level = json.level
    return true
  }

  private readW3c(bytes: Uint8Array, start: number, end: number): void {
    const { stamp, level, request } = this.w3c.read(bytes, start, end)
    this.at = stamp === null ? null : this.instants.resolve(stamp)
    if (request) {
      const tokens = requestTokens(request)
      this.forms.findWhole(hashOf(tokens.join(' '), 17), hashOf(tokens.join(' '), 31), () => tokens)
      this.group = this.forms.group
      this.fold = 0
    } else this.readWords(bytes, start, end)
    this.level = level
  }
}

/** Where the value behind `key=` begins; -1 where the key is not there. */
function valueOfPair(bytes: Uint8Array, start: number, end: number, key: string): number {
  for (let at = bytes.indexOf(61, start); at >= 0 && at < end; at = bytes.indexOf(61, at + 1)) {
    const from = at - key.length
    if (from < start || (from > start && !isBlank(bytes[from - 1]))) continue
    let i = 0
    while (i < key.length && bytes[from + i] === key.charCodeAt(i)) i += 1
    if (i === key.length) return at + 1
  }
  return -1
}

function hashOf(text: string, factor: number): number {
  let hash = factor
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, factor) + text.charCodeAt(i)) | 0
  return hash
}

/** The template of an object without a message: its keys. */
function keysOf(bytes: Uint8Array, start: number, end: number): string[] {
  return [...spanText(bytes, start, Math.min(end, start + 4000)).matchAll(/"([^"\\]{1,60})"\s*:/g)].map(
    match => `${match[1]}`,
  )
}
