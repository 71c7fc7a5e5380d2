export function freeSeats() {
  return Array.from({ length: 30 }, (_, row) => `${row + 1}A`)
}

export function priceOf(seat) {
  return Number.parseInt(seat, 10) < 10 ? 4900 : 2900
}
