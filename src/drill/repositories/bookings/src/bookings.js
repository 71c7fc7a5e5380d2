import { control } from './controls.js'
import { info } from './log.js'
import { charge } from './payharbor.js'
import { priceOf } from './seats.js'

export async function book({ seat, card }) {
  const price = priceOf(seat)
  const paid = control('pay-on-arrival', 'off') === 'on' ? 'on arrival' : await charge(card, price)
  info(`booked seat ${seat} for ${price}, paid ${paid}`)
  return { seat, paid }
}
