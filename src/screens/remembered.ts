// What is made from an incident once and looked at in every frame: kept as long as that state of it is.
import type { IncidentState } from '../incident/state.ts'

/** The value for this state and these circumstances, made at the first look. */
export function remembering<T>(): (state: IncidentState, circumstances: string, make: () => T) => T {
  const made = new WeakMap<IncidentState, Map<string, T>>()
  return (state, circumstances, make) => {
    const known = made.get(state) ?? new Map<string, T>()
    made.set(state, known)
    const value = known.get(circumstances) ?? make()
    known.set(circumstances, value)
    return value
  }
}
