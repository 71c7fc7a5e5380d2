// Text to be read and copied, a page at a time.
import { muted, row } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { copiedWords } from '../copied.ts'
import type { OverlayKind } from '../overlay.ts'
import { scrollSteps } from '../scroll-steps.ts'

export const textOverlay: OverlayKind<'text'> = {
  look: ({ title, lines, scroll, copied }, _, { width, height: room }) => {
    const height = copied === undefined ? room : Math.max(1, room - 1)
    const wrapped = lines.flatMap(line => (line === '' ? [''] : wrapText(line, width)))
    const at = Math.max(0, Math.min(scroll, wrapped.length - height))
    const shown = wrapped.slice(at, at + height)
    const said = copied === undefined ? [] : [row(muted(copied))]
    const below = wrapped.length - at - shown.length
    return {
      title,
      meta: below > 0 ? `${below} more below` : '',
      rows: [...shown.map(line => row(line)), ...said],
      at: 'top',
    }
  },
  next: () => ({ action: 'close it', run: (_, hands) => hands.change(popOverlay) }),
  hints: ({ copies }) => [
    ...(copies === undefined ? [] : [{ key: 'c', label: 'copy' }]),
    { key: '↑↓', label: 'scroll' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, _, hands) => {
    if (key === 'c' && overlay.copies !== undefined)
      return hands.change(
        replaceOverlay({ ...overlay, copied: copiedWords(hands.copy(overlay.copies), 'the text').words }),
      )
    const by = scrollSteps[key]
    const scroll = Math.max(0, Math.min(overlay.lines.length, overlay.scroll + (by ?? 0)))
    if (by !== undefined) hands.change(replaceOverlay({ ...overlay, scroll }))
  },
}
