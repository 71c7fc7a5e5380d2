// Fix: three ways side by side with proof and cost, or one of them in full.
import { type Row, stack } from '../../components/rows/row.ts'
import { mitigationItems } from '../mitigations.ts'
import type { Scene } from '../scene.ts'
import { mitigateBlock } from './mitigate-rows.ts'
import { optionsBlock } from './options.ts'
import { hotfixBlock, revertBlock } from './plan-rows.ts'
import { letterOf, recommendedWay } from './recommend.ts'
import { dueStep } from './step-words.ts'
import { activeFix, fixView } from './ways.ts'

export function fixTitle(scene: Scene): string {
  return { options: 'Fix', hotfix: 'Fix B: hotfix', mitigate: 'Fix C: mitigate' }[fixView(scene)]
}

export function fixMeta(scene: Scene): string {
  const shown = fixView(scene)
  if (shown === 'mitigate') {
    const items = mitigationItems(scene)
    const on = items.filter(item => item.on).length
    return `${on} on, ${items.length - on} off`
  }
  if (shown === 'options') return `3 ways, ${letterOf[recommendedWay(scene)]} recommended`
  const fix = activeFix(scene, 'hotfix')
  const due = fix ? dueStep(fix) : null
  return fix && due ? `step ${fix.steps.indexOf(due) + 1} of ${fix.steps.length}` : ''
}

export function fixRows(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const shown = fixView(scene)
  const full =
    shown === 'mitigate'
      ? mitigateBlock(scene, width)
      : shown === 'hotfix'
        ? hotfixBlock(scene, width)
        : stack(optionsBlock(scene, width), revertBlock(scene, width))
  // Where rows are few the blank ones go first: the plan and what Enter is about stay on screen.
  return full.length <= height ? full : full.filter(line => line.segments.length > 0)
}
