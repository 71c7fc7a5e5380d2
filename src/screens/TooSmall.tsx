// The screen when the window is too small to work in: what is typed there is seen, whatever else is open waits.
import type { ReactElement } from 'react'
import { Rows } from '../components/rows/Line.tsx'
import { plainRow } from '../components/rows/render.ts'
import { row, segmentsOf } from '../components/rows/row.ts'
import { tooSmallRows } from '../components/TooSmall.ts'
import { nextFor } from './commands.ts'
import { smallest } from './layout.ts'
import { overlayKind } from './overlay-kinds.ts'
import { promptKind } from './overlays/prompts.ts'
import { headerProps } from './panes/header.ts'
import { phaseItems } from './panes/plan.ts'
import { situationOf } from './panes/situation.ts'
import type { Scene } from './scene.ts'
import { smallKeys } from './small-keys.ts'

export function TooSmall({ scene }: { readonly scene: Scene }): ReactElement {
  const { width, height } = scene.layout.screen
  const { severity, title, open, clock } = headerProps(scene)
  const current = phaseItems(scene).find(phase => phase.state === 'current')
  const { state, words } = situationOf(scene)
  const rows = tooSmallRows({
    severity,
    title,
    phase: `${current?.number} ${current?.title}`,
    phaseTime: current?.time ?? '',
    open: open ?? '',
    clock,
    worst: { state: state === 'danger' ? 'failing' : state === 'calm' ? 'ok' : state, name: '', words },
    needs: smallest,
    keys: smallKeys(scene),
    ...waiting(scene),
    width,
    height,
  })
  return <Rows rows={rows} width={width} height={height} />
}

/** What is typed now, or what Enter will do once there is room to see it. */
function waiting(scene: Scene) {
  const overlay = scene.view.overlays.at(-1)
  const { action } = overlay ? overlayKind(overlay).next(overlay, scene) : nextFor(scene)
  const next = plainRow(row(segmentsOf(action)))
  if (overlay?.kind !== 'prompt') return { next }
  const { title } = promptKind(overlay.purpose)
  return { next, typing: { title: overlay.error ?? title, field: overlay.field, action: next } }
}
