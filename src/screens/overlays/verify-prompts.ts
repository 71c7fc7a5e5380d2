// The questions of Verify: what is taken as confirmed, as usual or as settled has a reason in words.
import { signalsOf } from '../../store/gating.ts'
import type { PromptTable } from './prompts.ts'

export const verifyPrompts: Pick<PromptTable, 'override' | 'acceptBaseline' | 'settle'> = {
  override: {
    title: 'Take the fix as confirmed',
    placeholder: 'why, though the gate refuses; the post-mortem shows it',
    gives: 'override the gate with this reason and start the clock',
    give: (reason, _, { gate, monitorMs, state }, hands) => {
      if (!hands.dispatch({ kind: 'overrideGate', reason, signals: signalsOf(gate) })) return
      if (!state.monitor || state.monitor.heldAt === null) hands.dispatch({ kind: 'startMonitor', windowMs: monitorMs })
      return undefined
    },
  },
  acceptBaseline: {
    title: 'Accept as usual',
    placeholder: 'why this is how it is from now on',
    gives: 'accept it as the new baseline',
    give: (reason, { signal }, _, hands) => void hands.dispatch({ kind: 'acceptBaseline', signal, reason }),
  },
  settle: {
    title: 'Settle what is new',
    placeholder: 'what it is, and what becomes of it',
    gives: 'settle it, it is kept with this',
    give: (how, { subject }, _, hands) => void hands.dispatch({ kind: 'settleSecondary', subject, how }),
  },
}
