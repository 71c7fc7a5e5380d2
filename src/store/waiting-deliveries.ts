// What the outbox still has to send, held for the screen.
import type { WaitingDelivery } from '../incident/people/deliveries.ts'

export interface WaitingDeliveries {
  set(waiting: readonly WaitingDelivery[]): void
  list(): readonly WaitingDelivery[]
}

export function createWaitingDeliveries(): WaitingDeliveries {
  let held: readonly WaitingDelivery[] = []
  return {
    set: waiting => {
      held = waiting
    },
    list: () => held,
  }
}
