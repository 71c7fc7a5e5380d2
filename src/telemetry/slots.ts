// Figures by equal slots of time: added to in any order, kept for a bounded time, read as a series with equal steps.
import type { Instant } from '../incident/time.ts'

export interface SlotShape {
  readonly slotMs: number
  /** How many slots are kept, counted back from the newest. */
  readonly keep: number
}

/** One value per slot is made by `empty` and changed in place by whoever adds. */
export class Slots<T> {
  readonly slotMs: number
  private readonly keep: number
  private readonly empty: () => T
  private readonly held = new Map<number, T>()
  private newest = Number.NEGATIVE_INFINITY

  constructor({ slotMs, keep }: SlotShape, empty: () => T) {
    this.slotMs = slotMs
    this.keep = keep
    this.empty = empty
  }

  /** The slot of that time, or null where it is too old to be kept. */
  at(time: Instant): T | null {
    const slot = Math.floor(time / this.slotMs)
    if (slot <= this.newest - this.keep) return null
    if (slot > this.newest) this.newest = slot
    const known = this.held.get(slot)
    if (known) return known
    const made = this.empty()
    this.held.set(slot, made)
    if (this.held.size > this.keep + 64) this.forgetOld()
    return made
  }

  /** Slots that lie wholly or in part in [from, to), oldest first; those without anything added are left out. */
  between(from: Instant, to: Instant): { readonly at: Instant; readonly value: T }[] {
    const [first, last] = [Math.floor(from / this.slotMs), Math.ceil(to / this.slotMs) - 1]
    const within: { at: Instant; value: T }[] = []
    if (last - first < this.held.size) {
      for (let slot = first; slot <= last; slot += 1) {
        const value = this.held.get(slot)
        if (value !== undefined) within.push({ at: slot * this.slotMs, value })
      }
      return within
    }
    for (const [slot, value] of this.held)
      if (slot >= first && slot <= last) within.push({ at: slot * this.slotMs, value })
    return within.sort((a, b) => a.at - b.at)
  }

  /** Start of the oldest slot held; null while there is none. */
  get since(): Instant | null {
    let oldest = Number.POSITIVE_INFINITY
    for (const slot of this.held.keys()) oldest = Math.min(oldest, slot)
    return Number.isFinite(oldest) ? oldest * this.slotMs : null
  }

  clear(): void {
    this.held.clear()
    this.newest = Number.NEGATIVE_INFINITY
  }

  private forgetOld(): void {
    for (const slot of this.held.keys()) if (slot <= this.newest - this.keep) this.held.delete(slot)
  }
}
