// Where in a line its stamp stands, when it does not stand where the last ones stood.
import { classOf, digit, letter, wordChar } from '../characters.ts'
import { type DateOrders, emptyStamp, readStamp, type Stamp, stampKinds } from './stamp.ts'

/** A stamp and the offset from the line's start where it begins. */
export interface PlacedStamp extends Stamp {
  offset: number
}

export function emptyPlacedStamp(): PlacedStamp {
  return { ...emptyStamp(), offset: 0 }
}

const tried = emptyPlacedStamp()

/** Looks at every token start of the first `limit` bytes: the first that states a day wins, else the one that says most. */
export function findStamp(
  bytes: Uint8Array,
  start: number,
  end: number,
  { orders, limit }: { readonly orders: DateOrders; readonly limit: number },
  out: PlacedStamp,
): boolean {
  out.kind = stampKinds.none
  eachStamp(bytes, start, end, { orders, limit }, stamp => {
    if (stamp.kind > out.kind) copyStamp(stamp, out)
    return out.kind < stampKinds.yearless
  })
  return out.kind !== stampKinds.none
}

/** Every stamp of a line's first `limit` bytes in order, until `visit` answers false. */
export function eachStamp(
  bytes: Uint8Array,
  start: number,
  end: number,
  { orders, limit }: { readonly orders: DateOrders; readonly limit: number },
  visit: (stamp: PlacedStamp) => boolean,
): void {
  const stop = Math.min(end - 5, start + limit)
  let i = start
  while (i < stop) {
    const byte = bytes[i]!
    if ((classOf[byte]! & (digit | letter)) === 0) {
      i += 1
      continue
    }
    if (mayBegin(bytes, i, start) && readStamp(bytes, i, end, orders, tried) && fits(bytes, i, start)) {
      tried.offset = i - start
      if (!visit(tried)) return
      i = tried.end
      continue
    }
    while (i < stop && (classOf[bytes[i]!]! & wordChar) !== 0) i += 1
  }
}

/** Whether a stamp may begin here: not inside a word, and not glued behind a dot, a dash, a slash or an at sign. */
export function mayBegin(bytes: Uint8Array, at: number, start: number): boolean {
  if (at === start) return true
  const before = bytes[at - 1]!
  if ((classOf[before]! & wordChar) !== 0) return false
  if (before === 35) return at === start + 1
  return before !== 46 && before !== 45 && before !== 47 && before !== 64
}

function fits(bytes: Uint8Array, at: number, start: number): boolean {
  const offset = at - start
  const before = offset === 0 ? 32 : bytes[at - 1]!
  if (tried.kind === stampKinds.epoch) {
    const after = bytes[tried.end]
    if (before === 40) return after === 58 && offset <= 60 && bytes[at + 10] === 46
    if (bytes[start] === 35) return isHistoryMark(bytes, start, at)
    const closed = after === undefined || after <= 32 || after === 93 || after === 34 || after === 44 || after === 124
    return offset <= 72 && closed && opensEpoch(bytes, offset, before, at)
  }
  return tried.kind !== stampKinds.clockOnly || (offset <= 40 && before !== 58)
}

/** `name[1001430319]` is a process, not a moment. */
function opensEpoch(bytes: Uint8Array, offset: number, before: number, at: number): boolean {
  if (before === 91) return offset === 1 || bytes[at - 2]! <= 32
  return before <= 32 || before === 34 || before === 61
}

/** `#1709632800` and `#+1709632800`, alone on its line: how shells mark the moment of the command behind it. */
function isHistoryMark(bytes: Uint8Array, start: number, at: number): boolean {
  const lead = at - start
  return (lead === 1 || (lead === 2 && bytes[start + 1] === 43)) && (bytes[tried.end] ?? 10) <= 13
}

function copyStamp(from: PlacedStamp, to: PlacedStamp): void {
  to.kind = from.kind
  to.end = from.end
  to.wall = from.wall
  to.zone = from.zone
  to.offset = from.offset
  to.parts[0] = from.parts[0]
  to.parts[1] = from.parts[1]
  to.parts[2] = from.parts[2]
}
