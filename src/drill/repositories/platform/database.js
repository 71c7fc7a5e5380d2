// A database server: a line is a query, a line is its answer; only so many connections are let in.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { control } from './controls.js'

const queryMs = 4
const clients = new Map()

function log(level, text) {
  appendFileSync(join(process.env.LOG_DIR, 'database.log'), `${new Date().toISOString()} ${level} ${text}\n`)
}

const server = createServer(socket => {
  socket.on('error', () => undefined)
  socket.on('close', () => clients.delete(socket))
  createInterface({ input: socket }).on('line', line => {
    if (!clients.has(socket)) return greet(socket, line)
    setTimeout(() => socket.writable && socket.write(`OK ${line.split(' ').length} rows\n`), queryMs)
  })
})

function greet(socket, line) {
  if (clients.size >= Number(control('max-connections', '12'))) {
    log('ERROR', 'refused a connection: too many clients already')
    return socket.end('FATAL sorry, too many clients already\n')
  }
  clients.set(socket, line.replace(/^HELLO /, ''))
  socket.write('READY\n')
}

setInterval(() => {
  const counts = new Map()
  for (const client of clients.values()) counts.set(client, (counts.get(client) ?? 0) + 1)
  const held = [...counts].map(([client, count]) => `${client} ${count}`).join(', ')
  log('INFO', `connections: ${clients.size} of ${control('max-connections', '12')} (${held || 'none'})`)
}, 5000)
log('INFO', 'database accepts connections')
server.listen(Number(process.env.DATABASE_PORT), '127.0.0.1')
