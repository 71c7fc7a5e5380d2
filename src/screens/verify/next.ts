// What Enter does in Verify: confirm, watch, settle what turned up, say it is over, resolve, go on to the post-mortem.
import { running } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import { fixedAt } from '../../incident/fixed-at.ts'
import { watchedOf } from '../../incident/monitor.ts'
import { planOf } from '../../incident/phases/plan.ts'
import { effectMs } from '../../incident/without-effect.ts'
import { allInsideSince, type GateRow, signalsOf } from '../../store/gating.ts'
import { choose, showPhase } from '../../store/view-changes.ts'
import { openPrompt } from '../asking.ts'
import type { NextAction } from '../command.ts'
import type { Hands, Scene } from '../scene.ts'
import { openUpdate } from '../telling.ts'
import { chartedSignal, chartList, issueToSettle, keptOn, standing, undecided, verifyList } from './items.ts'

export function verifyNext(scene: Scene): NextAction {
  const { state } = scene
  return { meta: 'phase 4 of 5', ...nextOf(scene), ...(state.moments.closed !== null && { ready: false }) }
}

function nextOf(scene: Scene): NextAction {
  const { state } = scene
  const { gate, monitor, moments } = state
  if (moments.resolved !== null) return goOn
  if (gate.passedAt === null) return confirming(scene)
  if (!monitor || (monitor.runningSince === null && monitor.heldAt === null && monitor.completedAt === null))
    return { action: `start the ${clockLength(scene)} clock`, run: startClock }
  if (monitor.heldAt !== null) return relapsed(scene)
  return (
    settling(scene) ??
    deciding(scene) ??
    (monitor.completedAt === null ? waiting(scene) : (telling(scene) ?? resolving))
  )
}

/** The gate: it opens only when every signal is back, and says what keeps it shut. */
function confirming(scene: Scene): NextAction {
  const rows = scene.gate
  if (rows.length === 0)
    return { action: 'say why the fix is confirmed', detail: 'no signal is watched that could tell', run: override }
  const outside = rows.filter(row => row.state === 'outside')
  if (outside.length > 0) return refusing(outside, scene)
  const unsettled = rows.filter(row => !row.isSettled)
  const first = unsettled[0]
  if (!first) {
    const detail = `all ${rows.length} signals are inside; starts the ${clockLength(scene)} clock`
    return { action: 'confirm the fix', detail, run: confirm }
  }
  const detail =
    first.state === 'unknown'
      ? `${first.name}: ${first.by}`
      : 'every signal is inside and has to stay there for a moment'
  return { action: 'waits until it is sure', detail, ready: false }
}

function refusing(outside: readonly GateRow[], scene: Scene): NextAction {
  const worst = outside[0] as GateRow
  const detail = `not confirmed: ${worst.now}${worst.by ? `, ${worst.by}` : ''}`
  const fixed = fixedAt(scene.state)
  const isFixed = standing(scene).length > 0 || fixedAt({ fixes: scene.state.fixes, mitigations: [] }) !== null
  if (isFixed && fixed !== null && scene.now - fixed < effectMs)
    return { action: `waits for ${worst.name}`, detail: `${worst.now}, judged over the last 30 s`, ready: false }
  if (isLookedAt(worst, scene))
    return {
      action: 'go back to Fix',
      detail: `${outside.length} outside; w takes it as confirmed all the same`,
      run: back('fix'),
    }
  return { action: `look at ${worst.name}`, detail, run: lookAt(worst) }
}

function relapsed(scene: Scene): NextAction {
  const outside = scene.gate.filter(row => row.state === 'outside' && !row.isExcused)
  const worst = outside[0]
  if (!worst) return { action: 'waits for the clock', detail: 'all inside again; it restarts by itself', ready: false }
  const count = `${outside.length} outside; or wait, the clock restarts itself`
  if (isLookedAt(worst, scene)) return { action: 'diagnose again', detail: count, run: back('diagnose') }
  return { action: `look at ${worst.name}`, detail: count, run: lookAt(worst) }
}

