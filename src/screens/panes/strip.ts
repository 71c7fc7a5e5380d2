// The last things that happened, for the strip under a single pane.

import type { Segment } from '../../components/rows/row.ts'
import type { StripEvent } from '../../components/Strip.tsx'
import { clock } from '../../components/theme/times.ts'
import type { TimelineRow } from '../../incident/state.ts'
import type { Scene } from '../scene.ts'

const marks: Record<TimelineRow['glyph'], Segment> = {
  deploy: { text: '↑', token: 'info' },
  alarm: { text: '▲', token: 'warn' },
  declared: { text: '●', token: 'info' },
  decision: { text: '◆', token: 'info' },
  evidence: { text: '◇', token: 'info' },
  note: { text: '✎', token: 'info' },
  command: { text: '$', token: 'info' },
  update: { text: '»', token: 'info' },
  done: { text: '✓', token: 'ok' },
  rejected: { text: '✗', token: 'muted' },
}

export function stripEvents({ state }: Scene, limit: number): StripEvent[] {
  return state.timeline.slice(-limit).map(row => ({
    mark: marks[row.glyph],
    time: clock(row.at),
    words: row.type === 'note.added' ? `"${row.text}"` : row.text,
  }))
}
