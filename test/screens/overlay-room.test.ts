// Overlays over a wide cockpit: as wide as the workbench, and never over the logs beside it.
import { expect, test } from 'vitest'
import { layout } from '../../src/screens/layout.ts'
import { overlayArea } from '../../src/screens/overlay-room.ts'
import { initialView, type Overlay } from '../../src/store/view.ts'
import { declared, eventsOf } from '../support/events.ts'
import { sceneFrom } from '../support/scene.ts'

const overlays: readonly Overlay[] = [
  { kind: 'help', query: { text: '', cursor: 0 }, scroll: 0 },
  { kind: 'severity', index: 0 },
  { kind: 'escalate', index: 0, text: null },
]

test.each([
  [160, 45],
  [140, 40],
  [120, 36],
  [100, 30],
  [80, 24],
])('at %i×%i no overlay leaves half of a pane beside it', (cols, rows) => {
  for (const overlay of overlays) {
    const view = { ...initialView('incident'), overlays: [overlay] }
    const scene = sceneFrom(eventsOf(declared), { view, layout: layout({ cols, rows }) })
    const { x, y, width, height } = overlayArea(scene)
    const cut = Object.values(scene.layout.panes).filter(pane => {
      const isUnder = pane.y < y + height && y < pane.y + pane.height && pane.x < x + width && x < pane.x + pane.width
      return isUnder && (pane.x < x || pane.x + pane.width > x + width)
    })
    expect(cut, overlay.kind).toEqual([])
  }
})
