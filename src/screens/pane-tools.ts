// The tool of each pane that has one. A new one is written in panes/ and listed here.
import type { FocusablePane } from './layout.ts'
import type { PaneTool } from './pane-tool.ts'
import { healthTool } from './panes/health/tool.ts'
import { logTool } from './panes/logs/tool.ts'
import { timelineTool } from './panes/timeline/tool.ts'
import { updatesTool } from './panes/updates/tool.ts'
import { previewTool } from './postmortem/reading.ts'
import type { Scene } from './scene.ts'

const tools: { readonly [Pane in FocusablePane]?: PaneTool } = {
  health: healthTool,
  logs: logTool,
  updates: updatesTool,
  preview: previewTool,
  timeline: timelineTool,
}

export function paneTool(pane: FocusablePane): PaneTool | null {
  return tools[pane] ?? null
}

/** The focused pane's tool; null where the workbench has the focus or the pane has none. */
export function paneToolOf({ layout }: Pick<Scene, 'layout'>): PaneTool | null {
  return paneTool(layout.focus)
}
