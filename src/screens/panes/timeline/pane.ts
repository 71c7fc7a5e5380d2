// What the timeline pane draws: rows, the bar of kinds, and the form of an entry under the row it is about.
import { innerFrameRows } from '../../../components/innerFrame.ts'
import { contentWidth } from '../../../components/rows/frame.ts'
import { muted, type Row, row, segment } from '../../../components/rows/row.ts'
import type { TimelinePaneProps } from '../../../components/TimelinePane.tsx'
import { timelineTimeWidth } from '../../../components/TimelinePane.tsx'
import { kindOf, type TimelineKind, timelineKinds } from '../../../incident/timeline-kinds.ts'
import { chosenOf } from '../../choosing.ts'
import type { OverlayOf } from '../../overlay.ts'
import { entryFormRows } from '../../overlays/entry.ts'
import { remembering } from '../../remembered.ts'
import type { Scene } from '../../scene.ts'
import { allRows, isZoomed, timelineMeta, timelineRowsOf } from './rows.ts'
import { timelineList } from './tool.ts'

type Props = Pick<TimelinePaneProps, 'rows' | 'meta' | 'insert' | 'head' | 'wrap'>

export function timelinePaneProps(scene: Scene, { width }: { readonly width: number }): Props {
  const { layout, view } = scene
  const isFocused = layout.focus === 'timeline'
  const { name, ids, fallback } = timelineList(scene)
  const overlay = view.overlays.at(-1)
  const entry = overlay?.kind === 'entry' ? overlay : null
  const chosen = entry?.target ?? (isFocused ? chosenOf(view, name, ids, fallback) : null)
  const rows = timelineRowsOf(scene, chosen)
  const room = contentWidth(layout.framed ? 'rounded' : 'ruled', width)
  const insert = entry && formUnder(entry, { rows, scene, width: room })
  const isWhole = isZoomed(scene)
  return {
    rows,
    meta: timelineMeta(scene),
    wrap: isWhole && view.timeline.wrap,
    ...(insert && { insert }),
    ...((isWhole || (isFocused && view.timeline.kind !== null)) && { head: kindBar(scene, room) }),
  }
}

interface Room {
  readonly rows: Props['rows']
  readonly scene: Scene
  readonly width: number
}

/** A new entry opens above the now row, a correction under the row it corrects. */
function formUnder(entry: OverlayOf<'entry'>, { rows, scene, width }: Room): TimelinePaneProps['insert'] {
  const after = entry.target ?? rows.at(-2)?.id ?? 'now'
  const indent = Math.min(timelineTimeWidth(rows) + 2, Math.max(0, width - 50))
  const form = entryFormRows(entry, scene, width - indent - 4)
  const title = entry.target === null ? 'Add' : 'Edit'
  return { after, rows: innerFrameRows({ title, focused: true, width, height: form.length, indent }, form) }
}

const rememberedCounts = remembering<ReadonlyMap<TimelineKind, number>>()

function countsOf(scene: Scene): ReadonlyMap<TimelineKind, number> {
  return rememberedCounts(scene.state, '', () => {
    const counts = new Map<TimelineKind, number>()
    for (const one of allRows(scene)) counts.set(kindOf(one), (counts.get(kindOf(one)) ?? 0) + 1)
    return counts
  })
}

/** Every kind with its count; the one that is shown stands out. */
function kindBar(scene: Scene, width: number): Row[] {
  const { kind } = scene.view.timeline
  const counts = countsOf(scene)
  const parts = [
    { name: 'all', count: allRows(scene).length, here: kind === null },
    ...timelineKinds.map(name => ({ name, count: counts.get(name) ?? 0, here: kind === name })),
  ]
  const words = parts.flatMap(({ name, count, here }) => [
    here ? { text: '▸ ', token: 'accent' as const, spoken: 'shown:' } : segment('  '),
    segment(name, here ? 'accent' : 'muted'),
    muted(width < 70 ? '' : ` ${count}`),
  ])
  return [row(muted('f'), words)]
}
