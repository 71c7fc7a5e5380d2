// The TCP and the command probe against real ports and real programs.
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import { probeCommand } from '../../src/signals/command-probe.ts'
import { probeTcp } from '../../src/signals/tcp-probe.ts'

const now = () => 1000
const tcp = (address: string) => probeTcp({ name: 'db', tcp: address, every: 5000, timeout: 2000 }, now)
const run = (script: string, timeout = 10_000) => {
  const config = { name: 'queue', command: [process.execPath, '-e', script], every: 5000, timeout }
  return probeCommand(config, { now, cwd: process.cwd() })
}

test('a port that takes connections is open, one that does not is refused, a wrong address says so', async () => {
  const server = createServer(socket => socket.end())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect(configSchema.parse({ health: [{ name: 'db', tcp: `127.0.0.1:${port}` }] }).health[0]).toBeDefined()
  expect(await tcp(`127.0.0.1:${port}`)).toMatchObject({ ok: true, answer: 'open', reason: null })
  await new Promise(resolve => server.close(resolve))
  expect(await tcp(`127.0.0.1:${port}`)).toMatchObject({ ok: false, answer: 'refused', reasonKind: 'refused' })
  expect((await tcp('nonsense')).reason).toBe('nonsense is not host:port')
})

test('a command is good when it exits with 0; else its last line is the reason, cleaned', async () => {
  expect(await run('')).toMatchObject({ ok: true, answer: 'ok', reason: null })
  const failed = await run('console.log("queue \\u001b[31mfull, password=hunter2"); process.exit(3)')
  expect(failed).toMatchObject({ ok: false, answer: 'exit 3', reasonKind: 'exit' })
  expect(failed.reason).toMatch(/^exit 3: queue .*full, password=\[redacted\]$/)
  expect(await run('setInterval(() => 0, 1000)', 300)).toMatchObject({ ok: false, answer: 'timeout' })
  const missing = { name: 'x', command: ['no-such-program-here'], every: 5000, timeout: 5000 }
  const result = await probeCommand(missing, { now, cwd: process.cwd() })
  expect(result).toMatchObject({ ok: false, reason: 'no-such-program-here is not installed' })
})
