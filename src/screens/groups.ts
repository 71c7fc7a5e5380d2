// Which error groups belong to this incident: those that began with it.
import type { IncidentState } from '../incident/state.ts'
import { minute } from '../incident/time.ts'
import type { ErrorGroup } from '../telemetry/types.ts'

/** A start that was never said lies within the minutes before the declaration. */
export function isNewGroup(group: ErrorGroup, { moments }: IncidentState): boolean {
  const { started, declared } = moments
  if (started !== null) return group.firstAt >= started - minute
  return declared === null || group.firstAt >= declared - 10 * minute
}
