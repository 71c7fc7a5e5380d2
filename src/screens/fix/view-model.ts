// Fix: three ways side by side with proof and cost, or one of them in full.
import { type PlanStep, planStepRows } from '../../components/Checklist.ts'
import type { MitigationItem as MitigationRow } from '../../components/MitigationTable.ts'
import { mitigationRows } from '../../components/MitigationTable.ts'
import { factRows, type OptionItem, optionRows } from '../../components/OptionList.ts'
import { heading, muted, ok, type Row, row, segment, stack, type Words, warn } from '../../components/rows/row.ts'
import { counted } from '../../components/theme/numbers.ts'
import { clock, running } from '../../components/theme/times.ts'
import { ownSignatures } from '../../diagnosis/hypotheses/own-signatures.ts'
import { fixesFor } from '../../diagnosis/hypothesis-tests.ts'
import { commandLine } from '../../incident/command.ts'
import type { FixState } from '../../incident/state.ts'
import type { Scene } from '../scene.ts'
import { likelySuspect, rankedHypotheses } from '../suspects.ts'
import { dueStep, stepMeta, stepWords } from './steps.ts'
import { activeFix, chosenMitigation, chosenWay, fixView, mitigationItems, recommendedWay } from './ways.ts'

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
  if (shown === 'options')
    return `3 ways, ${{ revert: 'A', hotfix: 'B', mitigate: 'C' }[recommendedWay(scene)]} recommended`
  const fix = activeFix(scene, 'hotfix')
  const due = fix ? dueStep(fix) : null
  return fix && due ? `step ${fix.steps.indexOf(due) + 1} of ${fix.steps.length}` : ''
}

export function fixRows(scene: Scene, { width }: { width: number; height: number }): Row[] {
  const shown = fixView(scene)
  if (shown === 'mitigate') return mitigateRows(scene, width)
  if (shown === 'hotfix') return hotfixRows(scene, width)
  return stack(
    optionRows({ items: options(scene), width, titleWidth: 21 }),
    revertFacts(scene, width),
    revertPlan(scene, width),
  )
}

function options(scene: Scene): OptionItem[] {
  const suspect = likelySuspect(scene)
  const fix = activeFix(scene, 'revert')
  const sha = (fix?.targets[0] ?? suspect?.sha ?? '').slice(0, 7)
  const chosen = chosenWay(scene)
  const { repository } = scene
  const noRepository = 'needs a git repository with a remote'
  const mitigations = mitigationItems(scene)
  return [
    {
      id: 'revert',
      code: 'A',
      title: `Revert ${sha}`.trim(),
      words: rehearsalWords(fix, suspect !== null),
      meta: 'about 3 min',
      ...(repository === null && { disabled: noRepository }),
      selected: chosen === 'revert',
    },
    {
      id: 'hotfix',
      code: 'B',
      title: 'Hotfix branch',
      words: activeFix(scene, 'hotfix')?.rehearsal?.summary ?? 'needs a patch and a review',
      meta: '20 min or more',
      ...(repository === null && { disabled: noRepository }),
      selected: chosen === 'hotfix',
    },
    {
      id: 'mitigate',
      code: 'C',
      title: 'Mitigate',
      words: mitigations.length > 0 ? `${counted(mitigations.length, 'action')}, first: ${mitigations[0]?.name}` : '',
      meta: 'seconds',
      ...(mitigations.length === 0 && { disabled: 'none is set up in the configuration' }),
      selected: chosen === 'mitigate',
    },
  ]
}

function rehearsalWords(fix: FixState | null, hasSuspect: boolean): Words {
  if (!fix) return hasSuspect ? 'not rehearsed yet' : 'no suspect yet'
  if (fix.state === 'completed') return [ok('✓'), ' in place']
  if (!fix.rehearsal) return [segment('▸', 'accent'), ' being rehearsed']
  if (fix.rehearsal.outcome === 'clean') return [ok('✓'), ' rehearsed, applies cleanly']
  return [segment('✗', 'critical'), ` ${fix.rehearsal.summary}`]
}

