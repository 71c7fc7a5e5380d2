// What the machine's figures say for or against a cause, by the one table of limits.
import type { Reason } from '../../incident/events.ts'
import { hostFindings } from '../../telemetry/host-limits.ts'
import type { HostSnapshot } from '../../telemetry/types.ts'

/**
 * The worst of the figures with such a name: `over` points where it is over its limit, `under` where it is far
 * from it. Nothing where it is in between or cannot be read.
 */
export function hostReason(
  host: HostSnapshot,
  name: RegExp,
  { over, under }: { readonly over: number; readonly under: number },
): Reason[] {
  const named = hostFindings(host).filter(one => name.test(one.name))
  const worst = named.sort((a, b) => Number(b.bad) - Number(a.bad) || b.value - a.value)[0]
  if (!worst) return []
  if (worst.bad) return [{ text: `${worst.words} on ${host.name}`, points: over }]
  const isFar = worst.value < worst.limit * 0.75
  return isFar && under !== 0 ? [{ text: `only ${worst.words} on ${host.name}`, points: under }] : []
}