function waiting({ state, now }: Scene): NextAction {
  const { monitor } = state
  if (!monitor) return { action: 'waits', ready: false }
  if (monitor.pausedAt !== null)
    return { action: 'waits for fresh samples', detail: monitor.pausedWhy ?? '', ready: false }
  const left = running(monitor.windowMs - watchedOf(monitor, now))
  return {
    action: `waits for the clock, ${left} to go`,
    detail: 'it runs by itself, also while you write',
    ready: false,
  }
}

function settling(scene: Scene): NextAction | null {
  const issue = issueToSettle(scene)
  if (!issue) return null
  return { action: 'settle what is new', detail: issue.text, run: (now, hands) => settle(now, hands) }
}

export function settle(scene: Scene, hands: Hands): void {
  const issue = issueToSettle(scene)
  if (!issue) return
  hands.change(choose(verifyList, `issue ${issue.subject}`, scene.now))
  openPrompt({ kind: 'settle', subject: issue.subject }, scene, hands, 'harmless, no part of this incident')
}

/** A mitigation that stays on is an action item, and the post-mortem names it. */
function deciding(scene: Scene): NextAction | null {
  const [first] = undecided(scene)
  if (!first) return null
  return {
    action: `leave "${first.name}" on`,
    detail: first.undo ? 'as an action item; U undoes it now' : 'as an action item; no undo is set up',
    run: (_, hands) => {
      hands.dispatch({
        kind: 'addActionItem',
        actionId: hands.newId(),
        text: `Undo the mitigation "${first.name}"${first.undo ? `: ${commandLine(first.undo)}` : ''}`,
        itemKind: 'mitigate',
        owner: null,
        due: null,
        priority: 'high',
        suggestion: keptOn(first.id),
      })
    },
  }
}

function telling(scene: Scene): NextAction | null {
  const step = planOf(scene.state).find(one => one.phase === 'verify' && one.id === 'communicate')
  if (!step || step.done) return null
  return {
    action: 'write the resolution update',
    detail: 'a draft is ready; Space skips it',
    run: (now, hands) => openUpdate(now, hands, 'Resolved'),
  }
}

const resolving: NextAction = {
  action: 'resolve the incident',
  detail: 'it can be reopened',
  run: (_, hands) => {
    hands.dispatch({ kind: 'resolve' })
  },
}

const goOn: NextAction = {
  action: 'go on to Post-mortem',
  detail: 'it is written from what happened',
  run: ({ state }, hands) => {
    if (state.phase !== 'postmortem') hands.dispatch({ kind: 'goToPhase', phase: 'postmortem' })
    hands.change(showPhase(null))
  },
}

function confirm({ gate, monitorMs }: Scene, hands: Hands): void {
  const since = allInsideSince(gate)
  const signals = signalsOf(gate)
  if (!hands.dispatch({ kind: 'passGate', signals, ...(since !== null && { since }) })) return
  hands.dispatch({ kind: 'startMonitor', windowMs: monitorMs })
}

function startClock({ monitorMs }: Scene, hands: Hands): void {
  hands.dispatch({ kind: 'startMonitor', windowMs: monitorMs })
}

export function override(scene: Scene, hands: Hands): void {
  openPrompt({ kind: 'override' }, scene, hands)
}

function isLookedAt(worst: GateRow, scene: Scene): boolean {
  const wanted = scene.view.chosen[chartList]
  return wanted === worst.id || wanted === lookedAt(worst) || chartedSignal(scene)?.id === worst.id
}

/** Under that name the chart of a signal without a curve counts as looked at. */
function lookedAt({ id }: GateRow): string {
  return `seen ${id}`
}

function lookAt(row: GateRow): NonNullable<NextAction['run']> {
  return (scene, hands) => {
    hands.change(choose(verifyList, `signal ${row.id}`, scene.now))
    hands.change(choose(chartList, row.series === null || row.id === 'groups' ? lookedAt(row) : row.id, scene.now))
  }
}

function back(phase: 'fix' | 'diagnose'): NonNullable<NextAction['run']> {
  return (_, hands) => {
    hands.dispatch({ kind: 'goToPhase', phase })
    hands.change(showPhase(null))
  }
}

function clockLength({ monitorMs }: Scene): string {
  return monitorMs % 60_000 === 0 ? `${monitorMs / 60_000} min` : `${Math.round(monitorMs / 1000)} s`
}
