// A scene for tests of view-models and command tables: an incident from events, nothing observed, a fixed moment.
import { emptyConfig } from '../../src/config/schema.ts'
import type { IncidentEvent } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { layout } from '../../src/screens/layout.ts'
import { namesIn } from '../../src/screens/panes/logs/names.ts'
import type { Scene } from '../../src/screens/scene.ts'
import { createLiveOutput } from '../../src/store/live-output.ts'
import { findAll } from '../../src/store/log-finder.ts'
import { pastOf } from '../../src/store/past.ts'
import { initialView } from '../../src/store/view.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { requestFigures } from '../../src/telemetry/requests.ts'
import { noon } from './events.ts'

export function sceneFrom(events: readonly IncidentEvent[], change: Partial<Scene> = {}): Scene {
  const now = noon + 60_000
  const telemetry = new Telemetry({ startedAt: noon - 60_000 })
  const scene = {
    state: fold(events),
    view: initialView('incident'),
    telemetry: telemetry.snapshot(now),
    log: telemetry.log,
    requests: requestFigures(telemetry.log, 0),
    now,
    layout: layout({ cols: 160, rows: 45 }),
    config: emptyConfig,
    untrusted: null,
    who: 'ana@ops-1',
    readOnly: false,
    recordTrouble: null,
    heldInMemory: null,
    unreadable: 0,
    output: createLiveOutput(),
    hostOf: () => 'chat.example',
    deliveries: [],
    repository: null,
    monitorMs: 900_000,
    past: pastOf([]),
    gate: [],
    history: telemetry.history,
    replay: null,
    ...change,
  }
  return { ...scene, found: change.found ?? findAll(scene.log, scene.view.log, namesIn(scene.telemetry)) }
}
