// Durations in words, for sentences that leave the screen. Rule: a unit never overflows: no 60 s, no 60 min.
import { minute } from './time.ts'

/** `40 seconds`, `45 minutes`, `1 hour 5 minutes`, `2 days 3 hours`. Half a unit rounds up. */
export function spanInWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return counted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return counted(minutes, 'minute')
  if (minutes < 48 * 60) return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  const hours = Math.round(minutes / 60)
  return pair(Math.floor(hours / 24), 'day', hours % 24, 'hour')
}

export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return counted(big, bigUnit) + (small > 0 ? ` ${counted(small, smallUnit)}` : '')
}

/** `8 min`, `1 h 12 min`, `3 d 4 h`. */
export function durationInWords(durationMs: number): string {
  const minutes = Math.round(durationMs / minute)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return `${minutes} min`
  const [big, small] = minutes < 24 * 60 ? [60, 1] : [24 * 60, 60]
  const [bigUnit, smallUnit] = minutes < 24 * 60 ? ['h', 'min'] : ['d', 'h']
  const rest = Math.floor((minutes % big) / small)
  return `${Math.floor(minutes / big)} ${bigUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ''}`
}

/** `15 min`, `42 s`, `3 min 20 s`: nothing is rounded away. */
export function exactSpan(ms: number): string {
  const all = Math.round(ms / 1000)
  const [minutes, seconds] = [Math.floor(all / 60), all % 60]
  return [minutes > 0 && `${minutes} min`, (seconds > 0 || minutes === 0) && `${seconds} s`].filter(Boolean).join(' ')
}
