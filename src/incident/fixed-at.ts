// When the system was last changed to end the outage: what was measured before says nothing about the fix.
import type { IncidentState } from './state.ts'
import type { Instant } from './time.ts'

/** The newest of fixes that are in place, or on their way there, and mitigations switched on or off; null before the first. */
export function fixedAt({ fixes, mitigations }: Pick<IncidentState, 'fixes' | 'mitigations'>): Instant | null {
  const fixed = fixes
    .filter(fix => fix.state === 'completed' || isGoingLive(fix))
    .map(fix => Math.max(fix.chosenAt, ...fix.steps.map(step => (step.kind === 'watch' ? 0 : (step.at ?? 0)))))
  const switched = mitigations.map(one => one.undoneAt ?? one.appliedAt)
  const all = [...fixed, ...switched]
  return all.length === 0 ? null : Math.max(...all)
}

/** All is done but to see it live. */
function isGoingLive({ state, steps }: IncidentState['fixes'][number]): boolean {
  if (state !== 'running') return false
  const rest = steps.filter(step => step.state !== 'done' && step.state !== 'skipped')
  return rest.length > 0 && rest.every(step => step.waitsFor?.kind === 'live')
}
