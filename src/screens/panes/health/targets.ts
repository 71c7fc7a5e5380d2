// Zoomed health, the targets: all of them in a table, the chosen one as a chart, its figures and its last answer.
import { type HealthTableRow, healthTableRows } from '../../../components/HealthTable.ts'
import { muted, type Row, row, stack } from '../../../components/rows/row.ts'
import { latency, percent } from '../../../components/theme/numbers.ts'
import { running } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import { hour, minute } from '../../../incident/time.ts'
import { figuresOver } from '../../../telemetry/statistics.ts'
import type { HealthTarget } from '../../../telemetry/types.ts'
import { chosenOf } from '../../choosing.ts'
import type { Scene } from '../../scene.ts'
import { healthRowsOf } from '../health.ts'
import { answerRows } from './answer.ts'
import { figureRows } from './figures.ts'
import { targetChart } from './target-chart.ts'
import type { Room } from './view-kinds.ts'

const list = 'health'
const tallChart = 12
const lowChart = 9
const leastChart = 7

export function targetList(scene: Scene): { name: string; ids: string[] } {
  return { name: list, ids: healthRowsOf(scene, null).map(target => target.id) }
}

export function chosenTarget(scene: Scene): HealthTarget | null {
  const { name, ids } = targetList(scene)
  const id = chosenOf(scene.view, name, ids)
  return scene.telemetry.health.find(target => target.name === id) ?? null
}

export function targetRows(scene: Scene, { width, height }: Room): Row[] {
  const chosen = chosenTarget(scene)
  if (!chosen)
    return [
      row(muted(scene.view.filters.health ? 'no target has such a name; / changes the filter' : 'nothing is probed')),
    ]
  const table = tableRows(scene, tableRoom({ width, height }))
  const left = height - table.length - 1
  const lower = lowerRows(chosen, scene, { width, height: left })
  const forChart = Math.min(tallChart + 2, left - lower.length - 1)
  const chart = forChart >= leastChart ? targetChart(chosen, scene, { width, height: forChart }) : []
  return stack(table, chart, lower).slice(0, height)
}

/** What takes turns under the table where not all of it fits; one alone where it does. */
export const lowerParts = ['answer', 'figures', 'chart'] as const
export type LowerPart = (typeof lowerParts)[number]
export const lowerList = 'health-lower'

export function turnsAt(scene: Scene, { width, height }: Room): readonly LowerPart[] {
  const chosen = chosenTarget(scene)
  if (!chosen) return ['answer']
  const left = height - tableRows(scene, tableRoom({ width, height })).length - 1
  const answer = answerRows(chosen, scene, width).length
  const figures = figureRows(chosen, scene, width).length
  if (left >= lowChart + 1 + answer + 1 + figures) return ['answer']
  return left - 1 - Math.max(answer, figures) >= leastChart ? ['answer', 'figures'] : lowerParts
}

function lowerRows(chosen: HealthTarget, scene: Scene, { width, height }: Room): Row[] {
  const answer = answerRows(chosen, scene, width)
  const figures = figureRows(chosen, scene, width)
  if (height >= lowChart + 1 + answer.length + 1 + figures.length) return stack(figures, answer)
  const wanted = scene.view.chosen[lowerList]
  if (wanted === 'chart')
    return height - 1 - answer.length >= leastChart ? answer : targetChart(chosen, scene, { width, height })
  return wanted === 'figures' ? figures : answer
}

function tableRoom({ width, height }: Room): Room {
  return { width, height: Math.max(4, Math.floor(height * 0.35)) }
}

function tableRows(scene: Scene, { width, height }: Room): Row[] {
  const chosen = chosenTarget(scene)?.name ?? null
  const items = healthRowsOf(scene, chosen).map(target => tableItem(target, scene))
  const at = Math.max(
    0,
    items.findIndex(item => item.selected),
  )
  const fits = items.length <= height - 1
  const shown = windowAround(items, at, fits ? items.length : height - 2)
  const rows = healthTableRows(shown.items, width)
  if (fits) return rows
  const hidden = items.filter(item => !shown.items.includes(item))
  const bad = hidden.filter(item => item.state !== 'ok').length
  const words = bad === 0 ? 'all well' : `${bad} of them not well`
  return [...rows, row(muted(`   +${hidden.length} more, ${words}`))]
}

function tableItem(target: ReturnType<typeof healthRowsOf>[number], { telemetry, now }: Scene): HealthTableRow {
  const found = telemetry.health.find(one => one.name === target.id)
  const history = found?.history ?? []
  const five = figuresOver(history, 5 * minute, now)
  const { downSince = null, flapping = false, paused = false } = found ?? {}
  const down = paused ? 'paused' : flapping ? 'flaps' : downSince === null ? '' : running(now - downSince)
  return {
    ...target,
    p50: latency(five.p50),
    p95: latency(five.p95),
    upLastHour: percent(figuresOver(history, hour, now).availability),
    ...(down && { down }),
  }
}
