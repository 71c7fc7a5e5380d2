import { bodyOf } from './body.js'
import { book } from './bookings.js'
import { freeSeats } from './seats.js'

export const service = 'bookings'

export const routes = {
  'POST /api/bookings': async request => book(await bodyOf(request)),
  'GET /api/seats': async () => freeSeats(),
}
