// What is asked before a command runs: consequences first, the commands in full, what is kept, how it is undone.
// Rule: Enter alone never runs anything reversible or dangerous; the Next line says what is waited for.
import type { PlanStep } from './Checklist.ts'
import { planStepRows } from './Checklist.ts'
import { cursor } from './marks.ts'
import type { FactLine } from './OptionList.ts'
import { factRows } from './OptionList.ts'
import type { Row, Words } from './rows/row.ts'
import { blankRow, cell, muted, row, segment, selected, stack, strong } from './rows/row.ts'
import { wrapText } from './rows/text.ts'
import { promptRow, type TypedText } from './TextField.ts'

export interface CommandChoice {
  readonly id: string
  readonly ticked: boolean
  /** As it will run, in full. */
  readonly command: string
  /** `reads`, `writes`. */
  readonly effect: string
  /** `~1 s`. */
  readonly takes: string
  readonly selected?: boolean
}

export interface ConfirmProps {
  /** Before the commands: `Asks`. */
  readonly before: readonly FactLine[]
  readonly commands: readonly CommandChoice[]
  /** After them: `True if`, `Runs in`, `Kept`. */
  readonly after: readonly FactLine[]
  readonly width: number
}

/** Content of a command confirmation; a command never gets cut, it wraps under itself. */
export function confirmRows({ before, commands, after, width }: ConfirmProps): Row[] {
  return stack(
    factRows(before, { width, labelWidth: 10, lines: 2 }),
    commands.flatMap(command => commandRows(command, width)),
    factRows(after, { width, labelWidth: 10, lines: 2 }),
  )
}

function commandRows(choice: CommandChoice, width: number): Row[] {
  const commandWidth = Math.max(20, width - 24)
  const [first = '', ...more] = wrapText(choice.command, commandWidth, 2)
  const main = row(
    ' ',
    cursor(choice.selected === true),
    ' ',
    { text: choice.ticked ? '[x]' : '[ ]', token: 'text', spoken: choice.ticked ? 'ticked' : 'not ticked' },
    ' ',
    cell(first, commandWidth, { token: choice.ticked ? 'strong' : 'text' }),
    '  ',
    cell(choice.effect, 8, { token: choice.effect === 'reads' ? 'muted' : 'warn' }),
    cell(choice.takes, 6, { token: 'muted' }),
  )
  return [
    selected(main, choice.selected),
    ...more.map(line => row('       ', segment(line, choice.ticked ? 'strong' : 'text'))),
  ]
}

export interface DangerProps {
  /** The whole command, as it will run. */
  readonly command: string
  /** Pushes, To, From, Then, Undo, Rehearsed. */
  readonly facts: readonly FactLine[]
  readonly plan?: readonly PlanStep[]
  /** The word that has to be typed, and what it does: "Type revert to push". */
  readonly word: string
  readonly purpose: string
  readonly field: TypedText
  /** "Nothing has run yet." */
  readonly note: Words
  readonly width: number
}

/** Content of the danger frame. */
export function dangerRows(props: DangerProps): Row[] {
  const { command, facts, plan, word, purpose, field, note, width } = props
  return stack(
    wrapText(command, width, 2).map(line => row(strong(line))),
    factRows(facts, { width, lines: 2 }),
    plan && plan.length > 0 ? [row(strong('Plan')), ...planStepRows(plan, width)] : [],
    [row('Type ', strong(word), ` ${purpose}`), promptRow({ field, width })],
    [row(typeof note === 'string' ? muted(note) : note)],
  )
}

/** The danger frame's content where rows are few: the plan goes first, then blank rows; command, undo and word stay. */
export function dangerRowsWithin(props: DangerProps, height: number): Row[] {
  const full = dangerRows(props)
  if (full.length <= height) return full
  const short = dangerRows({ ...props, plan: [] })
  if (short.length <= height) return short
  return short.filter(line => line !== blankRow)
}
