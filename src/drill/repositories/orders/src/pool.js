// Connections are kept for the next one who needs one, but not for long.
import { readFileSync } from 'node:fs'
import { connect } from './connection.js'

const { size, idleMs, lifetimeMs } = JSON.parse(readFileSync(new URL('../config/pool.json', import.meta.url), 'utf8'))
const idle = []
const waiting = []
let open = 0

export async function withConnection(use) {
  const connection = await acquire()
  try {
    return await use(connection)
  } finally {
    release(connection)
  }
}

async function acquire() {
  const kept = idle.pop()
  if (kept) {
    clearTimeout(kept.timer)
    return kept
  }
  if (open >= size) return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  open += 1
  try {
    return await connect()
  } catch (error) {
    open -= 1
    throw error
  }
}

function release(connection) {
  if (Date.now() - connection.since > lifetimeMs) return drop(connection)
  const next = waiting.shift()
  if (next) return next.resolve(connection)
  connection.timer = setTimeout(() => {
    idle.splice(idle.indexOf(connection), 1)
    drop(connection)
  }, idleMs)
  idle.push(connection)
}

function drop(connection) {
  open -= 1
  connection.close()
  const next = waiting.shift()
  if (next) acquire().then(next.resolve, next.reject)
}
