// Raises on the record, once each, what calls for a person: budgets that ran out, silence, what was not delivered.
import type { Config } from '../config/schema.ts'
import { asRaised, conditionsToRaise } from '../incident/people/conditions.ts'
import type { Instant } from '../incident/time.ts'
import type { Session } from './session.ts'

/** Call the answer with the time, once a second. */
export function createEscalating(
  session: Session,
  configNow: () => Pick<Config, 'budgets' | 'cadence'>,
): (now: Instant) => void {
  return now => {
    for (const condition of conditionsToRaise(session.store.getState().state, { now, ...configNow() })) {
      const { kind: escalationKind, text } = asRaised(condition)
      session.dispatch({ kind: 'raiseEscalation', escalationId: condition.id, escalationKind, text })
    }
  }
}
