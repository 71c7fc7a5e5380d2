// A payment provider outside of the shop, with its status page. While its card network is away it answers what it can.
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { control } from './controls.js'

let charges = 0
let awaySince = null

const server = createServer(async (request, response) => {
  request.resume()
  const isAway = control('card-network', 'up') === 'away'
  awaySince = isAway ? (awaySince ?? Date.now()) : null
  const send = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (request.url === '/api/v2/summary.json') return send(200, summary())
  charges += 1
  if (!isAway) {
    await pause(20)
    return send(200, { id: `ch-${charges}` })
  }
  if (charges % 2 === 0) return send(503, { error: 'card network unavailable' })
  await pause(8000)
  send(504, { error: 'card network timed out' })
})

/** The page's people need some seconds to notice. */
function summary() {
  const isTold = awaySince !== null && Date.now() - awaySince > 4000
  const state = isTold ? 'major_outage' : 'operational'
  const startedAt = new Date(awaySince ?? Date.now()).toISOString()
  return {
    page: { id: 'payharbor', name: 'PayHarbor', url: `http://127.0.0.1:${process.env.PROVIDER_PORT}` },
    status: isTold
      ? { indicator: 'major', description: 'Partial System Outage' }
      : { indicator: 'none', description: 'All Systems Operational' },
    components: [{ id: 'charges', name: 'Card charges', status: state }],
    incidents: isTold
      ? [
          {
            id: 'i-1',
            name: 'Card charges fail or time out',
            status: 'investigating',
            impact: 'major',
            started_at: startedAt,
            created_at: startedAt,
          },
        ]
      : [],
    scheduled_maintenances: [],
  }
}

setInterval(() => {
  if (control('card-network', 'up') === 'away') awaySince ??= Date.now()
}, 500)
server.listen(Number(process.env.PROVIDER_PORT), '127.0.0.1')
