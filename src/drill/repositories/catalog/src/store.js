import { setTimeout as pause } from 'node:timers/promises'

const kinds = ['book', 'mug', 'poster', 'lamp', 'chair']
const items = Array.from({ length: 40 }, (_, index) => ({
  id: `i-${index}`,
  title: `blue ${kinds[index % 5]} ${index}`,
}))
/** One read of the store's disk. */
const readMs = 55

export async function lookUp(isWanted) {
  await pause(readMs)
  return items.filter(isWanted)
}
