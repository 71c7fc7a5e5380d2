// Which way to pay an order takes.
const defaultMethod = 'card'

export function paymentFor(order) {
  const method = order.method ?? defaultMethod
  return { method, reference: `${method}-${Date.now().toString(36)}` }
}
