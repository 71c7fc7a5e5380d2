// Switches mitigations on and off, each asked as its risk demands.

import { clock, running } from '../../components/theme/times.ts'
import { choose, showPhase } from '../../store/view-changes.ts'
import { patienceOf } from '../../telemetry/goal.ts'
import type { NextAction } from '../command.ts'
import { type MitigationItem, mitigationItems } from '../mitigations.ts'
import { acting, whyReadOnly } from '../read-only.ts'
import { askThenRun, watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { mayBeOn } from '../undoing.ts'
import { goOn } from './steps.ts'
import { chosenMitigation, fixView, mitigationList } from './ways.ts'

export function mitigateNext(scene: Scene): NextAction {
  const chosen = chosenMitigation(scene)
  if (!chosen) return { action: 'no mitigation is set up; A or B fix it', ready: false }
  if (chosen.isRunning)
    return { action: `watch "${chosen.name}" run`, run: (_, hands) => watchRun(chosen.last?.runId ?? null, hands) }
  if (chosen.on) return afterSwitching(chosen, scene)
  if (!chosen.run) return { action: 'this one cannot be run from here', ready: false }
  const asks = { read: 'only reads', reversible: 'asks y first', danger: 'asks for a word' }[chosen.run.tier]
  const { troubled, undo } = chosen
  const run = (_: Scene, hands: Hands) => switchOn(chosen, hands)
  if (troubled && mayBeOn(chosen)) {
    const detail = `outcome unknown: it may be on${undo ? '; U undoes it' : ''}; ${asks}`
    return acting({ action: `switch on "${chosen.name}" again`, detail, run }, scene)
  }
  const detail = troubled ? `last time: ${troubled.outcome ?? 'unknown'}; ${asks}` : asks
  return acting({ action: `switch on "${chosen.name}"`, detail, run }, scene)
}

/** On: its effect is awaited, then judged; what helped is the moment users stopped being hurt. */
function afterSwitching({ on, expect, undo: undoSpec }: MitigationItem, scene: Scene): NextAction {
  const next = goOn(scene)
  if (!on) return next
  if (on.judged === null) {
    const left = on.appliedAt + patienceOf(expect ?? '') - scene.now
    return { ...next, detail: left > 0 ? `the effect is watched, ${running(left)} more` : 'the effect is watched' }
  }
  if (!on.judged.worked) return afterNoHelp(on.name, `${on.judged.detail}${undoSpec ? '; U undoes it' : ''}`, scene)
  if (scene.state.moments.mitigated !== null) return next
  const action = `record "mitigated ${clock(on.appliedAt)}" and ${String(next.action)}`
  return {
    action,
    detail: on.judged.detail,
    run: (now, hands) => {
      hands.dispatch({ kind: 'recordMoment', moment: 'mitigated', at: on.appliedAt, why: on.name })
      next.run?.(now, hands)
    },
  }
}

/** What did not help leads to what has not been tried, and where all of it has been, back to the cause. */
function afterNoHelp(name: string, detail: string, scene: Scene): NextAction {
  const untried = mitigationItems(scene).find(item => item.run && !item.on && item.last === null)
  const why = `"${name}" did not help: ${detail}`
  if (untried)
    return {
      action: `look at "${untried.name}"`,
      detail: why,
      run: (now, hands) => hands.change(choose(mitigationList, untried.id, now.now)),
    }
  return {
    action: 'diagnose again',
    detail: why,
    run: (_, hands) => {
      hands.dispatch({ kind: 'goToPhase', phase: 'diagnose' })
      hands.change(showPhase(null))
    },
  }
}

export function canApply(scene: Scene): true | string {
  if (fixView(scene) !== 'mitigate') return 'is for the mitigations: C'
  if (scene.readOnly) return whyReadOnly
  const chosen = chosenMitigation(scene)
  if (!chosen?.run) return 'needs a mitigation that is set up'
  return chosen.on ? 'it is on already' : chosen.isRunning ? 'it is running' : true
}

export function switchOn(item: MitigationItem | null, hands: Hands): void {
  if (!item?.run) return
  const { name, run: spec, undo: undoSpec, expect, says } = item
  askThenRun(
    {
      title: spec.tier === 'danger' ? 'this changes production' : `Switch on "${name}"`,
      meta: 'Fix C',
      spec,
      purpose: { kind: 'mitigation', name, mitigationId: hands.newId(), direction: 'do', undo: undoSpec, expect },
      facts: [
        ['Eases', name],
        ['Undo', undoSpec ? 'U, any time' : 'none is set up'],
        ...(expect ? [['Watch', expect] as const] : []),
        ...(says ? [['Users see', says] as const] : []),
      ],
    },
    hands,
  )
}
