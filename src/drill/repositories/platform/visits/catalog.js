// Visitors search, and some open what they found.
const words = ['book', 'mug', 'poster', 'lamp', 'chair', 'blue', 'gift', 'summer']

export async function visitor(ask, count) {
  if (count % 6 === 0) return ask('GET', `/api/item?id=i-${count % 40}`)
  return ask('GET', `/api/search?q=${words[count % words.length]}`)
}
