// Text to be read and copied, a page at a time.

import { row } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind } from '../overlay.ts'
import { scrollSteps } from '../scroll-steps.ts'

export const textOverlay: OverlayKind<'text'> = {
  look: ({ title, lines, scroll }, _, { width, height }) => {
    const wrapped = lines.flatMap(line => (line === '' ? [''] : wrapText(line, width)))
    const at = Math.max(0, Math.min(scroll, wrapped.length - height))
    const shown = wrapped.slice(at, at + height)
    const below = wrapped.length - at - shown.length
    return { title, meta: below > 0 ? `${below} more below` : '', rows: shown.map(line => row(line)), at: 'top' }
  },
  next: () => ({ action: 'close it', run: (_, hands) => hands.change(popOverlay) }),
  hints: () => [
    { key: '↑↓', label: 'scroll' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, _, hands) => {
    const by = scrollSteps[key]
    const scroll = Math.max(0, Math.min(overlay.lines.length, overlay.scroll + (by ?? 0)))
    if (by !== undefined) hands.change(replaceOverlay({ ...overlay, scroll }))
  },
}
