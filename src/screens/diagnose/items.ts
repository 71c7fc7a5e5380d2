// What the cursor moves through in Diagnose: causes first, best first; then the evidence that waits for a yes or no.
import type { Evidence, HypothesisState } from '../../incident/state.ts'
import { chosenOf } from '../choosing.ts'
import type { Scene } from '../scene.ts'
import type { ItemList } from '../workbench.ts'

export const diagnoseList = 'diagnose'
const standing = { confirmed: 0, open: 1, rejected: 2 } as const
const waiting = { unsorted: 0, kept: 1, dismissed: 2 } as const

export function rankedHypotheses({ state }: Pick<Scene, 'state'>): HypothesisState[] {
  return [...state.hypotheses].sort(
    (a, b) => standing[a.state] - standing[b.state] || b.score - a.score || a.proposedAt - b.proposedAt,
  )
}

export function sortedEvidence({ state }: Pick<Scene, 'state'>): Evidence[] {
  return [...state.evidence].sort((a, b) => waiting[a.state] - waiting[b.state] || a.at - b.at)
}

export function diagnoseItems(scene: Scene): ItemList {
  const hypotheses = rankedHypotheses(scene).map(one => `h:${one.id}`)
  const evidence = sortedEvidence(scene).map(one => `e:${one.id}`)
  return { name: diagnoseList, ids: [...hypotheses, ...evidence] }
}

export function chosenHypothesis(scene: Scene): HypothesisState | null {
  const id = chosenId(scene)
  return scene.state.hypotheses.find(one => `h:${one.id}` === id) ?? null
}

export function chosenEvidence(scene: Scene): Evidence | null {
  const id = chosenId(scene)
  return scene.state.evidence.find(one => `e:${one.id}` === id) ?? null
}

function chosenId(scene: Scene): string | null {
  return chosenOf(scene.view, diagnoseList, diagnoseItems(scene).ids)
}
