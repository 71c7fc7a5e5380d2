// Steps to do, in order: the current one stands out, done ones stay, nothing is hidden.
import type { StepState } from './marks.ts'
import { cursor, stepMark } from './marks.ts'
import type { Row, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected, spread } from './rows/row.ts'
import type { Token } from './theme/tokens.ts'

export interface ChecklistItem {
  readonly id: string
  readonly title: string
  readonly state: StepState
  /** `14:43:58   0.4 s`, `edited`, `0, needs 1`. */
  readonly meta?: Words
  readonly metaToken?: Token
  /** A second, quiet row. */
  readonly detail?: string
  readonly selected?: boolean
}

/** Cursor, sign, title, meta. `list` is for outlines and to-close lists: all titles alike. */
export function checklistRows(items: readonly ChecklistItem[], width: number): Row[] {
  return items.flatMap(item => {
    const left = [
      cursor(item.selected === true),
      segment(' '),
      stepMark(item.state),
      segment(` ${item.title}`, titleToken(item)),
    ]
    const main = spread(left, segmentsOf(item.meta ?? '', item.metaToken ?? 'muted'), width)
    return [selected(main, item.selected), ...(item.detail ? [row('    ', muted(item.detail))] : [])]
  })
}

function titleToken({ state, selected: here }: ChecklistItem): Token {
  if (here || state === 'current') return 'strong'
  return state === 'todo' || state === 'skipped' ? 'muted' : 'text'
}

export interface PlanStep {
  readonly number: number
  /** One word: `push`, `deploy`. Empty where the words say it all. */
  readonly verb?: string
  readonly words: Words
  readonly state: StepState
  /** `made, local`, `▲ danger, asks`, `you are here`. */
  readonly meta?: Words
  /** Rows of their own under the step: a changed line, a result. */
  readonly details?: readonly Words[]
  readonly selected?: boolean
}

/** Numbered steps of a fix: sign, number, verb in a column of its own, words, meta. */
export function planStepRows(steps: readonly PlanStep[], width: number): Row[] {
  const verbWidth = Math.max(0, ...steps.map(step => step.verb?.length ?? 0))
  return steps.flatMap(step => {
    const token = stepToken(step.state)
    const left = [
      segment(' '),
      stepMark(step.state),
      segment(` ${step.number}  `, token),
      ...(verbWidth > 0 ? [cell(step.verb ?? '', verbWidth + 2, { token })] : []),
      ...segmentsOf(step.words, token),
    ]
    const main = spread(left, segmentsOf(step.meta ?? '', step.state === 'danger' ? 'critical' : 'muted'), width)
    return [
      selected(main, step.selected),
      ...(step.details ?? []).map(words => row('        ', segmentsOf(words, 'muted'))),
    ]
  })
}

function stepToken(state: StepState): Token {
  if (state === 'current' || state === 'danger') return 'strong'
  return state === 'todo' || state === 'skipped' ? 'muted' : 'text'
}
