export function prices() {
  return { book: 1900, mug: 1250, poster: 900 }
}
