// The screen as sentences, for screen readers: the same rows and the same Next line, without frames, signs or columns.
// Rule: nothing is redrawn; what is said once is appended, and what a key changed is said again as a whole line.
import { healthPaneRows } from '../../components/HealthPane.tsx'
import { logLine, textStart } from '../../components/LogLine.ts'
import { nextRow } from '../../components/NextLine.tsx'
import { linearRows } from '../../components/rows/linear.ts'
import { segmentsOf, type Words } from '../../components/rows/row.ts'
import { situationRow } from '../../components/SituationLine.tsx'
import { timelineRows } from '../../components/TimelinePane.tsx'
import { clockSeconds, running } from '../../components/theme/times.ts'
import { updateRows } from '../../components/UpdatesPane.tsx'
import { phases, phaseTitle } from '../../incident/vocabulary.ts'
import type { PaneId } from '../../store/view.ts'
import { footerKeys, nextFor } from '../commands.ts'
import { overlayKind } from '../overlay-kinds.ts'
import { paneTool } from '../pane-tools.ts'
import { healthRowsOf, hostPropsOf, sortedSources } from '../panes/health.ts'
import { logRoomOf } from '../panes/logs/room.ts'
import { logWindow } from '../panes/logs/window.ts'
import { budgetOf, spentIn } from '../panes/plan.ts'
import { situationOf } from '../panes/situation.ts'
import { timelineRowsOf } from '../panes/timeline/rows.ts'
import { updateGroups } from '../panes/updates/facts.ts'
import type { Scene } from '../scene.ts'
import { workbenchOf } from '../workbenches.ts'

/** Wide enough that no sentence is cut. */
const width = 240

/** Who, where, what is worst, what the focused pane holds, and what to do next. */
export function spokenState(scene: Scene): string[] {
  return [...headLines(scene), '', ...spokenPane(scene, scene.view.focus), '', ...spokenNext(scene)]
}

export function spokenPane(scene: Scene, pane: PaneId): string[] {
  return panes[pane](scene)
}

/** The open overlay: its title, its rows, its Next line; nothing where none is open. */
export function spokenOverlay(scene: Scene): string[] {
  const overlay = scene.view.overlays.at(-1)
  if (!overlay) return []
  const { title, meta, rows } = overlayKind(overlay).look(overlay, scene, { width, height: 60 })
  return [sentence(title, meta ?? ''), ...linearRows(rows), ...spokenNext(scene)]
}

export function spokenNext(scene: Scene): string[] {
  const overlay = scene.view.overlays.at(-1)
  const next = overlay ? overlayKind(overlay).next(overlay, scene) : nextFor(scene)
  const keys = overlay
    ? overlayKind(overlay).hints(overlay, scene)
    : [...footerKeys(scene).keys, ...footerKeys(scene).fixed].filter(key => !key.disabled)
  const waits = next.ready === false ? 'Waiting: ' : ''
  const said = linearRows([nextRow({ ...next, meta: '', width })]).map(line => waits + line)
  return [...said, ...(keys.length > 0 ? [`Also: ${keys.map(key => `${key.key} ${key.label}`).join(', ')}.`] : [])]
}

/** What the cockpit had not said yet: events that came, and the answer to the last key. Alarms are marked as such. */
export function spokenNews(before: Scene | null, after: Scene): { text: string; isAlarm: boolean }[] {
  const known = new Set(before?.state.timeline.map(row => row.id))
  const rows = before === null ? [] : after.state.timeline.filter(row => !known.has(row.id))
  const said = rows.map(row => ({
    text: `${clockSeconds(row.at)}  ${row.glyph === 'alarm' ? 'Alarm: ' : ''}${row.text}`,
    isAlarm: row.glyph === 'alarm',
  }))
  const { notice } = after.view
  const isNew = notice !== null && notice !== before?.view.notice
  return [...said, ...(isNew ? [{ text: notice.text, isAlarm: false }] : [])]
}

function headLines(scene: Scene): string[] {
  const { state } = scene
  const budget = budgetOf(scene, state.phase)
  const spent = running(spentIn(scene, state.phase))
  const number = phases.indexOf(state.phase) + 1
  return [
    `${state.severity ?? 'No severity yet'}, ${state.title}. Phase ${number} of 5, ${phaseTitle[state.phase]}, ${spent}${budget === null ? '' : ` of ${running(budget)}`}.`,
    ...linearRows([situationRow({ ...situationOf(scene), width })]),
    ...(scene.readOnly ? ['Read-only: nothing is run or changed.'] : []),
  ]
}

const panes: Record<PaneId, (scene: Scene) => string[]> = {
  preview: scene => ['The document.', ...linearRows(paneTool('preview')?.rows?.(scene, { width, height: 400 }) ?? [])],
  workbench: scene => {
    const workbench = workbenchOf(scene)
    const rows = workbench.rows(scene, { width, height: 60 })
    return [sentence(workbench.title(scene), workbench.meta(scene)), ...linearRows(rows)]
  },
  health: scene => {
    const host = hostPropsOf(scene.telemetry.host)
    const shape = { kind: 'ruled' as const, width, height: 60 }
    const rows = healthPaneRows({
      rows: healthRowsOf(scene, null),
      sources: sortedSources(scene),
      ...(host && { host }),
      ...shape,
    })
    return ['Health.', ...linearRows(rows)]
  },
  logs: scene => ['Logs, newest last.', ...linearRows(spokenLines(scene))],
  timeline: scene => ['Timeline.', ...linearRows(timelineRows(timelineRowsOf(scene, null), width))],
  updates: scene => ['Updates.', ...linearRows(updateRows(updateGroups(scene), width))],
}

function spokenLines(scene: Scene) {
  const shape = { width, sourceWidth: 14, timeWidth: 8, zoomed: false }
  const room = { ...logRoomOf(scene), ...shape, height: 20, textWidth: width - textStart(shape) }
  return logWindow(scene, room).rows.map(line => logLine(line, shape))
}

function sentence(title: string, meta: Words): string {
  return `${[title, ...segmentsOf(meta).map(part => part.text)].filter(part => part !== '').join(', ')}:`
}
