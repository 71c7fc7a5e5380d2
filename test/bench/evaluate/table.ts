// The rows that the evaluation prints: what was measured, on which sets, and what is to be reached.

export interface Figure {
  readonly what: string
  /** Which part of the sets: `tuned`, `held out`, `own seeds`. */
  readonly sets: string
  readonly measured: string
  readonly reach: string
  /** Null where the figure is for information only. */
  readonly ok: boolean | null
}

/** `measured` to three places against a lower bound. */
export function atLeast(what: string, sets: string, measured: number, reach: number): Figure {
  return { what, sets, measured: measured.toFixed(3), reach: `≥ ${reach.toFixed(2)}`, ok: measured >= reach }
}

export function atMost(what: string, sets: string, { measured, reach, unit }: Bound): Figure {
  return { what, sets, measured: `${measured.toFixed(2)} ${unit}`, reach: `≤ ${reach} ${unit}`, ok: measured <= reach }
}

interface Bound {
  readonly measured: number
  readonly reach: number
  readonly unit: string
}

export function told(what: string, sets: string, measured: string): Figure {
  return { what, sets, measured, reach: '', ok: null }
}

export function printFigure({ what, sets, measured, reach, ok }: Figure): void {
  const verdict = ok === null ? '      ' : ok ? 'ok    ' : 'MISSED'
  console.log(`${verdict} ${what.padEnd(44)} ${sets.padEnd(12)} ${measured.padStart(16)}  ${reach}`)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
