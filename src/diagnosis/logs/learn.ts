// What a source's lines look like, learnt from a sample: stamps or none, where they stand, the header behind them.

import { isBlank, isDigit, spanText } from './characters.ts'
import { isFrame } from './folding.ts'
import { type HeaderPlan, learnHeader, type Span } from './header/plan.ts'
import { accessKind } from './requests.ts'
import { stampClose } from './stamp-close.ts'
import { eachStamp, emptyPlacedStamp, findStamp } from './stamps/find.ts'
import { inYear } from './stamps/instant.ts'
import { type DateOrders, type StampKind, stampKinds } from './stamps/stamp.ts'

export interface SourceFormat {
  readonly orders: DateOrders
  /** Some lines carry stamps; where false none is looked for. */
  readonly stamped: boolean
  /** Share of the lines that could have a stamp and have one. */
  readonly timedShare: number
  /** The kind the source's stamps are of, and the offsets at which they were seen, most frequent first. */
  readonly kind: StampKind
  readonly offsets: readonly number[]
  /** How deep into a line a stamp is looked for. */
  readonly depth: number
  readonly header: HeaderPlan
  readonly colours: boolean
  /** Lines state their level as a key: `level=warn`. */
  readonly levelKeys: boolean
  /** Lines are `key=value` pairs, and this key holds the message; null where they are not. */
  readonly messageKey: string | null
  /** How its lines tell of requests, where they do. */
  readonly access: 'common' | 'other' | null
  /** The year of the first stamp, where its lines state it in another place; null where they do not. */
  readonly yearOf: number | null
}

export const sampleLines = 1500
const deepest = 170

export function learnFormat(lines: readonly Span[]): SourceFormat {
  const orders = learnOrders(lines)
  const stamp = emptyPlacedStamp()
  let plain = 0
  const seen: (readonly { kind: StampKind; offset: number }[])[] = []
  for (const { bytes, start, end } of lines) {
    const found: { kind: StampKind; offset: number }[] = []
    if (bytes[start] !== 123)
      eachStamp(
        bytes,
        start,
        end,
        { orders, limit: deepest },
        one => found.push({ kind: one.kind, offset: one.offset }) < 6,
      )
    seen.push(found)
    if (found.length === 0 && couldStandAlone(bytes, start, end)) plain += 1
  }
  const timed = seen.filter(found => found.length > 0).length
  const timedShare = timed === 0 ? 0 : timed / (timed + plain)
  const stamped = timed > 0 && !(timed + plain >= 50 && timedShare < 0.1)
  const kind = learnKind(seen, timed)
  const offsets = new Map<number, number>()
  for (const found of seen) {
    const first = found.find(one => one.kind === kind)
    if (first) offsets.set(first.offset, (offsets.get(first.offset) ?? 0) + 1)
  }
  const ranked = [...offsets].sort((a, b) => b[1] - a[1]).map(([offset]) => offset)
  const depth = timed >= 20 && Math.max(0, ...ranked) < 80 ? 90 : deepest
  const bodies: Span[] = []
  for (const { bytes, start, end } of lines) {
    if (bytes[start] === 123) continue
    if (!stamped) {
      if (couldStandAlone(bytes, start, end)) bodies.push({ bytes, start, end })
    } else if (findStamp(bytes, start, end, { orders, limit: depth }, stamp))
      bodies.push({ bytes, start: stampClose(bytes, start, stamp, end), end })
  }
  const texts = lines.map(({ bytes, start, end }) => spanText(bytes, start, Math.min(end, start + 400)))
  return {
    orders,
    stamped,
    timedShare,
    kind,
    offsets: ranked.slice(0, 6),
    depth,
    header: learnHeader(bodies),
    colours: texts.some(text => text.includes('\x1b')),
    levelKeys: texts.some(text => /\b(?:level|severity|lvl)[=:]/i.test(text)),
    messageKey: learnMessageKey(texts),
    access: learnAccess(lines),
    yearOf: learnYear(lines, orders),
  }
}

