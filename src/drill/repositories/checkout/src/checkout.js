import { readCart, totalOf } from './cart.js'
import { customerOf } from './customer.js'
import { info } from './log.js'
import { paymentFor } from './payment.js'

export async function checkout(order) {
  const customer = customerOf(order)
  const cart = readCart(order.cart ?? 'c-0')
  const payment = paymentFor(order, customer)
  info(`order for ${customer.name}: ${cart.items.length} items, ${totalOf(cart)} by ${payment.method}`)
  return { ok: true, total: totalOf(cart), payment: payment.reference }
}
