// Fixes that went live and did not help: what leads back to the cause instead of round and round.
import { fixedAt } from './fixed-at.ts'
import type { FixState, HypothesisState, IncidentState } from './state.ts'
import type { Instant } from './time.ts'

/** A fix has that long to show, in milliseconds: what failed just before it has left the stretch that is judged by then. */
export const effectMs = 45_000

/** True where the fix has been live for long enough to show and something is still outside what was usual. */
export function hasNoEffect(fix: FixState, { now, isOutside }: { now: Instant; isOutside: boolean }): boolean {
  const since = fixedAt({ fixes: [fix], mitigations: [] })
  return isOutside && since !== null && now - since >= effectMs
}

/** The fix of that cause which was put in place and given up again because it did not help. */
export function givenUpFor(cause: HypothesisState, { fixes }: Pick<IncidentState, 'fixes'>): FixState | null {
  const found = fixes.findLast(
    fix =>
      fix.state === 'abandoned' &&
      fix.steps.some(step => step.id === 'push' && step.state === 'done') &&
      (cause.settledAt === null || fix.chosenAt >= cause.settledAt) &&
      (cause.suspectSha === null || fix.targets.some(target => isSame(target, cause.suspectSha ?? ''))),
  )
  return found ?? null
}

function isSame(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a)
}
