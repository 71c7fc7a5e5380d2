// The uppermost overlay over whatever screen is shown.
import { Box } from 'ink'
import type { ReactElement } from 'react'
import { Overlay } from '../components/Overlay.tsx'
import { Pane } from '../components/Pane.tsx'
import { overlayKind } from './overlay-kinds.ts'
import { fillsPane, overlayArea, overlayFrame, overlayRoom } from './overlay-room.ts'
import type { Scene } from './scene.ts'

export function TopOverlay({ scene }: { readonly scene: Scene }): ReactElement | null {
  const overlay = scene.view.overlays.at(-1)
  // A danger frame is no overlay: the workbench itself changes.
  if (!overlay || overlay.kind === 'danger') return null
  // The form of a timeline entry opens in the timeline, where that can be seen.
  if (overlay.kind === 'entry' && scene.layout.panes.timeline) return null
  const area = overlayArea(scene)
  const { title, meta, rows, at } = overlayKind(overlay).look(overlay, scene, overlayRoom(scene))
  if (!fillsPane(overlay)) return <Overlay {...{ title, rows, at, area }} {...(meta !== undefined && { meta })} />
  const { x, y, width, height } = area
  return (
    <Box position="absolute" marginLeft={x} marginTop={y} width={width} height={height}>
      <Pane
        kind={overlayFrame(scene)}
        focused
        {...{ title, rows, width, height }}
        {...(meta !== undefined && { meta })}
      />
    </Box>
  )
}
