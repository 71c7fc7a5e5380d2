// The screen when the window is too small to work in.
import type { ReactElement } from 'react'
import { Rows } from '../components/rows/Line.tsx'
import { plainRow } from '../components/rows/render.ts'
import { row, segmentsOf } from '../components/rows/row.ts'
import { tooSmallRows } from '../components/TooSmall.ts'
import { nextFor } from './commands.ts'
import { smallest } from './layout.ts'
import { headerProps } from './panes/header.ts'
import { phaseItems } from './panes/plan.ts'
import { situationOf } from './panes/situation.ts'
import type { Scene } from './scene.ts'

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
    next: plainRow(row(segmentsOf(nextFor(scene).action))),
    needs: smallest,
    keys: [
      { key: 'n', label: 'note' },
      { key: 'q', label: 'leave' },
    ],
    width,
    height,
  })
  return <Rows rows={rows} width={width} height={height} />
}
