// The figures of a goal in words: `31 %`, `300 ms`, `1.2 s`, `100`.
import type { Goal } from './goal.ts'

export function figureWords(value: number, { unit }: Pick<Goal, 'unit'>): string {
  if (unit === 'number') return String(Math.round(value * 100) / 100)
  if (unit === 'ms') return value < 999.5 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`
  const percent = value * 100
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`
}
