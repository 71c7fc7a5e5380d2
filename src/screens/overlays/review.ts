// An update exactly as it would leave the box, and where to: y sends it, Enter does not.

import { factRows } from '../../components/OptionList.ts'
import { ok, row, stack, warn } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { clock } from '../../components/theme/times.ts'
import { copied } from '../../incident/people/channels.ts'
import { messageText, updateMessage } from '../../incident/people/message.ts'
import { promisedIn } from '../../incident/people/update-draft.ts'
import { notify, popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import { acting } from '../read-only.ts'
import type { Hands, Scene } from '../scene.ts'
import { channelNames, checked, destination, keepUpdate } from '../telling.ts'

export const reviewOverlay: OverlayKind<'review'> = {
  look: (overlay, scene, { width, height }) => {
    const text = messageLines(overlay, scene, width)
    const after = facts(overlay, scene, width)
    const room = Math.max(3, height - after.length - 1)
    const top = Math.min(overlay.top, Math.max(0, text.length - room))
    return {
      title: isCopied(overlay, scene) ? 'Copy this update' : 'Send this update',
      meta:
        text.length > room ? `${top + 1}–${Math.min(text.length, top + room)} of ${text.length} lines` : 'as it leaves',
      rows: stack(
        text.slice(top, top + room).map(line => row(line)),
        after,
      ),
      at: 'top',
    }
  },
  next: (overlay, scene) => {
    const asked = { chip: 'y', detail: 'Enter alone never sends' }
    if (isCopied(overlay, scene)) return { action: 'copy it and record it as sent', ...asked }
    return acting({ action: `send it to ${channelNames(overlay.audience, scene).join(', ')}`, ...asked }, scene)
  },
  hints: (overlay, scene) => [
    { key: 'y', label: 'send', disabled: scene.readOnly && !isCopied(overlay, scene) },
    { key: '↑↓', label: 'scroll' },
    { key: 'Esc', label: 'back to the text' },
  ],
  key: (key, overlay, scene, hands) => {
    if (key === 'y' || key === 'Y') return send(overlay, scene, hands)
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    if (by !== 0) hands.change(replaceOverlay({ ...overlay, top: Math.max(0, overlay.top + by) }))
  },
}

type Review = OverlayOf<'review'>

function isCopied({ audience }: Review, scene: Scene): boolean {
  return channelNames(audience, scene)[0] === copied
}

function messageLines({ status, audience, text }: Review, { state, now }: Scene, width: number): string[] {
  const message = updateMessage(state, { id: '', at: now, status, audience, text, nextDueAt: null })
  return messageText(message)
    .split('\n')
    .flatMap(line => (line === '' ? [''] : wrapText(line, width)))
}

function facts(overlay: Review, scene: Scene, width: number) {
  const { audience, status, text } = overlay
  const due = promisedIn(text, scene.state, { status, audience, now: scene.now, cadence: scene.config.cadence })
  const check = checked(text, audience, scene)
  const to = channelNames(audience, scene).map((name, index) => {
    const channel = scene.config.updates.find(one => one.name === name)
    const words = channel ? `${name}, ${destination(channel, scene)}` : destination(channel, scene)
    return { label: index === 0 ? 'To' : '', words }
  })
  return factRows(
    [
      ...to,
      { label: 'Promises', words: due === null ? 'no further update' : `the next update by ${clock(due)} UTC` },
      { label: 'Checked', words: check.ok ? [ok('✓ '), check.words] : [warn('▲ '), warn(check.words)] },
    ],
    { width },
  )
}

function send({ status, audience, text }: Review, scene: Scene, hands: Hands): void {
  const channels = channelNames(audience, scene)
  const nextDueAt = promisedIn(text, scene.state, { status, audience, now: scene.now, cadence: scene.config.cadence })
  const update = { updateId: hands.newId(), status, audience, text, channels, nextDueAt }
  hands.change(popOverlay)
  if (!hands.dispatch({ kind: 'sendUpdate', ...update, consent: { kind: 'yes' } })) return
  hands.change(popOverlay)
  hands.change(keepUpdate('', { status, audience }))
  const said = channels[0] === copied ? 'Copied, and recorded as sent' : `In the outbox for ${channels.join(', ')}`
  hands.change(notify(`${said}; Updates shows what becomes of it`, 'ok', scene.now))
}
