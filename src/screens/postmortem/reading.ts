// Reading the preview by itself: it scrolls, and stays where it was left until the cursor goes to another section.
import { contentHeight, contentWidth } from '../../components/rows/frame.ts'
import { focusPane, scrollTo } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import type { PaneTool } from '../pane-tool.ts'
import type { Hands, Scene } from '../scene.ts'
import { sectionShown } from './outline.ts'
import { previewRowCount, previewRows, previewTop } from './preview.ts'

export const previewTool: PaneTool = {
  commands: [],
  rows: previewRows,
  next: (): NextAction => ({
    action: 'back to the outline',
    detail: '↑↓ reads on',
    run: (_, hands) => hands.change(focusPane('workbench')),
  }),
}

export function scrollPreview(by: number, scene: Scene, hands: Hands): void {
  const region = scene.layout.panes.preview
  if (!region) return
  const kind = scene.layout.framed ? 'rounded' : 'ruled'
  const room = { width: contentWidth(kind, region.width), height: contentHeight(kind, region.height) }
  const last = Math.max(0, previewRowCount(scene, room.width) - room.height)
  const top = Math.max(0, Math.min(last, previewTop(scene, room) + by))
  hands.change(scrollTo(`preview ${sectionShown(scene)}`, top))
}
