// The mitigations as a table: which is on, since when, what it does to the figures, its undo beside it.
import { type MitigationItem as MitigationRow, mitigationRows } from '../../components/MitigationTable.ts'
import { muted, ok, type Row, row, stack, type Words, warn } from '../../components/rows/row.ts'
import { sparkline } from '../../components/Sparkline.ts'
import { clock, clockSeconds, running } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import { second } from '../../incident/time.ts'
import { type Goal, goalReading, patienceOf, readGoal } from '../../telemetry/goal.ts'
import { figureWords } from '../../telemetry/goal-words.ts'
import { type MitigationItem, mitigationItems } from '../mitigations.ts'
import type { Scene } from '../scene.ts'
import { chosenMitigation } from './ways.ts'

export function mitigateBlock(scene: Scene, width: number): Row[] {
  const items = mitigationItems(scene)
  if (items.length === 0) return [row(muted('none is set up: name some under "mitigations" in the configuration'))]
  const chosen = chosenMitigation(scene)
  const rows = items.map(item => tableRow(item, scene, item.id === chosen?.id))
  return stack(mitigationRows(rows, width), items.some(item => item.on) ? reminder : [], saysOf(items, chosen))
}

const reminder = [
  row(warn('▲'), ' A mitigation that is on stays on this list until it is undone, and the'),
  row('  post-mortem will name it.'),
]

function saysOf(items: readonly MitigationItem[], chosen: MitigationItem | null): Row[] {
  const said = items.filter(item => (item.on || item === chosen) && item.says !== null)
  return said.map(({ says, on }) => row(`${says}${on ? '' : ' (while it is on)'}`))
}

function tableRow(item: MitigationItem, scene: Scene, isChosen: boolean): MitigationRow {
  return {
    id: item.id,
    title: item.name,
    ...stateOf(item, scene),
    risk: item.run?.tier ?? 'reversible',
    effect: effectOf(item, scene),
    details: detailsOf(item, scene),
    selected: isChosen,
  }
}

function stateOf(
  { isRunning, on, troubled, run }: MitigationItem,
  { now }: Scene,
): Pick<MitigationRow, 'state' | 'stateWords'> {
  if (isRunning) return { state: 'running', stateWords: 'running' }
  if (on && troubled) return { state: 'failed', stateWords: 'undo failed' }
  if (on) return { state: 'on', stateWords: `on ${running(now - on.appliedAt)}` }
  if (troubled) return { state: 'failed', stateWords: isCut(troubled.outcome) ? 'unknown' : 'failed' }
  return run ? { state: 'off', stateWords: 'off' } : { state: 'notSetUp', stateWords: 'not set up' }
}

/** It was stopped in the middle: it may be on. */
function isCut(outcome: string | null): boolean {
  return outcome === 'unknown' || outcome === 'cancelled' || outcome === 'timedOut' || outcome === 'signalled'
}

function effectOf({ on, troubled, last }: MitigationItem, scene: Scene): Words {
  if (on?.judged) return judgedWords(on.judged)
  if (on) return liveEffect(on, scene) ?? `since ${clock(on.appliedAt)}`
  if (troubled) return isCut(troubled.outcome) ? 'may be on' : `exit ${troubled.exitCode ?? 'n/a'}`
  return last ? `off again` : 'not run'
}

/** The figures where there are some; the sentence in full stands on the Next line and on the timeline. */
function judgedWords({ worked, detail }: { readonly worked: boolean; readonly detail: string }): Words {
  const [figures] = /^.* → .*(?= after )/.exec(detail) ?? []
  if (worked) return [ok('✓'), ` ${figures ?? 'all back inside'}`]
  return [warn('▲'), ` no help`]
}

interface Applied {
  readonly appliedAt: number
  readonly expect: string | null
}

function liveEffect({ appliedAt, expect }: Applied, { telemetry, log, now }: Scene): string | null {
  const goal = expect === null ? null : readGoal(expect)
  if (!goal) return null
  const seen = { snapshot: telemetry, log }
  const before = goalReading(goal, seen, [appliedAt - 60 * second, appliedAt])
  const current = goalReading(goal, seen, [Math.max(appliedAt, now - 15 * second), now])
  if (current === null) return null
  return before === null ? figureWords(current, goal) : `${figureWords(before, goal)} → ${figureWords(current, goal)}`
}

function detailsOf(item: MitigationItem, scene: Scene): NonNullable<MitigationRow['details']> {
  const { run, undo, last, on, expect } = item
  const ended = last && last.exitCode !== null ? `exit ${last.exitCode} at ${clockSeconds(last.startedAt)}` : ''
  return [
    ...(run ? [{ label: 'does', words: commandLine(run) }] : []),
    ...(ended ? [{ label: 'last', words: muted(ended) }] : []),
    { label: 'undo', words: undo ? [commandLine(undo), muted('     U asks y')] : muted('no undo is set up') },
    ...(expect ? [{ label: 'watch', words: watchWords(expect, on, scene) }] : []),
  ]
}

function watchWords(expect: string, on: MitigationItem['on'], scene: Scene): Words {
  if (!on) return expect
  const by = on.judged === null ? `, by ${clock(on.appliedAt + patienceOf(expect))}` : ''
  const goal = readGoal(expect)
  if (!goal) return `${expect}${by}`
  return [`${goal.what || 'it'} `, sparkOf(goal, on.appliedAt, scene), `   goal: ${expect}${by}`]
}

const samples = 11

/** From a minute before it was switched on until now. */
function sparkOf(goal: Goal, appliedAt: number, { telemetry, log, now }: Scene) {
  const from = appliedAt - 60 * second
  const width = Math.max(second, (now - from) / samples)
  const seen = { snapshot: telemetry, log }
  const values = Array.from({ length: samples }, (_, index) =>
    goalReading(goal, seen, [from + index * width, from + (index + 1) * width]),
  )
  return sparkline(values, { cells: samples })
}
