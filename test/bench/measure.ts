// What every measurement shares: the list of budgets, and times taken as medians so that a busy machine misleads less.
export interface Budget {
  readonly what: string
  readonly measured: number
  readonly unit: 'x node -e 0' | 'ms' | '% of a core' | 'MB' | 'M lines/s' | 'lines lost'
  readonly limit: number
  /** More is better; otherwise less is. */
  readonly atLeast?: boolean
}

export function isKept({ measured, limit, atLeast }: Budget): boolean {
  return atLeast ? measured >= limit : measured <= limit
}

export function lineOf(budget: Budget): string {
  const { what, measured, unit, limit, atLeast } = budget
  const verdict = isKept(budget) ? 'ok    ' : 'MISSED'
  return `${verdict} ${what.padEnd(60)} ${measured.toFixed(2).padStart(8)} ${unit}, budget ${atLeast ? 'at least' : 'at most'} ${limit}`
}

export function timed(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

export function median(rounds: number, measure: () => number): number {
  return middle(Array.from({ length: rounds }, measure))
}

export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
