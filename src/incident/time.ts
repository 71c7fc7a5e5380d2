// Instants and durations as the whole program holds them: epoch milliseconds.
// ISO strings exist only at the edges (files on disk, JSON on stdout).

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute

/** `2025-03-25T14:30:00.000Z`. Throws RangeError for an instant no date can hold. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString()
}

/** The instant of an ISO 8601 text, or null where it is not one. */
export function fromIso(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
