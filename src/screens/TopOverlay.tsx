// The uppermost overlay over whatever screen is shown.
import type { ReactElement } from 'react'
import { Overlay } from '../components/Overlay.tsx'
import { overlayKind } from './overlay-kinds.ts'
import { overlayArea, overlayRoom } from './overlay-room.ts'
import type { Scene } from './scene.ts'

export function TopOverlay({ scene }: { readonly scene: Scene }): ReactElement | null {
  const overlay = scene.view.overlays.at(-1)
  // A danger frame is no overlay: the workbench itself changes.
  if (!overlay || overlay.kind === 'danger') return null
  // The form of a timeline entry opens in the timeline, where that can be seen.
  if (overlay.kind === 'entry' && scene.layout.panes.timeline) return null
  return <Overlay {...overlayKind(overlay).look(overlay, scene, overlayRoom(scene))} area={overlayArea(scene)} />
}
