// A fixed number of workers; who comes later waits in line, and a line that is too long is refused.
import { control } from './controls.js'

const waitingAtMost = 60
const waiting = []
let busy = 0

export async function withWorker(work) {
  const workers = Number(control('workers', '2'))
  if (busy >= workers) {
    if (waiting.length >= waitingAtMost) throw overloaded(workers)
    await new Promise(resolve => waiting.push(resolve))
  }
  busy += 1
  try {
    return await work()
  } finally {
    busy -= 1
    const free = Number(control('workers', '2')) - busy
    for (const next of waiting.splice(0, Math.max(0, free))) next()
  }
}

function overloaded(workers) {
  const message = `request queue is full: ${waitingAtMost} requests wait for ${workers} workers`
  return Object.assign(new Error(message), { name: 'Overloaded', status: 503 })
}
