// What the cursor moves through in Diagnose: causes first, best first; then the evidence that waits for a yes or no.
import type { Evidence, HypothesisState } from '../../incident/state.ts'
import { choose } from '../../store/view-changes.ts'
import { chosenOf } from '../choosing.ts'
import type { Hands, Scene } from '../scene.ts'
import { rankedHypotheses } from '../suspects.ts'
import type { ItemList } from '../workbench.ts'

export const diagnoseList = 'diagnose'
const waiting = { kept: 0, unsorted: 1, dismissed: 2 } as const

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

/** Decides on a piece of evidence, and goes on to the next that waits; after the last one back to the causes. */
export function sortOut(how: 'keepEvidence' | 'dismissEvidence', evidence: Evidence, scene: Scene, hands: Hands): void {
  const waits = sortedEvidence(scene).filter(one => one.state === 'unsorted')
  const next = waits[waits.findIndex(one => one.id === evidence.id) + 1] ?? waits.find(one => one.id !== evidence.id)
  if (!hands.dispatch({ kind: how, evidenceId: evidence.id })) return
  const [best] = rankedHypotheses(scene)
  const to = next ? `e:${next.id}` : best ? `h:${best.id}` : null
  if (to !== null) hands.change(choose(diagnoseList, to, scene.now))
}
