// Updates in the whole program on a real terminal, with a webhook that is down, hangs, and a program that is killed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accepting, type Receiver, startReceiver } from '../support/receiver.ts'
import { openTerminal, type Terminal } from '../support/terminal.ts'

let home: string
let receiver: Receiver
const open: Terminal[] = []

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-telling-'))
  receiver = await startReceiver()
  const config = 'host: false\nupdates: [{ name: chat, webhook: { env: CHAT_WEBHOOK, format: json } }]\n'
  writeFileSync(join(home, 'config.yaml'), config)
})
afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close()
  await receiver.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function start(...args: string[]): Terminal {
  const env = { CHAT_WEBHOOK: receiver.url, INCIDENT_TUI_CONFIG: join(home, 'config.yaml') }
  const terminal = openTerminal({ args, home, cwd: home, env, cols: 80, rows: 24 })
  open.push(terminal)
  return terminal
}

test('an update is shown as it leaves, goes out on y, and Updates says that it arrived', async () => {
  const one = start('500 errors on /api/checkout')
  await one.until(/Triage .* step 1 of 3/)
  one.press('u')
  await one.until('Leaves this box: the text above, to 127.0.0.1:')
  one.press(' Thanks.', 'Enter')
  await one.until(/y {3}send it to chat/)
  one.press('y')
  await one.until('In the outbox for chat')
  one.press('S')
  await one.until('delivered, answered 200')
  expect(JSON.parse(receiver.accepted[0]?.body ?? '{}').text).toContain('Thanks.')
})

test('a webhook that is down gets it once the incident is open again, with the time it was written', async () => {
  receiver.answer = response => response.writeHead(503).end()
  const first = start('checkout is down')
  await first.until(/Triage .* step 1 of 3/)
  first.press('u', 'Enter')
  await first.until(/y {3}send it to chat/)
  first.press('y', 'S')
  await first.until('answered 503')
  first.press('Esc')
  await first.until('▸ Triage')
  first.press('q')
  await first.exited
  expect(first.frame()).toContain('1 message waits in the outbox')
  receiver.answer = accepting
  const second = start('resume')
  await second.until(/Triage .* step 1 of 3/)
  second.press('S')
  await second.until(/delivered, \d+ tries, answered 200/)
  expect(receiver.accepted).toHaveLength(1)
  const written = JSON.parse(receiver.received[0]?.body ?? '{}').at
  expect(JSON.parse(receiver.accepted[0]?.body ?? '{}').at).toBe(written)
})

test('killed while it sends, the next program says so, sends nothing, and sends again when asked to', async () => {
  const arrived = Promise.withResolvers<void>()
  receiver.answer = () => arrived.resolve()
  const first = start('checkout is down')
  await first.until(/Triage .* step 1 of 3/)
  first.press('u', 'Enter')
  await first.until(/y {3}send it to chat/)
  first.press('y')
  await arrived.promise
  first.kill('SIGKILL')
  await first.exited
  receiver.answer = accepting
  const second = start('resume')
  await second.until('A message to chat was being sent when the program ended')
  expect(receiver.received).toHaveLength(1)
  second.press('S')
  await second.until('it may arrive twice')
  second.press('y', 'S')
  await second.until('delivered, answered 200')
  expect(receiver.received.map(({ key }) => key)).toEqual([receiver.received[0]?.key, receiver.received[0]?.key])
})
