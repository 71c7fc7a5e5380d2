// What the cursor of Verify moves through, and which signal's curve is shown.
import type { IncidentState } from '../../incident/state.ts'
import type { GateRow } from '../../store/gating.ts'
import { chosenOf } from '../choosing.ts'
import type { Scene } from '../scene.ts'
import type { ItemList } from '../workbench.ts'

export const verifyList = 'verify'
export const chartList = 'verify-chart'

export type SecondaryIssue = IncidentState['secondary'][number]
export type Mitigation = IncidentState['mitigations'][number]

export function verifyItems(scene: Scene): ItemList {
  const signals = scene.gate.map(row => `signal ${row.id}`)
  const issues = scene.state.secondary.map(one => `issue ${one.subject}`)
  const mitigations = standing(scene).map(one => `mitigation ${one.id}`)
  return { name: verifyList, ids: [...signals, ...issues, ...mitigations] }
}

export function chosenItem(scene: Scene): string | null {
  return chosenOf(scene.view, verifyList, verifyItems(scene).ids)
}

export function chosenSignal(scene: Scene): GateRow | null {
  return scene.gate.find(row => `signal ${row.id}` === chosenItem(scene)) ?? null
}

function chosenIssue(scene: Scene): SecondaryIssue | null {
  return scene.state.secondary.find(one => `issue ${one.subject}` === chosenItem(scene)) ?? null
}

/** The one under the cursor, else the first that is not settled. */
export function issueToSettle(scene: Scene): SecondaryIssue | null {
  const chosen = chosenIssue(scene)
  if (chosen && chosen.settled === null) return chosen
  return scene.state.secondary.find(one => one.settled === null) ?? null
}

/** Mitigations that are still on. */
export function standing({ state }: Pick<Scene, 'state'>): readonly Mitigation[] {
  return state.mitigations.filter(one => one.undoneAt === null)
}

/** Still on, and nobody has said yet that it may stay: then it is an action item. What did nothing and has no undo is past. */
export function undecided({ state }: Pick<Scene, 'state'>): readonly Mitigation[] {
  const mayStay = standing({ state }).filter(one => one.undo !== null || one.judged?.worked !== false)
  return mayStay.filter(one => !state.actionItems.some(item => !item.dropped && item.suggestion === keptOn(one.id)))
}

/** The suggestion of the post-mortem that asks to undo it: taken once, it is not offered again. */
export function keptOn(mitigationId: string): string {
  return `undo:${mitigationId}`
}

/** Signals that have a curve, in a steady order: what users feel first. */
export function chartable({ gate }: Pick<Scene, 'gate'>): readonly GateRow[] {
  const seen = new Set<string>()
  return [...gate]
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .filter(({ id, series }) => {
      if (series === null || id === 'groups' || seen.has(series)) return false
      seen.add(series)
      return true
    })
}

export function chartedSignal(scene: Scene): GateRow | null {
  const all = chartable(scene)
  const outside = all.find(row => row.state === 'outside')
  const id = chosenOf(
    scene.view,
    chartList,
    all.map(row => row.id),
    outside?.id,
  )
  return all.find(row => row.id === id) ?? null
}

const kinds = ['requests', 'errors', 'latency', 'metric', 'health']

function rank({ id }: GateRow): number {
  const at = kinds.findIndex(kind => id.startsWith(kind))
  return at === -1 ? kinds.length : at
}
