// What the health pane says about itself in its edge: how often the chosen target is asked, and the filter in force.
import { span } from '../../../components/theme/times.ts'
import type { Scene } from '../../scene.ts'
import { chosenTarget } from './targets.ts'
import { healthViewOf, isHealthZoomed } from './view-kinds.ts'

export function healthMeta(scene: Scene): string {
  const filter = scene.view.filters.health
  const words = filter ? [`only ${filter}`] : []
  if (!isHealthZoomed(scene)) return words.join(' · ')
  const target = healthViewOf(scene) === 'targets' ? chosenTarget(scene) : null
  return ['zoomed', ...(target ? [`every ${span(target.everyMs)}`] : []), ...words].join(' · ')
}
