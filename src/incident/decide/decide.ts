// An intent in, events and effects out, or a refusal in words. Pure: the clock and ids come in with the intent.
import type { DecideContext, Decision, Intent, IntentKind } from '../intents.ts'
import type { IncidentState } from '../state.ts'
import { acting } from './acting.ts'
import { refused } from './answers.ts'
import { correcting } from './correcting.ts'
import { declaring } from './declaring.ts'
import { diagnosing } from './diagnosing.ts'
import { fixing } from './fixing.ts'
import { telling } from './telling.ts'
import { verifying } from './verifying.ts'

type Decider = (state: IncidentState, intent: Intent, context: DecideContext) => Decision
const deciders = {
  ...declaring,
  ...correcting,
  ...diagnosing,
  ...acting,
  ...fixing,
  ...verifying,
  ...telling,
} as unknown as Record<IntentKind, Decider>

export function decide(state: IncidentState, intent: Intent, context: DecideContext): Decision {
  if (state.id === null && intent.kind !== 'declare') return refused('no incident is declared yet')
  return deciders[intent.kind](state, intent, context)
}
