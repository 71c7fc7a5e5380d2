// The three ways side by side: what each is, its proof or its cost, how long it takes, and why one is recommended.
import { factRows, type OptionItem, optionRows } from '../../components/OptionList.ts'
import { ok, type Row, segment, stack, type Words } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { counted } from '../../components/theme/numbers.ts'
import type { FixState } from '../../incident/state.ts'
import { mitigationItems } from '../mitigations.ts'
import { needsRepository } from '../needs-repository.ts'
import type { Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import { letterOf, recommendation, usualTime } from './recommend.ts'
import { dueStep } from './step-words.ts'
import { lastSaid } from './steps.ts'
import { activeFix, chosenWay } from './ways.ts'

export function optionsBlock(scene: Scene, width: number): Row[] {
  return stack(optionRows({ items: options(scene), width, titleWidth: 21 }), whyRows(scene, width))
}

/** The recommendation and its reasons; a reason is never cut, it goes on in the next row. */
function whyRows(scene: Scene, width: number): Row[] {
  const { way, why } = recommendation(scene)
  const [first = '', ...more] = wrapText(why.join('; '), Math.max(20, width - 11))
  return factRows(
    [{ label: `Why ${letterOf[way]}`, words: first }, ...more.slice(0, 1).map(words => ({ label: '', words }))],
    { width },
  )
}

function options(scene: Scene): OptionItem[] {
  const { repository, state } = scene
  const suspect = likelySuspect(scene)
  const fix = activeFix(scene, 'revert')
  const hotfix = activeFix(scene, 'hotfix')
  const chosen = chosenWay(scene)
  const noRepository = repository === null && { disabled: needsRepository(scene) }
  const mitigations = mitigationItems(scene)
  return [
    {
      id: 'revert',
      code: 'A',
      title: `Revert ${nameOf(fix?.targets[0] ?? suspect?.sha ?? '')}`.trim(),
      words: revertWords(fix, suspect !== null, scene),
      meta: usualTime('revert', scene),
      ...noRepository,
      selected: chosen === 'revert',
    },
    {
      id: 'hotfix',
      code: 'B',
      title: 'Hotfix branch',
      words: hotfix ? progressWords(hotfix) : 'needs a patch and a review',
      meta: usualTime('hotfix', scene),
      ...noRepository,
      selected: chosen === 'hotfix',
    },
    {
      id: 'mitigate',
      code: 'C',
      title: 'Mitigate',
      words: mitigateWords(mitigations, state.mitigations.filter(one => one.undoneAt === null).length),
      meta: usualTime('mitigate', scene),
      ...(mitigations.length === 0 && { disabled: 'none is set up in the configuration' }),
      selected: chosen === 'mitigate',
    },
  ]
}

/** A commit by its short id, a range as it was typed. */
function nameOf(target: string): string {
  return /^[0-9a-f]{8,}$/.test(target) ? target.slice(0, 7) : target
}

function revertWords(fix: FixState | null, hasSuspect: boolean, scene: Scene): Words {
  if (!fix) return hasSuspect ? 'not rehearsed yet' : 'no suspect; a names a commit'
  if (!fix.rehearsal) return [segment('▸', 'accent'), ` rehearsing: ${lastSaid(fix, scene)}`]
  const { outcome, summary } = fix.rehearsal
  if (fix.state === 'completed' || fix.state === 'running') return progressWords(fix)
  if (outcome === 'clean') return [ok('✓'), ' rehearsed, applies cleanly']
  if (outcome === 'unsafe') return [segment('▲', 'warn'), ` applies, but ${summary}`]
  return [segment('✗', 'critical'), ` ${summary}`]
}

function progressWords(fix: FixState): Words {
  if (fix.state === 'completed') return [ok('✓'), ' in place']
  if (fix.state === 'refused') return [segment('✗', 'critical'), ` ${fix.rehearsal?.summary ?? ''}`]
  const due = dueStep(fix)
  if (!due) return fix.rehearsal?.summary ?? 'being made'
  if (due.state === 'failed') return [segment('✗', 'critical'), ` ${due.id} failed: ${due.detail}`]
  if (due.state === 'unknown') return [segment('▲', 'warn'), ` ${due.id}: outcome unknown`]
  return `step ${fix.steps.indexOf(due) + 1} of ${fix.steps.length}: ${due.id}`
}

function mitigateWords(items: readonly { readonly name: string }[], on: number): Words {
  if (on > 0) return [segment('▲', 'warn'), ` ${on} on, ${items.length - on} off`]
  return items.length === 0 ? '' : `${counted(items.length, 'action')}, first: ${items[0]?.name}`
}
