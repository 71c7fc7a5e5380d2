// Asking a target at once, and not asking it at all, against a real port.
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { describeTarget, watchTarget } from '../../src/signals/health.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'

test('a target is asked at once when someone wants to know, also while it is paused, and otherwise at its rhythm', async () => {
  let asked = 0
  let isAsked = () => {}
  const server = createServer(socket => {
    asked += 1
    socket.end()
    isAsked()
  })
  const nextQuestion = () => new Promise<void>(resolve => (isAsked = resolve))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const target = { name: 'db', tcp: `127.0.0.1:${port}`, every: 3_600_000, timeout: 5000 }
  const telemetry = new Telemetry({ startedAt: 0 })
  telemetry.addTarget(describeTarget(target))
  const stop = new AbortController()
  const first = nextQuestion()
  const watching = watchTarget(target, { telemetry, now: () => 1000, cwd: process.cwd(), stop: stop.signal })
  await first
  telemetry.setPaused('db', true)
  const second = nextQuestion()
  expect(telemetry.askNow('db')).toBe(true)
  await second
  expect(asked).toBe(2)
  expect(telemetry.askNow('nobody')).toBe(false)
  stop.abort()
  await watching
  expect(telemetry.askNow('db')).toBe(false)
  await new Promise(resolve => server.close(resolve))
})
