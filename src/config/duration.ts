// Durations as people write them in a configuration, in milliseconds once read.
const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `500ms`, `5s`, `2m`, `6h`, `1d`, or of a number that is milliseconds already. */
export function durationMs(value: string | number): number {
  if (typeof value === 'number') return value
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(value)
  if (!match) return Number.NaN
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]
}
