// Members have an account; guests are known by their address alone.
export function customerOf(order) {
  if (!order.member) return { name: 'guest', address: order.address ?? 'unknown', account: null }
  return { name: order.member, account: { id: order.member, paymentMethods: ['card', 'invoice'] } }
}
