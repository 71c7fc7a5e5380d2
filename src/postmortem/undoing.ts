// How an open task about a mitigation that is still on is worded.
import type { MitigationState } from '../incident/state.ts'

/** Without a recorded way back it is a question, not a command. */
export function undoing({ name, undo }: Pick<MitigationState, 'name' | 'undo'>): string {
  return undo === null ? `Decide whether the mitigation "${name}" stays` : `Undo the mitigation "${name}"`
}
