// Members place orders and look at those they have placed; prices are asked without an account.
const members = ['kim', 'noor', 'ida', 'theo', 'ana', 'jun', 'max']

export async function visitor(ask, count) {
  if (count % 3 === 0) return ask('GET', '/api/prices')
  const member = members[count % 7]
  if (count % 3 === 1) return ask('POST', '/api/orders', { body: { member, item: 'book' } })
  return ask('GET', `/api/orders?member=${member}`)
}
