// Every kind of overlay by its name. A new one is written in overlays/ and listed here.
import type { Overlay } from '../store/view.ts'
import type { OverlayKind } from './overlay.ts'
import { composerOverlay } from './overlays/composer.ts'
import { confirmOverlay } from './overlays/confirm.ts'
import { dangerOverlay } from './overlays/danger.ts'
import { diffOverlay } from './overlays/diff.ts'
import { entryOverlay } from './overlays/entry.ts'
import { escalateOverlay } from './overlays/escalate.ts'
import { helpOverlay } from './overlays/help.ts'
import { incidentsOverlay } from './overlays/incidents.ts'
import { logFiltersOverlay } from './overlays/log-filters.ts'
import { logLineOverlay } from './overlays/log-line.ts'
import { outputOverlay } from './overlays/output.ts'
import { paletteOverlay } from './overlays/palette.ts'
import { promptOverlay } from './overlays/prompt.ts'
import { reviewOverlay } from './overlays/review.ts'
import { rolesOverlay } from './overlays/roles.ts'
import { rowOverlay } from './overlays/row-details.ts'
import { runbookOverlay } from './overlays/runbook.ts'
import { saidOverlay } from './overlays/said.ts'
import { severityOverlay } from './overlays/severity.ts'
import { testsOverlay } from './overlays/tests.ts'
import { textOverlay } from './overlays/text.ts'
import { trustOverlay } from './overlays/trust.ts'
import { actionOverlay } from './postmortem/action-overlay.ts'
import { exportOverlay } from './postmortem/export-overlay.ts'
import { factorsOverlay } from './postmortem/factors-overlay.ts'
import { itemsOverlay } from './postmortem/items-overlay.ts'
import { sectionOverlay } from './postmortem/section-overlay.ts'

const kinds: { readonly [K in Overlay['kind']]?: OverlayKind<K> } = {
  composer: composerOverlay,
  action: actionOverlay,
  actionItems: itemsOverlay,
  confirm: confirmOverlay,
  escalate: escalateOverlay,
  review: reviewOverlay,
  roles: rolesOverlay,
  said: saidOverlay,
  danger: dangerOverlay,
  diff: diffOverlay,
  entry: entryOverlay,
  export: exportOverlay,
  factors: factorsOverlay,
  help: helpOverlay,
  incidents: incidentsOverlay,
  logFilters: logFiltersOverlay,
  logLine: logLineOverlay,
  output: outputOverlay,
  palette: paletteOverlay,
  prompt: promptOverlay,
  row: rowOverlay,
  section: sectionOverlay,
  runbook: runbookOverlay,
  severity: severityOverlay,
  tests: testsOverlay,
  text: textOverlay,
  trust: trustOverlay,
}

/** The record of an overlay's kind; the pair of overlay and record always fits. */
export function overlayKind(overlay: Overlay): OverlayKind<Overlay['kind']> {
  return kinds[overlay.kind] as unknown as OverlayKind<Overlay['kind']>
}
