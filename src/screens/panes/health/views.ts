// The views of zoomed health in a table: what each shows, what its cursor moves through, what Enter does.
import { accent, muted, type Row, row, segment } from '../../../components/rows/row.ts'
import { addLogFilter, choose, focusPane, followLog } from '../../../store/view-changes.ts'
import type { NextAction } from '../../command.ts'
import type { Hands, Scene } from '../../scene.ts'
import { canShowCommit, openCommit } from '../../showing-commit.ts'
import { nextLabel } from '../logs/evidence.ts'
import { changeList, changeRows, chosenChange } from './changes.ts'
import { answerAsEvidence, figureAsEvidence, keepPiece, labelOf, metricAsEvidence } from './evidence.ts'
import { chosenFigure, hostList, hostRowsOf, showProcesses } from './host.ts'
import { chosenMetric, metricList, metricRows } from './metrics.ts'
import { chosenLog, sourceList, sourceRowsZoomed } from './sources.ts'
import { chosenTarget, targetList, targetRows } from './targets.ts'
import { type HealthView, type HealthViewKind, healthViewOf, healthViews, viewList, viewRoom } from './view-kinds.ts'

const back = 'Esc back'

export const viewKinds: Record<HealthView, HealthViewKind> = {
  targets: {
    title: 'Targets',
    rows: targetRows,
    list: targetList,
    next: scene => {
      const target = chosenTarget(scene)
      return marking(target && answerAsEvidence(target), 'mark this answer as evidence', scene)
    },
  },
  host: {
    title: 'Host',
    rows: hostRowsOf,
    list: hostList,
    next: () => ({
      action: 'list the processes that use most',
      detail: 'ps, once, kept on the timeline',
      meta: back,
      run: showProcesses,
    }),
  },
  metrics: {
    title: 'Metrics',
    rows: metricRows,
    list: metricList,
    next: scene => {
      const series = chosenMetric(scene)
      return marking(series && metricAsEvidence(series, scene.now), 'mark this value as evidence', scene)
    },
  },
  changes: {
    title: 'Changes',
    rows: changeRows,
    list: changeList,
    next: scene => {
      const change = chosenChange(scene)
      if (!change) return { action: 'wait for a change', ready: false, meta: back }
      if (!canShowCommit(change.ref, scene))
        return { action: 'no diff: it is no commit of this repository', ready: false, meta: back }
      return {
        action: `show the diff of ${change.ref.slice(0, 7)}`,
        meta: back,
        run: (now, hands) => openCommit(change.ref, now, hands),
      }
    },
  },
  sources: {
    title: 'Sources',
    rows: sourceRowsZoomed,
    list: sourceList,
    next: scene => {
      const source = chosenLog(scene)
      if (!source)
        return {
          action: 'back to the targets',
          meta: back,
          run: (now, hands) => hands.change(choose(viewList, 'targets', now.now)),
        }
      return {
        action: `show the lines of ${source}`,
        detail: 'f takes the filter off again',
        meta: back,
        run: (_, hands) => showLines(source, hands),
      }
    },
  },
}

function showLines(source: string, hands: Hands): void {
  hands.change(addLogFilter({ kind: 'source', way: 'in', value: source }))
  hands.change(followLog)
  hands.change(focusPane('logs'))
}

/** Tabs, a blank row, and the view itself. */
export function zoomedHealthRows(scene: Scene): Row[] {
  const room = viewRoom(scene)
  const now = healthViewOf(scene)
  const tabs = healthViews.flatMap((view, index) => [
    segment(index > 0 ? '   ' : ''),
    view === now ? accent(`▸ ${viewKinds[view].title}`) : muted(viewKinds[view].title),
  ])
  return [row(...tabs), row(), ...viewKinds[now].rows(scene, room).slice(0, room.height)]
}

/** What `m` marks in the view that is shown; null where there is nothing to mark. */
export function pieceToMark(scene: Scene) {
  const view = healthViewOf(scene)
  const target = chosenTarget(scene)
  const series = chosenMetric(scene)
  const figure = chosenFigure(scene)
  const { host } = scene.telemetry
  if (view === 'targets') return target && answerAsEvidence(target)
  if (view === 'metrics') return series && metricAsEvidence(series, scene.now)
  return view === 'host' && host && figure ? figureAsEvidence(host, figure.words) : null
}

function marking(piece: Parameters<typeof labelOf>[0], action: string, scene: Scene): NextAction {
  if (!piece) return { action: 'wait for the first answer', ready: false, meta: back }
  const label = labelOf(piece, scene)
  if (label)
    return {
      action: 'take the mark off again',
      detail: `kept as ${label}`,
      meta: back,
      run: (now, hands) => keepPiece(piece, now, hands),
    }
  return { action: `${action} ${nextLabel(scene)}`, meta: back, run: (now, hands) => keepPiece(piece, now, hands) }
}
