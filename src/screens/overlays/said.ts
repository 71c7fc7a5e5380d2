// One message as it was written, and what became of it; y sends it again where it did not arrive.

import { factRows } from '../../components/OptionList.ts'
import { row, stack } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { clockSeconds } from '../../components/theme/times.ts'
import { copied } from '../../incident/people/channels.ts'
import { messageText } from '../../incident/people/message.ts'
import { notify, popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import { fateOf, type Said, saidIn } from '../panes/updates/sent.ts'
import { acting } from '../read-only.ts'
import type { Hands, Scene } from '../scene.ts'

export const saidOverlay: OverlayKind<'said'> = {
  look: (overlay, scene, { width, height }) => {
    const said = saidOf(overlay, scene)
    const words = said?.delivery ? messageText(said.delivery.message) : (said?.text ?? '')
    const text = words.split('\n').flatMap(line => (line === '' ? [''] : wrapText(line, width)))
    const fate = said?.delivery ? wrapText(fateOf(said, scene), width - 11) : ['recorded, nothing had to be sent']
    const facts = factRows(
      fate.map((line, index) => ({ label: index === 0 ? 'Became' : '', words: line })),
      { width },
    )
    const room = Math.max(3, height - facts.length - 1)
    const top = Math.min(overlay.top, Math.max(0, text.length - room))
    return {
      title: said ? `${said.what} to ${said.to === copied ? 'the clipboard' : said.to}` : 'Message',
      meta: said ? clockSeconds(said.at) : '',
      rows: stack(
        text.slice(top, top + room).map(line => row(line)),
        facts,
      ),
      at: 'bottom',
    }
  },
  next: (overlay, scene) =>
    canGoAgain(saidOf(overlay, scene))
      ? acting({ action: 'send it again', chip: 'y', detail: sendDetail(saidOf(overlay, scene)) }, scene)
      : { action: 'close', run: (_, hands) => hands.change(popOverlay) },
  hints: (overlay, scene) => [
    ...(canGoAgain(saidOf(overlay, scene)) ? [{ key: 'y', label: 'send again', disabled: scene.readOnly }] : []),
    { key: '↑↓', label: 'scroll' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    if (key === 'y' || key === 'Y') return again(overlay, scene, hands)
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    if (by !== 0) hands.change(replaceOverlay({ ...overlay, top: Math.max(0, overlay.top + by) }))
  },
}

function saidOf({ id }: OverlayOf<'said'>, scene: Scene): Said | null {
  return saidIn(scene).find(one => one.id === id) ?? null
}

function canGoAgain(said: Said | null): boolean {
  return said?.delivery?.state === 'failed' || said?.delivery?.state === 'unknown'
}

function sendDetail(said: Said | null): string {
  return said?.delivery?.state === 'unknown' ? 'it may arrive twice; Enter never sends' : 'Enter alone never sends'
}

function again(overlay: OverlayOf<'said'>, scene: Scene, hands: Hands): void {
  const said = saidOf(overlay, scene)
  if (!said?.delivery || !canGoAgain(said)) return
  const { message, channel } = said.delivery
  hands.change(popOverlay)
  const intent = { messageId: message.id, channel, consent: { kind: 'yes' } } as const
  if (hands.dispatch({ kind: 'retryDelivery', ...intent }))
    hands.change(notify(`In the outbox for ${channel} again`, 'ok', scene.now))
}