/** Nearly every line must begin with a pair, or state its level as one, and have the key. */
function learnMessageKey(texts: readonly string[]): string | null {
  const paired = texts.filter(text => /^[\w.@-]+=|\b(?:level|lvl|severity)=/i.test(text))
  if (paired.length === 0 || paired.length < texts.length * 0.8) return null
  return ['msg', 'message', 'event'].find(key => holders(paired, key) >= paired.length * 0.6) ?? null
}

function holders(texts: readonly string[], key: string): number {
  return texts.filter(text => text.startsWith(`${key}=`) || text.includes(` ${key}=`)).length
}

function learnAccess(lines: readonly Span[]): SourceFormat['access'] {
  const kinds = lines.map(({ bytes, start, end }) => accessKind(bytes, start, end))
  return kinds.includes('other') ? 'other' : kinds.includes('common') ? 'common' : null
}

/** The kind of the lines' own stamp: the first that states a day, in most lines, else the kind that says most. */
function learnKind(seen: readonly (readonly { kind: StampKind }[])[], timed: number): StampKind {
  const counts = [0, 0, 0, 0, 0]
  for (const found of seen) {
    const own = found.find(one => one.kind >= stampKinds.yearless) ?? found.toSorted((a, b) => b.kind - a.kind)[0]
    if (own) counts[own.kind]! += 1
  }
  return ([3, 4, 2, 1] as const).find(one => counts[one]! >= timed * 0.5) ?? stampKinds.clockOnly
}

/** Lines without a year in front that repeat their moment further on, in full: the year is that one's. */
function learnYear(lines: readonly Span[], orders: DateOrders): number | null {
  for (const { bytes, start, end } of lines.slice(0, 200)) {
    const full: number[] = []
    let yearless = Number.NaN
    eachStamp(bytes, start, end, { orders, limit: deepest }, stamp => {
      if (stamp.kind === stampKinds.yearless) yearless = stamp.wall
      else if (stamp.kind !== stampKinds.clockOnly) full.push(stamp.wall)
      return true
    })
    const year = full.map(wall => yearAgreeing(yearless, wall)).find(one => one !== null)
    if (year !== undefined) return year
  }
  return null
}

/** The year in which a stamp of the year 2000 is within a day and a half of `wall`; zones may differ. */
function yearAgreeing(yearless: number, wall: number): number | null {
  const year = new Date(wall).getUTCFullYear()
  return Math.abs(inYear(yearless, year) - wall) < 1.5 * 86_400_000 ? year : null
}

function couldStandAlone(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end || isBlank(bytes[start])) return false
  return !isFrame(spanText(bytes, start, Math.min(end, start + 200)))
}

/** What 05/06/07 means here: a part above 31 is the year, one above 12 the day, else what changes least is the year. */
function learnOrders(lines: readonly Span[]): DateOrders {
  const parts: [number, number, number][] = []
  for (const { bytes, start, end } of lines) {
    const text = spanText(bytes, start, Math.min(end, start + deepest))
    const match = /(?:^|[^\d./-])(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)(?=[ T,:]+\d\d?:)/.exec(text)
    if (match && isDigit(match[1]!.charCodeAt(0))) parts.push([Number(match[1]), Number(match[3]), Number(match[4])])
  }
  const most = (i: number): number => Math.max(0, ...parts.map(part => part[i] as number))
  const distinct = (i: number): number => new Set(parts.map(part => part[i])).size
  const long = most(0) > 12 ? 'dmy' : 'mdy'
  let short: DateOrders['short'] = 'ymd'
  if (most(0) > 31) short = 'ymd'
  else if (most(2) > 31) short = long
  else if (most(1) > 12) short = 'mdy'
  else if (distinct(2) < distinct(0)) short = long
  return { short, long }
}
