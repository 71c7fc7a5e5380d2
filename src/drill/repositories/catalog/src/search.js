import { readFileSync } from 'node:fs'
import { lookUp } from './store.js'
import { withWorker } from './workers.js'

const { resultsAtMost } = JSON.parse(readFileSync(new URL('../config/service.json', import.meta.url), 'utf8'))

export async function search(words) {
  const found = await withWorker(() => lookUp(item => item.title.includes(words)))
  return { count: found.length, items: found.slice(0, resultsAtMost) }
}

export async function findItem(id) {
  const [item] = await withWorker(() => lookUp(one => one.id === id))
  return item ?? { id, title: 'not for sale any more' }
}
