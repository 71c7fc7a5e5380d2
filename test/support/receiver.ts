// A webhook on a free port of this machine that answers as the test says, and remembers what it was sent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly body: string
  readonly key: string
  readonly path: string
}

export type Answering = (response: ServerResponse, received: Received, count: number) => void

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** Those that were answered with a 2xx. */
  readonly accepted: readonly Received[]
  answer: Answering
  close(): Promise<void>
}

export const accepting: Answering = response => response.writeHead(200).end('ok')

export async function startReceiver(answer: Answering = accepting): Promise<Receiver> {
  const received: Received[] = []
  const accepted: Received[] = []
  const server = createServer((request, response) => void handle(request, response))
  const receiver = { received, accepted, answer, url: '', close }
  async function handle(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const key = String(request.headers['idempotency-key'] ?? '')
    const one = { body: Buffer.concat(chunks).toString(), key, path: request.url ?? '' }
    received.push(one)
    response.on('finish', () => {
      if (response.statusCode < 300) accepted.push(one)
    })
    receiver.answer(response, one, received.length)
  }
  async function close() {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` })
}
