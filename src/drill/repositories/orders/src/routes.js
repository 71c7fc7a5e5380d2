import { bodyOf } from './body.js'
import { ordersOf, placeOrder } from './orders.js'
import { prices } from './prices.js'

export const service = 'orders'

export const routes = {
  'POST /api/orders': async request => placeOrder(await bodyOf(request)),
  'GET /api/orders': async request => ordersOf(new URL(request.url, 'http://orders').searchParams.get('member')),
  'GET /api/prices': async () => prices(),
}