function revertFacts(scene: Scene, width: number): Row[] {
  const { state } = scene
  const fix = activeFix(scene, 'revert')
  const { rehearsal } = fix ?? {}
  const why = state.rootCause ? `cause confirmed: ${state.rootCause.text}` : 'no cause is confirmed yet'
  const checks = rehearsal?.checks.flatMap(check => [
    check.ok ? ok('✓') : segment('✗', 'critical'),
    segment(` ${check.title}${check.detail ? `, ${check.detail}` : ''}   `),
  ])
  return factRows(
    [
      { label: 'Why', words: why },
      ...adviceFacts(scene),
      ...(rehearsal?.lastGood ? [{ label: 'Last good', words: rehearsal.lastGood.slice(0, 7) }] : []),
      ...(rehearsal ? [{ label: 'Rehearsed', words: checks && checks.length > 0 ? checks : rehearsal.summary }] : []),
    ],
    { width },
  )
}

/** What usually helps against the cause that is confirmed, or that leads. */
function adviceFacts(scene: Scene): { label: string; words: string }[] {
  const [cause] = rankedHypotheses(scene)
  if (!cause || cause.state === 'rejected') return []
  const way = recommendedWay(scene)
  const advice = fixesFor(cause, ownSignatures(scene.config)).find(one => one.kind === way)
  return advice
    ? [{ label: 'Advice', words: `${{ revert: 'A', hotfix: 'B', mitigate: 'C' }[way]}: ${advice.why}` }]
    : []
}

function revertPlan(scene: Scene, width: number): Row[] {
  const fix = activeFix(scene, 'revert')
  if (!fix || fix.steps.length === 0) return []
  return [heading('Plan for A', width), ...planStepRows(planOf(fix), width)]
}

function planOf(fix: FixState): PlanStep[] {
  const due = dueStep(fix)
  return fix.steps.map((step, index) => ({
    number: index + 1,
    words: stepWords(step),
    state:
      step.state === 'failed'
        ? 'failed'
        : step.state === 'done'
          ? 'done'
          : step.state === 'skipped'
            ? 'skipped'
            : step === due
              ? 'current'
              : 'todo',
    meta: step.tier === 'danger' && step.state === 'todo' ? segment(stepMeta(step), 'critical') : stepMeta(step),
  }))
}

function hotfixRows(scene: Scene, width: number): Row[] {
  const fix = activeFix(scene, 'hotfix')
  if (!fix) return [row(muted('no hotfix branch yet; Enter makes it'))]
  const { rehearsal } = fix
  return stack(
    factRows(
      [
        { label: 'Branch', words: rehearsal?.summary ?? 'being made' },
        ...(rehearsal?.worktree ? [{ label: 'Worktree', words: rehearsal.worktree, meta: 'yours is untouched' }] : []),
      ],
      { width, labelWidth: 10 },
    ),
    planStepRows(planOf(fix), width),
    factRows([{ label: 'Title', words: `HOTFIX: ${fix.title}` }], { width, labelWidth: 10 }),
  )
}

function mitigateRows(scene: Scene, width: number): Row[] {
  const items = mitigationItems(scene)
  if (items.length === 0) return [row(muted('none is set up: name some under "mitigations" in the configuration'))]
  const chosen = chosenMitigation(scene)
  const rows = items.map((item): MitigationRow => {
    const { on } = item
    return {
      id: item.id,
      title: item.name,
      state: item.isRunning ? 'running' : on ? 'on' : item.run ? 'off' : 'notSetUp',
      stateWords: item.isRunning ? 'running' : on ? `on ${running(scene.now - on.appliedAt)}` : 'off',
      risk: item.run?.tier ?? 'reversible',
      effect: on ? (on.judged?.detail ?? `since ${clock(on.appliedAt)}`) : 'not run',
      details: [
        ...(item.run ? [{ label: 'does', words: commandLine(item.run) }] : []),
        { label: 'undo', words: item.undo ? `${commandLine(item.undo)}     U asks y` : 'no undo is set up' },
        ...(item.expect ? [{ label: 'watch', words: item.expect }] : []),
      ],
      selected: item.id === chosen?.id,
    }
  })
  const isOn = items.some(item => item.on)
  const reminder = [
    row(warn('▲'), ' A mitigation that is on stays on this list until it is undone, and the post-mortem names it.'),
  ]
  return stack(mitigationRows(rows, width), isOn ? reminder : [])
}
