// Which of the three ways is looked at, and which fix of each is the one at work.
import type { FixState } from '../../incident/state.ts'
import { chosenOf } from '../choosing.ts'
import { mitigationItems } from '../mitigations.ts'
import type { Scene } from '../scene.ts'
import type { ItemList } from '../workbench.ts'
import { recommendedWay, type Way, ways } from './recommend.ts'

export const wayList = 'fix-way'
export const viewList = 'fix-view'
export const mitigationList = 'fix-mitigation'

/** `options` compares the three; the others are one of them in full. */
export function fixView({ view }: Scene): 'options' | 'hotfix' | 'mitigate' {
  return chosenOf(view, viewList, ['options', 'hotfix', 'mitigate']) as 'options' | 'hotfix' | 'mitigate'
}

export function chosenWay(scene: Scene): Way {
  return chosenOf(scene.view, wayList, ways, recommendedWay(scene)) as Way
}

/** The way that is looked at in full, else the one under the cursor. */
export function wayShown(scene: Scene): Way {
  const shown = fixView(scene)
  return shown === 'options' ? chosenWay(scene) : shown
}

/** The newest fix of that kind that was not given up. */
export function activeFix({ state }: Pick<Scene, 'state'>, kind: Way): FixState | null {
  return state.fixes.findLast(fix => fix.kind === kind && fix.state !== 'abandoned') ?? null
}

/** The fix whose steps are on screen. */
export function shownFix(scene: Scene): FixState | null {
  const shown = fixView(scene)
  if (shown === 'mitigate') return null
  return activeFix(scene, shown === 'hotfix' ? 'hotfix' : 'revert')
}

export function chosenMitigation(scene: Scene) {
  const items = mitigationItems(scene)
  const id = chosenOf(
    scene.view,
    mitigationList,
    items.map(item => item.id),
  )
  return items.find(item => item.id === id) ?? null
}

export function fixItems(scene: Scene): ItemList {
  const shown = fixView(scene)
  if (shown === 'mitigate') return { name: mitigationList, ids: mitigationItems(scene).map(item => item.id) }
  if (shown === 'hotfix') return { name: 'fix-hotfix', ids: [] }
  return { name: wayList, ids: ways, fallback: recommendedWay(scene) }
}
