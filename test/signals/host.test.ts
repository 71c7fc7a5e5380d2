// The host sampler on the machine the tests run on.
import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { createHostSampler, watchHost } from '../../src/signals/host.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'

test('a sample holds what this machine says of itself, in shares between 0 and 1', async () => {
  let now = 1000
  const sample = createHostSampler(() => now)
  await sample()
  now += 20_000
  const host = await sample()
  expect(host).toMatchObject({ at: 21_000, name: hostname(), oomKills: process.platform === 'linux' ? 0 : null })
  expect(host.memoryBytes).toBeGreaterThan(64 * 1024 * 1024)
  for (const share of [host.memoryShare, host.cpuShare ?? 0, ...host.disks.map(disk => disk.usedShare)]) {
    expect(share).toBeGreaterThanOrEqual(0)
    expect(share).toBeLessThanOrEqual(1)
  }
  expect(host.disks.every(disk => disk.mount.startsWith('/'))).toBe(true)
})

test('watching fills the telemetry and ends when it is told to', async () => {
  const telemetry = new Telemetry({ startedAt: 0 })
  const stop = new AbortController()
  const end = watchHost(telemetry, { everyMs: 5, now: Date.now, stop: stop.signal })
  while (telemetry.snapshot(telemetry.version * 2000).host === null) await new Promise(resolve => setImmediate(resolve))
  stop.abort()
  await end
  expect(telemetry.snapshot(1e12).blind).toEqual([])
})
