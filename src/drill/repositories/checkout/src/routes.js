import { bodyOf } from './body.js'
import { readCart } from './cart.js'
import { checkout } from './checkout.js'

export const service = 'checkout'

export const routes = {
  'GET /api/cart': async request => readCart(request.headers['x-cart'] ?? 'c-0'),
  'POST /api/checkout': async request => checkout(await bodyOf(request)),
}
