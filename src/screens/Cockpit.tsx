// The cockpit of one incident: every pane in its place, the overlay over them, the Next line and the footer.
import { Box } from 'ink'
import type { ReactElement } from 'react'
import { Footer } from '../components/Footer.tsx'
import { Header } from '../components/Header.tsx'
import { HealthPane } from '../components/HealthPane.tsx'
import { LogPane } from '../components/LogPane.tsx'
import { NextLine } from '../components/NextLine.tsx'
import { Pane } from '../components/Pane.tsx'
import { Plan, Rail } from '../components/Rail.tsx'
import { contentHeight, contentWidth } from '../components/rows/frame.ts'
import { Rows } from '../components/rows/Line.tsx'
import { SituationLine } from '../components/SituationLine.tsx'
import { logStrip, Strip } from '../components/Strip.tsx'
import { TimelinePane } from '../components/TimelinePane.tsx'
import { UpdatesPane } from '../components/UpdatesPane.tsx'
import { chosenOf } from './choosing.ts'
import { footerKeys, nextFor } from './commands.ts'
import type { FocusablePane, PaneId, Region } from './layout.ts'
import { focusedList } from './moving.ts'
import type { OverlayOf } from './overlay.ts'
import { overlayKind } from './overlay-kinds.ts'
import { headerProps } from './panes/header.ts'
import { healthMeta } from './panes/health/meta.ts'
import { isHealthZoomed } from './panes/health/view-kinds.ts'
import { zoomedHealthRows } from './panes/health/views.ts'
import { healthRowsOf, hostPropsOf, sortedSources } from './panes/health.ts'
import { groupRows, isGroupView } from './panes/logs/groups.ts'
import { emptyWords, heldWords, logMetaOf, logState, pausedWords } from './panes/logs/meta.ts'
import { logRoomOf } from './panes/logs/room.ts'
import { stripLogs } from './panes/logs/strip.ts'
import { logWindow } from './panes/logs/window.ts'
import { phaseItems } from './panes/plan.ts'
import { situationOf } from './panes/situation.ts'
import { stripEvents } from './panes/strip.ts'
import { timelinePaneProps } from './panes/timeline/pane.ts'
import { updateGroups } from './panes/updates/facts.ts'
import { sentRows } from './panes/updates/sent.ts'
import { previewMeta, previewRows } from './postmortem/preview.ts'
import type { Scene } from './scene.ts'
import { TopOverlay } from './TopOverlay.tsx'
import { workbenchOf } from './workbenches.ts'

export function Cockpit({ scene }: { readonly scene: Scene }): ReactElement {
  const { layout } = scene
  const { width, height } = layout.screen
  const place = (id: PaneId, draw: (region: Region) => ReactElement) => {
    const region = layout.panes[id]
    return region ? <At region={region}>{draw(region)}</At> : null
  }
  return (
    <Box width={width} height={height}>
      <At region={layout.header}>
        <Header {...headerProps(scene)} width={width} />
      </At>
      {layout.rail && (
        <At region={layout.rail}>
          <Rail phases={phaseItems(scene)} width={width} />
        </At>
      )}
      <At region={layout.situation}>
        <SituationLine {...situationOf(scene)} width={width} />
      </At>
      {place('plan', region => (
        <Plan phases={phaseItems(scene)} {...sizeOf(region)} />
      ))}
      {place('workbench', region => (
        <WorkbenchPane scene={scene} region={region} />
      ))}
      {place('health', region => (
        <HealthPane
          rows={healthRowsOf(scene, cursorIn(scene, 'health'))}
          host={hostPropsOf(scene.telemetry.host)}
          sources={sortedSources(scene)}
          {...(isHealthZoomed(scene) && { instead: zoomedHealthRows(scene) })}
          meta={healthMeta(scene)}
          {...framing(scene, 'health')}
          {...sizeOf(region)}
        />
      ))}
      {place('timeline', region => (
        <TimelinePane {...timelinePaneProps(scene, region)} {...framing(scene, 'timeline')} {...sizeOf(region)} />
      ))}
      {place('preview', region => (
        <Preview scene={scene} region={region} />
      ))}
      {place('logs', region => (
        <Logs scene={scene} region={region} />
      ))}
      {place('updates', region => (
        <Updates scene={scene} region={region} />
      ))}
      {layout.strip && <StripPlace scene={scene} region={layout.strip} />}
      <TopOverlay scene={scene} />
      <Bottom scene={scene} />
    </Box>
  )
}

