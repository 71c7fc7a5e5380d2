// Visitors of the practice service: so many a second, each doing what the file of its kind says.
import { Agent, request } from 'node:http'

export async function startLoad({ port, visit, perSecond, isUp }) {
  const { visitor } = await import(`./visits/${visit}.js`)
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })

  /** Resolves to the answer's status and body; null where there is none. */
  function ask(method, path, { body, headers = {} } = {}) {
    return new Promise(resolve => {
      const options = { host: '127.0.0.1', port, path, method, headers, agent, timeout: 5000 }
      const outgoing = request(options, answer => {
        const chunks = []
        answer.on('data', chunk => chunks.push(chunk))
        answer.on('error', () => resolve(null))
        answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(chunks).toString() }))
      })
      outgoing.on('error', () => resolve(null))
      outgoing.on('timeout', () => outgoing.destroy())
      outgoing.end(body && JSON.stringify(body))
    })
  }

  let count = 0
  const next = () => {
    setTimeout(next, 1000 / perSecond())
    if (!isUp()) return
    count += 1
    visitor(ask, count).catch(() => undefined)
  }
  next()
}
