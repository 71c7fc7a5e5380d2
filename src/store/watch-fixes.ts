// Sees a fix take effect: the version live, then every signal back inside. A fix that does neither is said to have failed.

import { dueStep } from '../incident/decide/fixing.ts'
import type { FixState } from '../incident/state.ts'
import { minute } from '../incident/time.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import type { GateRow } from './gating.ts'
import type { Session } from './session.ts'

const patience = 10 * minute

/** Call it once a second. */
export function watchFixes(session: Session, snapshot: TelemetrySnapshot, rows: readonly GateRow[]): void {
  const { fixes } = session.store.getState().state
  for (const fix of fixes) {
    if (fix.state !== 'running' && fix.state !== 'rehearsed') continue
    const step = dueStep(fix)
    if (step?.waitsFor?.kind === 'live' && fix.steps.some(one => one.state === 'done'))
      settle(session, fix, { snapshot, rows })
  }
}

interface Seen {
  readonly snapshot: TelemetrySnapshot
  readonly rows: readonly GateRow[]
}

function settle(session: Session, fix: FixState, { snapshot, rows }: Seen): void {
  const step = dueStep(fix)
  if (!step) return
  const say = (state: 'running' | 'done' | 'failed', detail: string) =>
    session.dispatch({ kind: 'settleFixStep', fixId: fix.id, step: step.id, state, detail })
  const begun = fix.steps.reduce((latest, one) => Math.max(latest, one.state === 'done' ? (one.at ?? 0) : 0), 0)
  const live = liveWords(step, snapshot, begun)
  const outside = rows.filter(row => row.state !== 'inside').map(row => row.name)
  if (live !== null && rows.length > 0 && outside.length === 0) return void say('done', 'every signal is back inside')
  if (snapshot.at - begun > patience) {
    const what = live === null ? 'not live' : `still outside: ${outside.join(', ') || 'nothing is watched'}`
    return void say('failed', `${what} after ${patience / minute} min`)
  }
  if (step.waitsFor?.by === 'endpoint' && step.state !== 'todo') return // What the version's address says is said already.
  if (step.state === 'todo' || live !== null) say('running', live ?? 'not seen live yet')
}

/** That it is live, in words; null while that is not known. */
function liveWords(step: FixState['steps'][number], { changes }: TelemetrySnapshot, since: number): string | null {
  const { what = '', by = 'signals' } = step.waitsFor ?? {}
  if (by === 'signals') return 'pushed'
  if (by === 'endpoint') return / is live$/.test(step.detail) ? step.detail : null
  const deploys = changes.filter(change => change.kind === 'deploy' || change.kind === 'rollout')
  const found = deploys.find(change => (what === '' ? change.at >= since : isSame(change.ref, what)))
  return found ? `${found.ref.slice(0, 7)} is live` : null
}

function isSame(ref: string, sha: string): boolean {
  return ref.length >= 7 && (sha.startsWith(ref) || ref.startsWith(sha))
}
