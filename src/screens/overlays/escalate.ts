// Escalation: whom, through what, with which words. y pages, Enter does not; without configuration it says what is missing.

import { factRows, optionRows } from '../../components/OptionList.ts'
import { heading, muted, row, stack } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { clock } from '../../components/theme/times.ts'
import { emptyField } from '../../store/view.ts'
import { notify, popOverlay, pushOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import { acting } from '../read-only.ts'
import type { Hands, Scene } from '../scene.ts'
import { destination, draftFor, openComposer } from '../telling.ts'

type Escalate = OverlayOf<'escalate'>

export const escalateOverlay: OverlayKind<'escalate'> = {
  look: (overlay, scene, { width }) => {
    const { escalate } = scene.config
    const items = [
      ...escalate.map(channel => ({
        title: channel.name,
        words: destination(channel, scene),
        meta: pagedAt(channel.name, scene),
      })),
      { title: 'someone, by hand', words: 'called or told by you: recorded, nothing is sent', meta: '' },
    ].map((item, at) => ({ ...item, id: String(at), selected: at === overlay.index }))
    const text = textOf(overlay, scene)
      .split('\n')
      .flatMap(line => wrapText(line, width - 3))
    return {
      title: 'Escalate',
      meta: escalate.length === 0 ? 'nobody is configured' : 'y pages',
      rows: stack(
        optionRows({ items, width, titleWidth: 20 }),
        isByHand(overlay, scene) ? [] : [heading('Message', width), ...text.map(line => row('   ', line))],
        escalate.length === 0 ? howToConfigure(width) : [],
      ),
      at: 'bottom',
    }
  },
  next: (overlay, scene): NextAction => {
    const channel = channelOf(overlay, scene)
    if (!channel) return { action: 'record whom you paged', detail: 'nothing is sent', run: askWhom }
    return acting({ action: `page ${channel.name}`, chip: 'y', detail: 'Enter alone never pages' }, scene)
  },
  hints: (overlay, scene) => [
    { key: '↑↓', label: 'choose' },
    ...(isByHand(overlay, scene)
      ? []
      : [
          { key: 'y', label: 'page', disabled: scene.readOnly },
          { key: 'i', label: 'edit the text' },
        ]),
    { key: 'Esc', label: 'page nobody' },
  ],
  key: (key, overlay, scene, hands) => {
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    if (by !== 0) {
      const index = Math.min(scene.config.escalate.length, Math.max(0, overlay.index + by))
      return hands.change(replaceOverlay({ ...overlay, index }))
    }
    if (isByHand(overlay, scene)) return
    if (key === 'i') return openComposer({ kind: 'page' }, textOf(overlay, scene), hands)
    if (key === 'y' || key === 'Y') page(overlay, scene, hands)
  },
}

function channelOf({ index }: Escalate, { config }: Scene) {
  return config.escalate[index]
}

function isByHand(overlay: Escalate, scene: Scene): boolean {
  return channelOf(overlay, scene) === undefined
}

function textOf({ text }: Escalate, scene: Scene): string {
  return text ?? draftFor({ kind: 'page' }, scene)
}

function pagedAt(name: string, { state }: Scene): string {
  const last = state.pages.findLast(one => one.through === name)
  return last ? `paged ${clock(last.at)}` : ''
}

function howToConfigure(width: number) {
  return [
    row(muted('In the configuration:')),
    ...factRows(
      [
        { label: 'escalate:', words: '[{ name: on-call lead, run: [pagectl, lead] },' },
        { label: '', words: ' { name: chat, webhook: { env: CHAT_WEBHOOK } }]' },
      ],
      { width, indent: 3 },
    ),
  ]
}

function page(overlay: Escalate, scene: Scene, hands: Hands): void {
  const channel = channelOf(overlay, scene)
  if (!channel) return
  const { name } = channel
  hands.change(popOverlay)
  const intent = { messageId: hands.newId(), whom: name, through: name, text: textOf(overlay, scene) }
  if (!hands.dispatch({ kind: 'page', ...intent, consent: { kind: 'yes' } })) return
  hands.change(notify(`Paging ${name}; Updates shows whether it arrived`, 'ok', scene.now))
}

function askWhom(_: Scene, hands: Hands): void {
  hands.change(popOverlay)
  hands.change(pushOverlay({ kind: 'prompt', purpose: { kind: 'paged' }, field: emptyField, error: null }))
}
