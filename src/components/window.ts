// Which part of a long list is visible. Rule: the cursor stays in sight, with a few rows around it where there are any.

export interface Window<T> {
  readonly items: readonly T[]
  /** Index of the first visible item. */
  readonly from: number
  readonly above: number
  readonly below: number
}

/** The `height` items around index `at`, as little scrolled as possible from the start. */
export function windowAround<T>(items: readonly T[], at: number, height: number): Window<T> {
  const margin = Math.min(3, Math.floor((height - 1) / 2))
  const last = Math.max(0, items.length - height)
  const from = Math.min(last, Math.max(0, at - height + 1 + (at < items.length - 1 ? margin : 0)))
  return {
    items: items.slice(from, from + Math.max(0, height)),
    from,
    above: from,
    below: Math.max(0, items.length - from - height),
  }
}
