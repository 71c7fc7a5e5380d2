// The health pane as a tool: small it leads into its zoom, zoomed it has its views, its time and its probes.
import { choose, notify, toggleZoom } from '../../../store/view-changes.ts'
import { always, type Command, type NextAction } from '../../command.ts'
import type { PaneTool } from '../../pane-tool.ts'
import type { Hands, Scene } from '../../scene.ts'
import { keepPiece } from './evidence.ts'
import { showKernelMessages, showProcesses } from './host.ts'
import { chartColumnsIn } from './target-chart.ts'
import { chosenTarget, lowerList, targetList, turnsAt } from './targets.ts'
import { stretchOf, timeList } from './time.ts'
import { healthViewOf, healthViews, isHealthZoomed, viewList, viewRoom } from './view-kinds.ts'
import { pieceToMark, viewKinds } from './views.ts'

const inTargets = (scene: Scene): true | string => {
  if (!isHealthZoomed(scene)) return 'needs the zoomed pane; z zooms'
  if (healthViewOf(scene) !== 'targets') return 'needs the targets; v goes there'
  return chosenTarget(scene) ? true : 'needs a target'
}
const onTarget = (scene: Scene): true | string =>
  healthViewOf(scene) === 'targets' && chosenTarget(scene) ? true : 'needs a target; v goes there'

const commands: readonly Command[] = [
  {
    id: 'health-view',
    keys: ['v'],
    shown: 'v',
    label: 'view',
    help: 'targets, host, metrics, changes, sources in turn',
    group: 'here',
    enabled: always,
    run: nextView,
  },
  {
    id: 'health-time',
    keys: ['left', 'right'],
    shown: '←→',
    label: 'move in time',
    short: 'time',
    help: 'one column back or forward in time',
    group: 'here',
    enabled: inTargets,
    run: moveInTime,
  },
  {
    id: 'health-baseline',
    keys: ['b'],
    shown: 'b',
    label: 'baseline',
    help: 'the last 1, 5, 15 minutes against the usual, the chart, the last answer in turn',
    group: 'here',
    enabled: scene => {
      const able = inTargets(scene)
      return able === true && turnsAt(scene, viewRoom(scene)).length < 2 ? 'shows already: all of it fits' : able
    },
    run: (scene, hands) => {
      const turns = turnsAt(scene, viewRoom(scene))
      const at = turns.findIndex(part => part === scene.view.chosen[lowerList])
      hands.change(choose(lowerList, turns[(Math.max(0, at) + 1) % turns.length] ?? 'answer', scene.now))
    },
  },
  {
    id: 'health-probe',
    keys: ['p'],
    shown: 'p',
    label: 'probe now',
    short: 'probe',
    help: 'ask the target at once',
    group: 'here',
    enabled: onTarget,
    run: probeNow,
  },
  {
    id: 'health-pause',
    keys: ['d'],
    shown: 'd',
    label: 'pause',
    help: 'stop asking the target, or go on',
    group: 'here',
    enabled: onTarget,
    run: (scene, hands) => {
      const target = chosenTarget(scene)
      if (!target) return
      const isPaused = target.paused !== true
      hands.probes.setPaused(target.name, isPaused)
      hands.change(
        notify(
          isPaused ? `${target.name} is not asked any more; d goes on` : `${target.name} is asked again`,
          'plain',
          scene.now,
        ),
      )
    },
  },
  {
    id: 'health-mark',
    keys: ['m'],
    shown: 'm',
    label: 'mark',
    help: 'mark the answer or the value as evidence',
    group: 'here',
    enabled: scene => (pieceToMark(scene) ? true : 'needs an answer or a value under the cursor'),
    run: (scene, hands) => {
      const piece = pieceToMark(scene)
      if (piece) keepPiece(piece, scene, hands)
    },
  },
  {
    id: 'host-processes',
    keys: ['t'],
    shown: 't',
    label: 'processes',
    help: 'the processes that use most, once',
    group: 'here',
    enabled: always,
    run: showProcesses,
  },
  {
    id: 'host-kernel',
    keys: ['K'],
    shown: 'K',
    label: 'kernel',
    help: 'warnings of the kernel: memory, disks, network',
    group: 'here',
    enabled: always,
    run: showKernelMessages,
  },
]

/** Small there is one view; asking for another one makes room for it. */
function nextView(scene: Scene, hands: Hands): void {
  const at = healthViews.indexOf(healthViewOf(scene))
  const next = healthViews[(at + 1) % healthViews.length] ?? 'targets'
  hands.change(choose(viewList, next, scene.now))
  if (!isHealthZoomed(scene)) hands.change(toggleZoom)
}

function moveInTime(scene: Scene, hands: Hands, key: string): void {
  const target = chosenTarget(scene)
  if (!target) return
  const columns = chartColumnsIn(viewRoom(scene).width)
  const { cursor, to, bucketMs } = stretchOf(scene, target.history, columns)
  const from = cursor ?? to - bucketMs
  const oldest = target.history[0]?.at ?? scene.now
  const next = Math.max(oldest, from + (key === 'left' ? -bucketMs : bucketMs))
  hands.change(
    choose(timeList, next >= to - bucketMs && cursor !== null && key === 'right' ? 'now' : String(next), scene.now),
  )
}

function probeNow(scene: Scene, hands: Hands): void {
  const target = chosenTarget(scene)
  if (!target) return
  const isAsked = hands.probes.askNow(target.name)
  hands.change(
    notify(
      isAsked ? `asking ${target.name}` : `${target.name} is reported by others and not asked from here`,
      'plain',
      scene.now,
    ),
  )
}

function next(scene: Scene): NextAction | null {
  if (isHealthZoomed(scene)) return viewKinds[healthViewOf(scene)].next(scene)
  const target = chosenTarget(scene)
  if (!target)
    return { action: 'look closer at host, changes and sources', run: (_, hands) => hands.change(toggleZoom) }
  return {
    action: `look closer at ${target.name}`,
    detail: 'its history, figures and last answer',
    run: (_, hands) => hands.change(toggleZoom),
  }
}

export const healthTool: PaneTool = {
  commands,
  next,
  list: scene => (isHealthZoomed(scene) ? viewKinds[healthViewOf(scene)].list(scene) : targetList(scene)),
}
