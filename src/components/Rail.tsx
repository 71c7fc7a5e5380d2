// The five phases: as one row (the rail) or as a pane with their steps (the plan).
import type { ReactElement } from 'react'
import { memo } from 'react'
import type { StepState } from './marks.ts'
import { stepMark } from './marks.ts'
import { Pane } from './Pane.tsx'
import { contentWidth } from './rows/frame.ts'
import { Rows } from './rows/Line.tsx'
import type { Row, Segment } from './rows/row.ts'
import { muted, row, rowWidth, segment, spread } from './rows/row.ts'
import type { Token } from './theme/tokens.ts'

export interface PhaseItem {
  /** 1 to 5: also the key that opens it. */
  readonly number: number
  readonly title: string
  readonly state: 'done' | 'current' | 'todo'
  /** `03:48 of 15:00` while current, `01:48` once done. */
  readonly time?: string
  /** Over its budget, or its clock is held. */
  readonly late?: boolean
  /** Shown in the plan under the current phase. */
  readonly steps?: readonly { readonly title: string; readonly state: StepState }[]
}

export interface RailProps {
  readonly phases: readonly PhaseItem[]
  readonly width: number
}

/** All five phases; what does not fit loses the budget's end first, then everything but the current phase. */
export function railRow({ phases, width }: RailProps): Row {
  const fits = [phases, phases.map(withoutBudget)].map(allPhases).find(all => width >= 80 && rowWidth(all) <= width)
  const current = phases.find(phase => phase.state === 'current') ?? phases.at(-1)
  if (fits || !current) return fits ?? row()
  return spread([segment(' '), ...railPhase(current)], muted(`${current.number} of ${phases.length} `), width)
}

function allPhases(phases: readonly PhaseItem[]): Row {
  return row(' ', ...phases.flatMap((phase, index) => [index > 0 ? '  ' : '', railPhase(phase)]))
}

function withoutBudget(phase: PhaseItem): PhaseItem {
  return { ...phase, time: phase.time?.replace(/ of .*$/, '') }
}

export function Rail(props: RailProps): ReactElement {
  return <Rows rows={[railRow(props)]} width={props.width} />
}

function railPhase({ number, title, state, time, late }: PhaseItem): Segment[] {
  const name = `${number} ${title}`
  if (state === 'done') return [stepMark('done'), muted(` ${name}`)]
  if (state === 'todo') return [muted(name)]
  return [
    stepMark('current'),
    segment(` ${name}`, 'accent'),
    ...(time ? [segment(` ${time}`, late ? 'warnStrong' : 'text')] : []),
  ]
}

export interface PlanProps {
  readonly phases: readonly PhaseItem[]
  readonly width: number
  readonly height: number
}

/** Rows of the plan; steps stand under the current phase only. */
function planRows(phases: readonly PhaseItem[], width: number): Row[] {
  return phases.flatMap(phase => [phaseRow(phase, width), ...(phase.state === 'current' ? stepRows(phase) : [])])
}

export const Plan = memo(function Plan({ phases, width, height }: PlanProps) {
  const rows = planRows(phases, contentWidth('rounded', width))
  return <Pane kind="rounded" title="Plan" width={width} height={height} rows={rows} />
})

function phaseRow({ number, title, state, time, late }: PhaseItem, width: number): Row {
  const mark = state === 'todo' ? segment(' ') : stepMark(state)
  const name = segment(` ${number} ${title}`, state === 'current' ? 'accent' : 'muted')
  const timeToken: Token = state === 'current' ? (late ? 'warnStrong' : 'text') : 'muted'
  return spread([mark, name], time ? segment(time, timeToken) : '', width)
}

function stepRows({ steps = [] }: PhaseItem): Row[] {
  return steps.map(step =>
    row('    ', stepMark(step.state), segment(` ${step.title}`, step.state === 'current' ? 'strong' : 'muted')),
  )
}
