// One connection to the database: a line is asked, a line comes back.
import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'

export async function connect() {
  const socket = createConnection({ port: Number(process.env.DATABASE_PORT), host: '127.0.0.1' })
  const lines = createInterface({ input: socket })
  const answers = []
  const nextLine = () => new Promise((resolve, reject) => answers.push({ resolve, reject }))
  const fail = error => {
    for (const answer of answers.splice(0)) answer.reject(error)
  }
  lines.on('line', line => answers.shift()?.resolve(line))
  lines.on('error', () => undefined)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('connection closed by the database')))
  const greeting = nextLine()
  socket.write(`HELLO ${process.env.DATABASE_CLIENT ?? 'orders'}\n`)
  const answer = await greeting
  if (answer.startsWith('FATAL ')) {
    socket.destroy()
    throw Object.assign(new Error(answer.slice(6)), { name: 'DatabaseError' })
  }
  return {
    since: Date.now(),
    query: async text => {
      const result = nextLine()
      socket.write(`${text}\n`)
      return result
    },
    close: () => socket.destroy(),
  }
}
