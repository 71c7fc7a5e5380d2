import { createServer } from 'node:http'
import { healthReport, recordAnswer } from './health.js'
import { access, failure, info } from './log.js'
import { routes, service } from './routes.js'

const port = Number(process.env.PORT ?? 8080)

const server = createServer(async (request, response) => {
  const startedAt = performance.now()
  const path = new URL(request.url, `http://${service}`).pathname
  const answer = path === '/health' ? healthReport() : await answerOf(request, path)
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer.body))
  if (path === '/health') return
  recordAnswer(answer)
  access(request, answer.status, performance.now() - startedAt)
})

async function answerOf(request, path) {
  const route = routes[`${request.method} ${path}`]
  if (!route) return { status: 404, body: { error: 'not found' } }
  try {
    return { status: 200, body: await route(request) }
  } catch (error) {
    failure(`${request.method} ${path} failed`, error)
    const status = error.status ?? 500
    return { status, body: { error: status === 500 ? 'internal error' : error.message }, failed: true }
  }
}

server.listen(port, '127.0.0.1', () => info(`${service} ${process.env.VERSION ?? 'dev'} listens on ${port}`))
