// From a written stamp to an instant: the zone of lines that write none, the year of lines that write none.
// Rule: what is not written is chosen nearest to the line before, and never in the future.
import type { Instant } from '../../../incident/time.ts'
import { dayStart } from './calendar.ts'
import { type Stamp, stampKinds } from './stamp.ts'

const dayMs = 86_400_000

export interface ClockContext {
  readonly now: Instant
  /** The instant of a wall clock (as if UTC, in ms) that writes no zone. */
  readonly fromWall: (wall: number) => Instant
}

/** Gives instants to one source's stamps, in the order of its lines. */
export class InstantResolver {
  private readonly context: ClockContext
  private year = Number.NaN
  private lastWall = Number.NaN
  private lastDay = Number.NaN
  /** The hour that was converted last, and what its zone added. */
  private hour = Number.NaN
  private shift = 0

  constructor(context: ClockContext) {
    this.context = context
  }

  /** The first line's year is known from elsewhere. */
  startIn(year: number): void {
    this.year = year
    this.lastWall = Number.NaN
  }

  resolve(stamp: Stamp): Instant {
    let wall = stamp.wall
    if (stamp.kind === stampKinds.yearless) wall = this.withYear(wall)
    else if (stamp.kind === stampKinds.clockOnly) wall = this.withDay(wall)
    if (!Number.isNaN(stamp.zone)) return wall - stamp.zone * 60_000
    const hour = Math.floor(wall / 900_000)
    if (hour !== this.hour) {
      this.hour = hour
      this.shift = this.context.fromWall(hour * 900_000) - hour * 900_000
    }
    return wall + this.shift
  }

  /** The stamp speaks of the year 2000; the first gets the latest year that is not ahead of now, the others roll over. */
  private withYear(wall: number): number {
    if (Number.isNaN(this.year)) {
      this.year = new Date(this.context.now).getUTCFullYear()
      if (inYear(wall, this.year) > this.context.now + dayMs) this.year -= 1
    } else if (wall < this.lastWall - 200 * dayMs) this.year += 1
    else if (wall > this.lastWall + 200 * dayMs) this.year -= 1
    this.lastWall = wall
    return inYear(wall, this.year)
  }

  private withDay(clock: number): number {
    if (Number.isNaN(this.lastDay)) {
      this.lastDay = Math.floor(this.context.now / dayMs) * dayMs
      if (this.lastDay + clock > this.context.now + 60_000) this.lastDay -= dayMs
    } else if (clock < this.lastWall - dayMs / 2) this.lastDay += dayMs
    else if (clock > this.lastWall + dayMs / 2) this.lastDay -= dayMs
    this.lastWall = clock
    return this.lastDay + clock
  }
}

const yearStarts = new Map<number, number>()
const start2000 = dayStart(2000, 1, 1)

/** Puts a wall clock of the year 2000 into another year. */
export function inYear(wall: number, year: number): number {
  let start = yearStarts.get(year)
  if (start === undefined) {
    start = dayStart(year, 1, 1)
    yearStarts.set(year, start)
  }
  const sinceNewYear = wall - start2000
  // The year 2000 has a 29 February; from 1 March on, a common year is one day behind it.
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return start + sinceNewYear - (!leap && sinceNewYear >= 60 * dayMs ? dayMs : 0)
}
