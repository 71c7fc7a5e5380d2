// Asked before anything of a repository's configuration is used: what it would run, send, ask and read, in full.
// Rule: only `y` allows it, and only once the list was seen to its end; every other key goes on without it.

import { blankRow, cell, muted, type Row, row, warn } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import type { UntrustedConfig } from '../../config/load.ts'
import { notify, popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import { overlayRoom } from '../overlay-room.ts'
import type { Hands, Scene } from '../scene.ts'
import { scrollSteps } from '../scroll-steps.ts'

/** So much of one command or address is shown; what is longer says how much more there is. */
const mostLetters = 2000

export const trustOverlay: OverlayKind<'trust'> = {
  look: ({ top }, { untrusted }, { width, height }) => {
    const rows = untrusted ? trustRows(untrusted, width) : []
    const from = Math.max(0, Math.min(top, rows.length - height))
    const below = rows.length - from - height
    return {
      title: 'Not trusted yet: .incident.yaml',
      meta: below > 0 ? `${below} more rows below` : `sha256 ${untrusted?.sha256.slice(0, 12) ?? ''}`,
      rows: rows.slice(from, from + height),
      at: 'top',
    }
  },
  next: (overlay, scene) => ({
    action: 'go on without it',
    detail: isRead(overlay, scene) ? 'y trusts it, until it changes' : '↓ reads on; y trusts it at the end',
    run: goOnWithout,
  }),
  hints: (overlay, scene) => [
    { key: 'y', label: 'trust it', disabled: !isRead(overlay, scene) },
    { key: '↑↓', label: 'read' },
    { key: 'Esc', label: 'not now' },
  ],
  key: (key, overlay, scene, hands) => {
    const by = scrollSteps[key]
    if (by !== undefined) return hands.change(replaceOverlay(scrolled(overlay, by, scene)))
    if (key === 'y' || key === 'Y') return allow(overlay, scene, hands)
    // On the start screen a letter is the beginning of what is broken: that is what the person came to say.
    if (scene.state.id === null) typeOn(key, hands)
  },
  leaving: (_, scene, hands) => sayLater(scene, hands),
}

function trustRows({ file, undertakings, problems }: UntrustedConfig, width: number): Row[] {
  const told = undertakings.flatMap(({ verb, what }) => {
    const more = what.length > mostLetters ? ` … ${what.length - mostLetters} more letters` : ''
    const [first = '', ...rest] = wrapText(`${what.slice(0, mostLetters)}${more}`, Math.max(20, width - 10))
    const token = verb === 'runs' || verb === 'sends' ? 'warn' : 'text'
    return [row(cell(verb, 9, { token }), first), ...rest.map(line => row(' '.repeat(9), line))]
  })
  return [
    ...wrapText(file, width).map(line => row(line)),
    row(muted('Nothing of it is used until you trust it. Once trusted it:')),
    blankRow,
    ...(told.length > 0 ? told : [row('does nothing by itself')]),
    ...(problems.length > 0 ? [blankRow] : []),
    ...problems.flatMap(words => wrapText(words, width, 2).map(line => row(warn(line)))),
  ]
}

function isRead({ top, seen }: OverlayOf<'trust'>, scene: Scene): boolean {
  if (seen || !scene.untrusted) return true
  const { width, height } = overlayRoom(scene)
  return top + height >= trustRows(scene.untrusted, width).length
}

function scrolled(overlay: OverlayOf<'trust'>, by: number, scene: Scene): OverlayOf<'trust'> {
  const { width, height } = overlayRoom(scene)
  const last = Math.max(0, (scene.untrusted ? trustRows(scene.untrusted, width).length : 0) - height)
  const top = Math.max(0, Math.min(last, overlay.top + by))
  return { ...overlay, top, seen: overlay.seen || top >= last }
}

function allow(overlay: OverlayOf<'trust'>, scene: Scene, hands: Hands): void {
  if (!isRead(overlay, scene)) return
  hands.change(popOverlay)
  hands.trustConfig()
}

function goOnWithout(scene: Scene, hands: Hands): void {
  hands.change(popOverlay)
  sayLater(scene, hands)
}

function sayLater({ state, now }: Scene, hands: Hands): void {
  if (state.id !== null) hands.change(notify('.incident.yaml is not used. T shows it again.', 'plain', now))
}

function typeOn(key: string, hands: Hands): void {
  hands.change(view => {
    const field = typeInto(view.start.field, key)
    return field ? { ...popOverlay(view), start: { ...view.start, field } } : view
  })
}
