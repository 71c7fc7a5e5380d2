import { createServer } from 'node:http'
import { readCart } from './cart.js'
import { checkout } from './checkout.js'
import { healthReport, recordAnswer } from './health.js'
import { access, failure, info } from './log.js'

const port = Number(process.env.PORT ?? 8080)

const routes = {
  'GET /health': async () => healthReport(),
  'GET /api/cart': async request => ({ status: 200, body: readCart(request.headers['x-cart'] ?? 'c-0') }),
  'POST /api/checkout': async request => ({ status: 200, body: await checkout(await bodyOf(request)) }),
}

const server = createServer(async (request, response) => {
  const startedAt = performance.now()
  const path = new URL(request.url, 'http://checkout').pathname
  const route = routes[`${request.method} ${path}`]
  const answer = await answerOf(route, request, path)
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer.body))
  if (path === '/health') return
  recordAnswer(answer.status)
  access(request, answer.status, performance.now() - startedAt)
})

async function answerOf(route, request, path) {
  if (!route) return { status: 404, body: { error: 'not found' } }
  try {
    return await route(request)
  } catch (error) {
    failure(`${request.method} ${path} failed`, error)
    return { status: 500, body: { error: 'internal error' } }
  }
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString() || '{}')
}

server.listen(port, '127.0.0.1', () => info(`checkout ${process.env.VERSION ?? 'dev'} listens on ${port}`))
