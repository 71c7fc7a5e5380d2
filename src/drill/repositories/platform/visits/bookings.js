// Visitors look at free seats; one in three books and pays.
export async function visitor(ask, count) {
  if (count % 3 !== 0) return ask('GET', '/api/seats')
  return ask('POST', '/api/bookings', { body: { seat: `${1 + (count % 30)}A`, card: 'visa' } })
}
