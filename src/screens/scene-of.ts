// Takes what the desk knows at one moment together into the plain values that screens read.
import { fold } from '../incident/fold/fold.ts'
import type { Desk } from '../store/desk.ts'
import { layout } from './layout.ts'
import { namesIn } from './panes/logs/names.ts'
import { phaseShown, type Scene } from './scene.ts'

const noIncident = fold([])

/** Everything the screen of that size shows now. */
export function sceneOf(desk: Desk, { columns, rows }: { columns: number; rows: number }): Scene {
  const { session, view, untrusted } = desk.store.getState()
  const now = desk.now()
  const kept = session?.store.getState()
  const telemetry = desk.telemetry.snapshot(now)
  // A danger frame is the workbench itself, so the workbench has to be on screen.
  const isDanger = view.overlays.at(-1)?.kind === 'danger'
  const state = kept?.state ?? noIncident
  const shape = { zoom: view.zoomed, focus: view.focus, document: phaseShown({ state, view }) === 'postmortem' }
  return {
    state,
    view,
    telemetry,
    log: desk.telemetry.log,
    found: desk.finder.look(view.log, namesIn(telemetry)),
    requests: desk.requests(now),
    now,
    layout: layout({ cols: columns, rows, ...(isDanger ? {} : shape) }),
    config: desk.config,
    untrusted,
    who: desk.identity,
    readOnly: desk.readOnly,
    recordTrouble: kept?.recordTrouble ?? null,
    heldInMemory: kept?.heldInMemory ?? null,
    unreadable: kept?.unreadable ?? 0,
    output: desk.output,
    hostOf: desk.hostOf,
    deliveries: desk.deliveries.list(),
    repository: desk.repository,
    whyNoRepository: desk.whyNoRepository ?? null,
    monitorMs: desk.monitorMs,
    past: desk.past,
    gate: desk.gate(),
    history: desk.telemetry.history,
    replay: desk.replay?.view() ?? null,
  }
}
