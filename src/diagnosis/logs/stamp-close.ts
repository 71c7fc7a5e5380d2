// Where the text behind a stamp begins: a bracket or quote that was opened before the stamp is closed first.
import type { PlacedStamp } from './stamps/find.ts'

export function stampClose(bytes: Uint8Array, start: number, stamp: PlacedStamp, end: number): number {
  const before = stamp.offset === 0 ? 0 : bytes[start + stamp.offset - 1]!
  let i = stamp.end
  let open = before === 91 ? 93 : before === 40 ? 41 : before === 60 ? 62 : before === 34 ? 34 : 0
  if (open === 0 && bytes[start] === 91 && stamp.offset < 20 && !closedBetween(bytes, start, start + stamp.offset))
    open = 93
  if (open !== 0) {
    const stop = Math.min(end, i + 300)
    for (let j = i; j < stop; j += 1) {
      if (bytes[j] === open) {
        i = j + 1
        break
      }
    }
  }
  while (i < end && (bytes[i] === 58 || bytes[i] === 44 || bytes[i] === 124 || bytes[i] === 59)) i += 1
  return i
}

function closedBetween(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (bytes[i] === 93) return true
  return false
}
