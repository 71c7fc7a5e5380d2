// The parcels in the order they go out, and what of them is still on its way, as the screen tells it.
import type { WaitingDelivery } from '../../incident/people/deliveries.ts'
import type { Parcel, ParcelFolder } from './parcels.ts'

export function waitingParcels(parcels: ParcelFolder): [key: string, parcel: Parcel][] {
  const waiting = parcels.list().filter(found => found.place === 'waiting')
  return waiting.flatMap((found): [string, Parcel][] => {
    const parcel = parcels.read(found)
    return parcel ? [[found.key, parcel]] : []
  })
}

/** The first of each channel. */
export function headsOf(all: readonly (readonly [key: string, parcel: Parcel])[]) {
  const rank = ({ message }: Parcel) => (message.kind === 'page' ? 0 : 1)
  const ordered = [...all].sort(([, a], [, b]) => rank(a) - rank(b) || a.message.at - b.message.at)
  return [...Map.groupBy(ordered, ([, parcel]) => parcel.channel).values()].flatMap(group => group.slice(0, 1))
}

export function waitingIn(
  parcels: ParcelFolder,
  busy: ReadonlyMap<string, unknown>,
  held: ReadonlyMap<string, Parcel>,
): WaitingDelivery[] {
  const inMemory = [...held.values()].map(({ message, channel, attempts, notBefore, trouble }) => {
    return { messageId: message.id, channel, attempts, nextAt: notBefore, trouble, isSending: false }
  })
  const onDisk = parcels
    .list()
    .filter(found => found.place !== 'done')
    .flatMap(found => {
      const parcel = parcels.read(found)
      if (!parcel) return []
      const { message, channel, attempts, notBefore, trouble } = parcel
      const isSending = found.place === 'sending' && busy.has(channel)
      return [{ messageId: message.id, channel, attempts, nextAt: notBefore, trouble, isSending }]
    })
  return [...onDisk, ...inMemory]
}