function WorkbenchPane({ scene, region }: Placed) {
  const danger = scene.view.overlays.at(-1)
  if (danger?.kind === 'danger') return <DangerPane scene={scene} region={region} overlay={danger} />
  const { kind, focused } = framing(scene, 'workbench')
  const workbench = workbenchOf(scene)
  const room = { width: contentWidth(kind, region.width), height: contentHeight(kind, region.height) }
  const rows = workbench.rows(scene, room)
  return (
    <Pane
      title={workbench.title(scene)}
      meta={workbench.meta(scene)}
      {...{ kind, focused, rows }}
      {...sizeOf(region)}
    />
  )
}

/** The post-mortem as it will read, beside its outline. */
function Preview({ scene, region }: Placed) {
  const { kind, focused } = framing(scene, 'preview')
  const room = { width: contentWidth(kind, region.width), height: contentHeight(kind, region.height) }
  const meta = previewMeta(scene)
  return <Pane title="Preview" {...{ kind, focused, meta }} rows={previewRows(scene, room)} {...sizeOf(region)} />
}

/** Danger is no overlay: the pane itself changes its frame, and nothing else moves. */
function DangerPane({ scene, region, overlay }: Placed & { readonly overlay: OverlayOf<'danger'> }) {
  const room = { width: contentWidth('danger', region.width), height: contentHeight('danger', region.height) }
  const { title, meta, rows } = overlayKind(overlay).look(overlay, scene, room)
  return <Pane kind="danger" title={title} meta={meta ?? ''} rows={rows} {...sizeOf(region)} />
}

function Logs({ scene, region }: Placed) {
  const room = logRoomOf(scene)
  return (
    <LogPane
      {...sizeOf(region)}
      {...framing(scene, 'logs')}
      zoomed={room.zoomed}
      group={room.group}
      top={room.top}
      rows={logWindow(scene, room).rows}
      sourceWidth={room.sourceWidth}
      timeWidth={room.timeWidth}
      meta={logMetaOf(scene)}
      empty={emptyWords(scene)}
      {...(isGroupView(scene) && { instead: groupRows(scene, room) })}
      {...(room.zoomed && { paused: pausedWords(scene), held: heldWords(scene) })}
    />
  )
}

function StripPlace({ scene, region }: Placed) {
  const { width, height } = region
  const lines = stripLogs(scene, Math.max(1, height - 3))
  if (scene.layout.stripKind === 'logs') {
    return (
      <At region={region}>
        <Rows rows={[logStrip(lines.at(-1), logState(scene), width)]} width={width} />
      </At>
    )
  }
  const rows = healthRowsOf(scene, null)
  return (
    <At region={region}>
      <Strip
        health={rows}
        logState={logState(scene)}
        logs={lines}
        events={stripEvents(scene, height)}
        {...{ width, height }}
      />
    </At>
  )
}

function Bottom({ scene }: { readonly scene: Scene }) {
  const { layout, view } = scene
  const { width } = layout.screen
  const overlay = view.overlays.at(-1)
  const next = overlay ? overlayKind(overlay).next(overlay, scene) : nextFor(scene)
  const footer = overlay
    ? { keys: overlayKind(overlay).hints(overlay, scene), fixed: [{ key: 'F1', label: 'help' }] }
    : footerKeys(scene)
  return (
    <>
      <At region={layout.next}>
        <NextLine {...next} meta={width < 100 ? '' : next.meta} width={width} />
      </At>
      <At region={layout.footer}>
        <Footer {...footer} width={width} />
      </At>
    </>
  )
}

/** Rows of the facts and the blank one under them, where they stand side by side. */
const factsBeside = 5

/** Only the few facts where the pane is small. */
function Updates({ scene, region }: Placed) {
  const frame = framing(scene, 'updates')
  const width = contentWidth(frame.kind, region.width)
  const room = { width, height: contentHeight(frame.kind, region.height) - factsBeside }
  const more = width >= 56 && room.height >= 5 ? { more: sentRows(scene, room, cursorIn(scene, 'updates')) } : {}
  return <UpdatesPane groups={updateGroups(scene)} {...more} {...frame} {...sizeOf(region)} />
}

interface Placed {
  readonly scene: Scene
  readonly region: Region
}

/** Where the cursor of a list pane is; only the focused pane shows one. */
function cursorIn(scene: Scene, pane: FocusablePane): string | null {
  if (scene.layout.focus !== pane) return null
  const { name, ids, fallback } = focusedList(scene)
  return chosenOf(scene.view, name, ids, fallback)
}

function framing({ layout, view }: Scene, pane: FocusablePane) {
  const focused = layout.focus === pane && view.overlays.length === 0
  return { kind: layout.framed ? ('rounded' as const) : ('ruled' as const), focused }
}

function At({ region, children }: { readonly region: Region; readonly children: ReactElement }) {
  return (
    <Box position="absolute" marginLeft={region.x} marginTop={region.y} width={region.width} height={region.height}>
      {children}
    </Box>
  )
}

function sizeOf({ width, height }: Region): { width: number; height: number } {
  return { width, height }
}
