// What was said, newest first, and what became of it in each channel; then who holds which role, and what waits to be said.
import { cursor } from '../../../components/marks.ts'
import { cell, heading, muted, type Row, row, segment, selected, stack, warn } from '../../../components/rows/row.ts'
import { counted } from '../../../components/theme/numbers.ts'
import { clock, clockSeconds } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import { byHand, copied } from '../../../incident/people/channels.ts'
import { type Delivery, deliveriesOf } from '../../../incident/people/deliveries.ts'
import type { Scene } from '../../scene.ts'
import { bannersOf } from '../banners.ts'
import { deliveryMark } from './facts.ts'

/** One thing that was said, one way it went; `delivery` is null where nothing had to be sent. */
export interface Said {
  readonly id: string
  readonly at: number
  readonly what: string
  readonly to: string
  readonly text: string
  readonly delivery: Delivery | null
}

/** Newest first. */
export function saidIn({ state }: Pick<Scene, 'state'>): Said[] {
  const sent = deliveriesOf(state).map((delivery): Said => {
    const { message, channel } = delivery
    const what = message.kind === 'page' ? 'Page' : (message.status ?? '')
    return { id: `${message.id} ${channel}`, at: message.at, what, to: channel, text: message.text, delivery }
  })
  const told = state.updates
    .filter(update => update.channels.length === 0)
    .map(({ id, at, status, audience, text }): Said => ({ id, at, what: status, to: audience, text, delivery: null }))
  const called = state.pages
    .filter(page => page.through === byHand)
    .map(({ id, at, whom, text }): Said => ({ id, at, what: 'Page by hand', to: whom, text, delivery: null }))
  return [...sent, ...told, ...called].sort((a, b) => b.at - a.at)
}

/** The one whose fate is worst, where any needs someone: failed, unknown, then what waits. */
export function troubled(scene: Pick<Scene, 'state'>): Said | null {
  const all = saidIn(scene)
  const states = ['failed', 'unknown', 'waiting'] as const
  for (const state of states) {
    const found = all.find(one => one.delivery?.state === state)
    if (found) return found
  }
  return all[0] ?? null
}

interface Room {
  readonly width: number
  readonly height: number
}

export function sentRows(scene: Scene, { width, height }: Room, chosen: string | null): Row[] {
  const said = saidIn(scene)
  const at = Math.max(
    0,
    said.findIndex(one => one.id === chosen),
  )
  const held = Object.entries(scene.state.roles)
  const waiting = bannersOf(scene)
  const below = (held.length > 0 ? held.length + 2 : 0) + (waiting.length > 0 ? waiting.length + 2 : 0)
  const room = Math.max(3, height - 1 - below)
  const rows = windowAround(said, at, room).items.map(one =>
    saidRow(one, scene, { width, isChosen: one.id === chosen }),
  )
  return stack(
    [
      heading('Said', width, counted(said.length, 'message')),
      ...(rows.length > 0 ? rows : [row(muted(' nothing yet; u writes an update'))]),
    ],
    held.length === 0
      ? []
      : [heading('Roles', width, 'R'), ...held.map(([role, who]) => row(' ', cell(role, 22), who))],
    waiting.length === 0
      ? []
      : [heading('Asks for someone', width, 'L puts off'), ...waiting.map(one => row(' ', warn('▲ '), one.words))],
  )
}

function saidRow(said: Said, scene: Scene, { width, isChosen }: { width: number; isChosen: boolean }): Row {
  const toWidth = Math.max(8, Math.min(20, Math.floor(width / 5)))
  const made = row(
    cursor(isChosen),
    ' ',
    said.delivery ? deliveryMark(said.delivery.state) : segment('»', 'info'),
    ' ',
    clock(said.at),
    '  ',
    cell(said.what, 14),
    cell(said.to, toWidth),
    '  ',
    fateOf(said, scene),
  )
  return selected(made, isChosen)
}

/** `waiting, 3 tries, next at 14:50:10: answered 503`. */
export function fateOf({ delivery, text }: Said, { deliveries }: Pick<Scene, 'deliveries'>): string {
  if (!delivery) return text.replace(/\s+/g, ' ')
  const { state, detail, attempts, channel } = delivery
  if (channel === copied && state === 'delivered') return detail
  const tries = attempts > 1 ? `, ${attempts} tries` : ''
  if (state !== 'waiting') return `${state === 'unknown' ? '' : `${state}${tries}, `}${detail}`
  const here = deliveries.find(one => one.messageId === delivery.message.id && one.channel === delivery.channel)
  if (!here) return 'waiting; another program has it'
  if (here.isSending) return here.attempts === 0 ? 'being sent' : `being sent, try ${here.attempts + 1}`
  if (here.attempts === 0) return 'waiting for its turn'
  return `waiting, ${counted(here.attempts, 'try', 'tries')}, next ${clockSeconds(here.nextAt)}: ${here.trouble}`
}
