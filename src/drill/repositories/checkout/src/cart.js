const prices = { book: 1900, mug: 1250, poster: 900 }

export function readCart(id) {
  const items = Object.keys(prices).slice(0, 1 + (id.length % 3))
  return { id, items: items.map(name => ({ name, price: prices[name] })) }
}

export function totalOf(cart) {
  return cart.items.reduce((sum, item) => sum + item.price, 0)
}
