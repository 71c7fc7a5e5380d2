// Every message of an incident and each way it went, as one list: what waits, what arrived, what did not.
import type { DeliveryState, IncidentState } from '../state.ts'
import type { Instant } from '../time.ts'
import { byHand } from './channels.ts'
import { type Message, pageMessage, updateMessage } from './message.ts'

export interface Delivery {
  readonly message: Message
  readonly channel: string
  readonly state: DeliveryState
  readonly detail: string
  readonly attempts: number
  /** How often a person asked for it again. */
  readonly round: number
  /** user@host of who wrote it. */
  readonly by: string
}

/** What the outbox still has to send: how often it was tried, when next, and what it met. */
export interface WaitingDelivery {
  readonly messageId: string
  readonly channel: string
  readonly attempts: number
  readonly nextAt: Instant
  /** What the last attempt met; empty before the first. */
  readonly trouble: string
  readonly isSending: boolean
}

/** In the order they were written. */
export function deliveriesOf(state: IncidentState): Delivery[] {
  const updates = state.updates.flatMap(update => {
    const message = updateMessage(state, update)
    return update.channels.map(({ name: channel, ...how }) => ({ message, channel, by: update.by, ...how }))
  })
  const pages = state.pages
    .filter(page => page.through !== byHand)
    .map(({ id, at, text, through: channel, by, state: how, detail, attempts, round }) => {
      const message = pageMessage(state, { id, at, text })
      return { message, channel, by, state: how, detail, attempts, round }
    })
  return [...updates, ...pages].sort((a, b) => a.message.at - b.message.at)
}
