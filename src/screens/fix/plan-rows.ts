// A fix in full: what the rehearsal found and its plan, with the state of every step.
import { type PlanStep, planStepRows } from '../../components/Checklist.ts'
import type { StepState } from '../../components/marks.ts'
import { factRows } from '../../components/OptionList.ts'
import { heading, muted, type Row, row, segment, stack, warn } from '../../components/rows/row.ts'
import { clock } from '../../components/theme/times.ts'
import type { FixState } from '../../incident/state.ts'
import { suggestedReviewer } from '../reviewer.ts'
import type { Scene } from '../scene.ts'
import { checkRows } from './rehearsal-words.ts'
import { requestTitle } from './request.ts'
import { dueStep, type Step, stepMeta, stepVerb, stepWords } from './step-words.ts'
import { activeFix } from './ways.ts'

export function revertBlock(scene: Scene, width: number): Row[] {
  const fix = activeFix(scene, 'revert')
  if (!fix?.rehearsal) return []
  const { rehearsal } = fix
  return stack(
    [
      ...factRows(rehearsal.lastGood ? [{ label: 'Last good', words: lastGoodWords(rehearsal.lastGood, scene) }] : [], {
        width,
      }),
      ...rehearsedRows(fix, width),
    ],
    fix.steps.length > 0 ? [heading('Plan for A', width), ...planRows(fix, scene, width)] : [],
  )
}

function rehearsedRows({ rehearsal }: FixState, width: number): Row[] {
  const label = 'Rehearsed  '
  const checks = rehearsal?.checks ?? []
  if (checks.length === 0) return [row(muted(label), rehearsal?.summary ?? '')]
  const [first, ...more] = checkRows(checks, Math.max(20, width - label.length))
  const indent = ' '.repeat(label.length)
  return [row(muted(label), ...(first?.segments ?? [])), ...more.slice(0, 2).map(line => row(indent, ...line.segments))]
}

/** When it was live, where the deploys tell. */
function lastGoodWords(sha: string, { telemetry }: Scene): string {
  const deploys = telemetry.changes.filter(change => change.kind === 'deploy').sort((a, b) => a.at - b.at)
  const at = deploys.findIndex(change => sha.startsWith(change.ref) || change.ref.startsWith(sha))
  const name = sha.slice(0, 7)
  if (at === -1) return name
  const until = deploys[at + 1]?.at
  return `${name}, served ${clock(deploys[at]?.at ?? 0)}${until === undefined ? '' : ` to ${clock(until)}`}`
}

function planRows(fix: FixState, scene: Scene, width: number): Row[] {
  const due = fix.state === 'refused' ? null : dueStep(fix)
  return planStepRows(
    fix.steps.map((step, index): PlanStep => {
      const isWaiting = step.tier === 'danger' && step.state === 'todo'
      return {
        number: index + 1,
        verb: stepVerb(step),
        words: stepWords(step, scene),
        state: stateOf(step, due),
        meta: isWaiting ? segment(stepMeta(step), 'critical') : stepMeta(step),
        ...(isTrouble(step) && step.detail !== '' && { details: [warn(step.detail)] }),
      }
    }),
    width,
  )
}

function isTrouble({ state, kind }: Step): boolean {
  return state === 'failed' || state === 'unknown' || (state === 'todo' && kind === 'edit')
}

function stateOf(step: Step, due: Step | null): StepState {
  if (step.state === 'failed') return 'failed'
  if (step.state === 'unknown') return 'danger'
  if (step.state === 'done') return 'done'
  if (step.state === 'skipped') return 'skipped'
  return step === due ? 'current' : 'todo'
}

function requestFacts(fix: FixState, scene: Scene) {
  const { reviewer } = fix.request
  const author = suggestedReviewer(scene)
  return [
    { label: 'Title', words: requestTitle(fix) },
    ...(reviewer
      ? [{ label: 'Reviewer', words: reviewer }]
      : author === ''
        ? []
        : [{ label: 'Reviewer', words: muted(`nobody yet; ${author} wrote the suspect`) }]),
  ]
}

export function hotfixBlock(scene: Scene, width: number): Row[] {
  const fix = activeFix(scene, 'hotfix')
  if (!fix) return [row(muted('no hotfix branch yet; Enter makes it'))]
  const { rehearsal } = fix
  const [branch = '', from = ''] = (rehearsal?.summary ?? 'being made').split(/ (?=from )/)
  const noGh = rehearsal?.checks.find(check => check.title === 'gh' && !check.ok)
  return stack(
    factRows(
      [
        { label: 'Branch', words: branch, meta: from },
        ...(rehearsal?.worktree ? [{ label: 'Worktree', words: rehearsal.worktree, meta: 'yours is untouched' }] : []),
      ],
      { width, labelWidth: 10 },
    ),
    planRows(fix, scene, width),
    [
      ...factRows(requestFacts(fix, scene), { width, labelWidth: 10 }),
      ...(noGh ? [row(warn('▲'), ` ${noGh.detail}: the pull request is opened by hand, its text is ready`)] : []),
    ],
  )
}
