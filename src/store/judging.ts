// Watches what each mitigation was switched on for, and says once whether it helped.
import type { MitigationState } from '../incident/state.ts'
import { type Instant, second } from '../incident/time.ts'
import { type Goal, goalReading, isMet, patienceOf, readGoal } from '../telemetry/goal.ts'
import { figureWords } from '../telemetry/goal-words.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import type { GateRow } from './gating.ts'
import type { Session } from './session.ts'

/** What came before it was switched on is not its doing. */
const settleMs = 10 * second
const windowMs = 15 * second

/** How long it has to hold: a process that was just started looks well for a moment. */
const holdMs = 10 * second

export interface Seen {
  readonly snapshot: TelemetrySnapshot
  /** What the gate shows. */
  readonly rows: readonly GateRow[]
}

/** Call the answer once a second. */
export function createJudging(session: Session, telemetry: Telemetry): (seen: Seen) => void {
  const goodSince = new Map<string, Instant>()
  const judge = (mitigation: MitigationState, { snapshot, rows }: Seen) => {
    const goal = mitigation.expect === null ? null : readGoal(mitigation.expect)
    const judgement = goal ? byGoal(mitigation, goal, telemetry, snapshot) : bySignals(mitigation, snapshot, rows)
    if (!judgement?.worked) goodSince.delete(mitigation.id)
    else if (!goodSince.has(mitigation.id)) goodSince.set(mitigation.id, snapshot.at)
    const since = goodSince.get(mitigation.id)
    const isHeld = since !== undefined && snapshot.at - since >= holdMs
    if (judgement && (!judgement.worked || isHeld))
      session.dispatch({ kind: 'judgeMitigation', mitigationId: mitigation.id, ...judgement })
  }
  return seen => {
    for (const mitigation of session.store.getState().state.mitigations) {
      const isOpen = mitigation.undoneAt === null && mitigation.judged === null
      if (isOpen && seen.snapshot.at - mitigation.appliedAt >= settleMs) judge(mitigation, seen)
    }
  }
}

type Judgement = { readonly worked: boolean; readonly detail: string } | null

function byGoal(
  { appliedAt }: MitigationState,
  goal: Goal,
  { log }: Telemetry,
  snapshot: TelemetrySnapshot,
): Judgement {
  const { at } = snapshot
  const seen = { snapshot, log }
  const now = goalReading(goal, seen, [Math.max(appliedAt, at - windowMs), at])
  const before = goalReading(goal, seen, [appliedAt - 60 * second, appliedAt])
  const after = `${Math.round((at - appliedAt) / second)} s`
  const change = before === null ? '' : `${figureWords(before, goal)} → `
  if (now !== null && isMet(goal, now))
    return { worked: true, detail: `${change}${figureWords(now, goal)} after ${after}` }
  if (at - appliedAt < goal.withinMs) return null
  const still = now === null ? 'nothing tells' : `still ${figureWords(now, goal)}`
  return {
    worked: false,
    detail: `${still} after ${after}, wanted ${goal.isBelow ? 'at most' : 'at least'} ${figureWords(goal.limit, goal)}`,
  }
}

/** Without a figure that can be read: helped where every watched signal is back. */
function bySignals(
  { appliedAt, expect }: MitigationState,
  snapshot: TelemetrySnapshot,
  rows: readonly GateRow[],
): Judgement {
  const outside = rows.filter(row => row.state !== 'inside').map(row => row.name)
  if (rows.length === 0) return null
  if (outside.length === 0) return { worked: true, detail: 'every signal is back inside' }
  if (snapshot.at - appliedAt < patienceOf(expect ?? '')) return null
  return { worked: false, detail: `still outside: ${outside.join(', ')}` }
}
