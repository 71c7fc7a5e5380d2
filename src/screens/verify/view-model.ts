// Verify: every signal against what was usual, the clock of the monitor window, what else turned up, and one curve.
import { countdownRows, gateRows, type GateRow as TableRow } from '../../components/GateTable.ts'
import type { SignalState } from '../../components/marks.ts'
import {
  critical,
  heading,
  muted,
  ok,
  type Row,
  row,
  segment,
  selected,
  spread,
  stack,
  type Words,
  warn,
} from '../../components/rows/row.ts'
import { cutEnd } from '../../components/rows/text.ts'
import { counted } from '../../components/theme/numbers.ts'
import { clock, clockSeconds, running } from '../../components/theme/times.ts'
import { settleTime, watchedOf } from '../../incident/monitor.ts'
import type { GateRow } from '../../store/gating.ts'
import { clockWords } from '../clock-words.ts'
import type { Scene } from '../scene.ts'
import { chartOf } from './chart.ts'
import { chosenItem, type Mitigation, type SecondaryIssue, standing } from './items.ts'

interface Room {
  readonly width: number
  readonly height: number
}

export function verifyMeta({ gate, state }: Scene): string {
  if (gate.length === 0) return state.gate.passedAt === null ? 'no signal is watched' : 'as it was confirmed'
  const outside = gate.filter(row => row.state === 'outside').length
  const unknown = gate.filter(row => row.state === 'unknown').length
  if (outside > 0) return `${outside} of ${counted(gate.length, 'signal')} outside`
  if (unknown > 0) return `${unknown} of ${counted(gate.length, 'signal')} not known yet`
  return `${counted(gate.length, 'signal')}, all inside`
}

export function verifyRows(scene: Scene, { width, height }: Room): Row[] {
  const below = [clockRows(scene, width), othersRows(scene, width)]
  const taken = below.reduce((sum, block) => sum + (block.length > 0 ? block.length + 1 : 0), 0)
  const table = tableRows(scene, { width, height: Math.max(4, height - taken) })
  const left = height - taken - table.length - 1
  return stack(table, ...below, chartOf(scene, { width, height: left }))
}

/** Worst first; where there is no room for all the rest is counted. The one under the cursor says why it is not inside. */
function tableRows(scene: Scene, { width, height }: Room): Row[] {
  const { gate } = scene
  if (gate.length === 0 && scene.state.gate.signals.length > 0) return recordedRows(scene, width)
  if (gate.length === 0)
    return [row(muted('Nothing is watched: no health target, log or metric. w confirms the fix by a written reason.'))]
  const told = (row: GateRow) => `signal ${row.id}` === chosenItem(scene) && row.state !== 'inside' && row.by !== ''
  const size = (rows: readonly GateRow[]) => rows.reduce((sum, one) => sum + (told(one) ? 2 : 1), 1)
  let shown = [...gate]
  const isOver = () => size(shown) > height - (shown.length < gate.length ? 1 : 0)
  // The one under the cursor stays in sight: rows go from the end, and from the beginning once it is the last.
  while (shown.length > 1 && isOver())
    shown = `signal ${shown.at(-1)?.id}` === chosenItem(scene) ? shown.slice(1) : shown.slice(0, -1)
  const rows = gateRows(
    shown.map(one => tableRow(one, scene)),
    width,
  )
  const body = shown.flatMap((one, index) => [
    rows[index + 1] ?? row(''),
    ...(told(one) ? [row('     ', muted(cutEnd(one.by, width - 6)))] : []),
  ])
  const more = gate.length - shown.length
  return [rows[0] ?? row(''), ...body, ...(more > 0 ? [row(muted(`   and ${more} more`))] : [])]
}

/** Where nothing is watched now, what the gate saw when it was passed. */
function recordedRows({ state }: Scene, width: number): Row[] {
  const { signals, passedAt } = state.gate
  const rows = signals.map(({ name, now, baseline, inside }): TableRow => {
    const since = `${inside ? 'inside' : 'outside'}${passedAt === null ? '' : ` at ${clock(passedAt)}`}`
    return { id: name, name, now, baseline, state: inside ? 'ok' : 'warn', since }
  })
  return gateRows(rows, width)
}

function tableRow(one: GateRow, scene: Scene): TableRow {
  return {
    id: one.id,
    name: one.name,
    state: markOf(one),
    now: one.now,
    baseline: one.baseline,
    since: sinceWords(one, scene),
    selected: `signal ${one.id}` === chosenItem(scene),
  }
}

