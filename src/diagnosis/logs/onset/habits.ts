// Errors that come in bursts of their own accord: a job that fails every ten minutes since before the log began.
// Rule: regular from the first to the last line, and no burst much larger than the others; such a group tells no onset.
import type { Instant } from '../../../incident/time.ts'

const fewestBursts = 4
const fewestInBurst = 3
/** A pause that ends a burst, at the least. */
const leastPauseMs = 20_000
/** Deviation of the pauses against their mean; arrivals by chance have about 1. */
const mostDeviation = 0.4
/** The largest burst against the usual one. */
const mostLarger = 3

export interface Errors {
  /** In their order. */
  readonly times: readonly Instant[]
  readonly groups: readonly number[]
}

/** The errors without the groups that burst by habit, all of them where no group does. */
export function withoutHabits({ times, groups }: Errors, first: Instant, last: Instant): Errors {
  const byGroup = new Map<number, Instant[]>()
  times.forEach((at, i) => {
    const group = groups[i] as number
    const own = byGroup.get(group)
    if (own) own.push(at)
    else byGroup.set(group, [at])
  })
  const habitual = new Set([...byGroup].filter(([, own]) => isHabit(own, first, last)).map(([group]) => group))
  if (habitual.size === 0) return { times, groups }
  const isKept = (i: number): boolean => !habitual.has(groups[i] as number)
  return { times: times.filter((_, i) => isKept(i)), groups: groups.filter((_, i) => isKept(i)) }
}

function isHabit(times: readonly Instant[], first: Instant, last: Instant): boolean {
  if (times.length < fewestBursts * fewestInBurst) return false
  const bursts = burstsOf(times)
  if (bursts.length < fewestBursts) return false
  const sizes = bursts.map(({ count }) => count).sort((a, b) => a - b)
  const usual = sizes[sizes.length >> 1] as number
  if (usual < fewestInBurst || (sizes.at(-1) as number) > mostLarger * usual) return false
  const pauses = bursts.slice(1).map(({ from }, i) => from - (bursts[i] as Burst).from)
  const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length
  const variance = pauses.reduce((sum, pause) => sum + (pause - mean) ** 2, 0) / pauses.length
  if (Math.sqrt(variance) > mostDeviation * mean) return false
  const longest = Math.max(mean * 1.5, ...pauses)
  return (bursts[0] as Burst).from - first <= longest && last - (bursts.at(-1) as Burst).from <= longest
}

interface Burst {
  readonly from: Instant
  count: number
}

function burstsOf(times: readonly Instant[]): Burst[] {
  const gaps = times.slice(1).map((at, i) => at - (times[i] as number))
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] as number
  const pause = Math.max(leastPauseMs, 10 * usual)
  const bursts: Burst[] = []
  times.forEach((at, i) => {
    const open = bursts.at(-1)
    if (open && at - (times[i - 1] as number) < pause) open.count += 1
    else bursts.push({ from: at, count: 1 })
  })
  return bursts
}