function markOf({ state, id, isExcused }: GateRow): SignalState {
  if (state === 'inside') return 'ok'
  if (state === 'unknown') return 'waiting'
  return isExcused || id.startsWith('latency') ? 'warn' : 'failing'
}

function sinceWords({ state, since, isExcused, isSettled }: GateRow, { now, state: incident }: Scene): string {
  if (state === 'unknown') return 'not known yet'
  const length = since === null ? '' : ` for ${running(now - since)}`
  if (isExcused) return `outside${length}, overridden`
  const isWaiting = state === 'inside' && !isSettled && incident.gate.passedAt === null
  return `${state}${length}${isWaiting ? ', has to stay' : ''}`
}

function clockRows(scene: Scene, width: number): Row[] {
  const { state, now, monitorMs } = scene
  const { monitor, gate } = state
  if (!monitor || gate.passedAt === null) {
    const words = monitor ? clockWords(monitor, now) : `00:00 of ${running(monitorMs)}`
    const note = monitor ? 'starts anew once the new fix is confirmed' : 'starts once the fix is confirmed'
    return countdownRows({ label: 'Clock', words, share: 0, state: monitor ? 'held' : 'running', note, width })
  }
  const isHeld = monitor.heldAt !== null
  const isDone = monitor.completedAt !== null
  return countdownRows({
    label: 'Clock',
    words: isDone ? `${clockWords(monitor, now)}, unbroken` : clockWords(monitor, now),
    share: watchedOf(monitor, now) / monitor.windowMs,
    state: isDone ? 'done' : isHeld || monitor.pausedAt !== null ? 'held' : 'running',
    note: clockNote(scene),
    width,
  })
}

function clockNote({ state, gate, now }: Scene): string {
  const { monitor } = state
  if (!monitor) return ''
  const relapses = monitor.relapses > 0 ? `, after ${counted(monitor.relapses, 'relapse')}` : ''
  if (monitor.completedAt !== null)
    return `no relapse since ${clock(monitor.completedAt - monitor.windowMs)}${relapses}`
  if (monitor.heldAt !== null) {
    const all = gate.length === 1 ? 'it is' : `all ${gate.length} are`
    return `restarts from 00:00 once ${all} inside for ${running(settleTime(monitor.windowMs))}`
  }
  if (monitor.pausedAt !== null) return `${monitor.pausedWhy ?? 'nobody was watching'}; that time does not count`
  return `${running(monitor.windowMs - watchedOf(monitor, now))} to go${relapses}; only watched time counts`
}

/** Secondary issues and mitigations that are still on. */
function othersRows(scene: Scene, width: number): Row[] {
  const { state } = scene
  const on = standing(scene)
  const issues = state.secondary
  const none = state.gate.passedAt === null && issues.length === 0
  return [...(none ? [] : issueRows(scene, issues, width)), ...on.map(one => mitigationRow(one, scene, width))]
}

function issueRows(scene: Scene, issues: readonly SecondaryIssue[], width: number): Row[] {
  if (issues.length === 0)
    return [row(ok('✓'), segment(' New since the fix   '), muted('no error group, no failing target'))]
  const open = issues.filter(one => one.settled === null).length
  return [
    heading('New since the fix', width, open > 0 ? `${open} to settle` : 'all settled'),
    ...issues.slice(0, 4).map(one => issueRow(one, scene, width)),
    ...(issues.length > 4 ? [row(muted(`   and ${issues.length - 4} more`))] : []),
  ]
}

function issueRow(one: SecondaryIssue, scene: Scene, width: number): Row {
  const isChosen = `issue ${one.subject}` === chosenItem(scene)
  const sign = one.settled === null ? warn('▲') : ok('✓')
  const meta = one.settled === null ? `first seen ${clockSeconds(one.firstAt)}` : cutEnd(one.settled, 28)
  return selected(
    spread([segment(isChosen ? ' ▸ ' : '   ', 'accent'), sign, segment(` ${one.text}`)], muted(meta), width),
    isChosen,
  )
}

function mitigationRow(one: Mitigation, scene: Scene, width: number): Row {
  const isChosen = `mitigation ${one.id}` === chosenItem(scene)
  const words: Words = [segment(isChosen ? '▸' : ' ', 'accent'), warn('▲'), segment(` still on: ${one.name}`)]
  const judged = one.judged && !one.judged.worked ? critical('did not help') : muted(`since ${clock(one.appliedAt)}`)
  return selected(spread(words, [judged, muted(one.undo ? '   U undoes it' : '   no undo is set up')], width), isChosen)
}
