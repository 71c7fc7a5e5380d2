// What the kernel, the clock and certificates say that an on-call person wants to know, and that it reaches the timeline.
import { expect, test } from 'vitest'
import { offsetOfChrony, offsetOfTimesync } from '../../src/signals/clock-offset.ts'
import { readKernelMessage } from '../../src/signals/kernel-log.ts'
import { calm, observeCrossings } from '../../src/telemetry/crossings.ts'
import { certificateFinding, hostFindings } from '../../src/telemetry/host-limits.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { HostSnapshot } from '../../src/telemetry/types.ts'

const day = 86_400_000
const now = Date.parse('2026-03-25T14:30:00Z')
const host: HostSnapshot = {
  at: now,
  name: 'ops-1',
  cores: 8,
  cpuShare: 0.1,
  load: [0, 0, 0],
  memoryShare: 0.5,
  memoryBytes: 1e9,
  swapShare: null,
  pressure: { cpu: 0, memory: 0, io: 0 },
  disks: [],
  openFilesShare: 0.1,
  networkErrorsPerMin: 0,
  oomKills: 0,
  uptimeSeconds: 100,
  missing: [],
}

test.each([
  ['3,1200,5000000,-;Out of memory: Killed process 4711 (java) total-vm:8388608kB', 'memory'],
  ['3,1201,5000000,-;blk_update_request: I/O error, dev sda, sector 2048', 'disk'],
  ['3,1202,5000000,-;INFO: task postgres:812 blocked for more than 120 seconds.', 'hang'],
  ['4,1203,5000000,-;nf_conntrack: nf_conntrack: table full, dropping packet', 'network'],
  ['6,1204,5000000,-;node[99]: segfault at 0 ip 00007f sp 00007f error 4', 'crash'],
])('the kernel says %j: that is trouble with %s', (record, trouble) => {
  expect(readKernelMessage(record, now)).toMatchObject({ trouble, at: now + 5000 })
})

test('what the kernel says all day is none, and escapes in it do not come through', () => {
  expect(readKernelMessage('6,1,100,-;usb 1-1: new high-speed USB device', now)).toBeNull()
  expect(readKernelMessage('not a record', now)).toBeNull()
  expect(readKernelMessage('6,1,100,-;ev\u001b[31mil[1]: segfault at 0', now)?.text).not.toContain('\u001b')
})

test('a kernel trouble reaches the timeline once, at its own time', () => {
  const telemetry = new Telemetry({ startedAt: now - 60_000 })
  telemetry.setHost({
    ...host,
    kernel: [{ at: now - 500, trouble: 'memory', text: 'Out of memory: Killed process 4711 (java)' }],
  })
  const first = observeCrossings(calm, telemetry.snapshot(now))
  expect(first.observations).toEqual([
    expect.objectContaining({ kind: 'host_threshold', subject: 'kernel', level: 'critical', at: now - 500 }),
  ])
  expect(observeCrossings(first.state, telemetry.snapshot(now)).observations).toEqual([])
})

test('the clock is over its limit where it is a second off, either way', () => {
  const clock = (ms: number | null) => hostFindings({ ...host, clockOffsetMs: ms }).find(one => one.name === 'clock')
  expect(clock(null)).toBeUndefined()
  expect(clock(20)?.bad).toBe(false)
  expect(clock(-2400)).toMatchObject({ bad: true, words: 'the clock is 2.4 s behind' })
  expect(offsetOfChrony('A29FC87B,162.159.200.123,4,1711,2.414,0.0001,x\n')).toBe(2414)
  expect(offsetOfChrony('506 Cannot talk to daemon')).toBeNull()
  const message =
    'NTPMessage={ Leap=0, Version=4, OriginateTimestamp=Wed 2026-03-25 14:30:00 UTC, ReceiveTimestamp=Wed 2026-03-25 14:30:03 UTC, TransmitTimestamp=Wed 2026-03-25 14:30:03 UTC, DestinationTimestamp=Wed 2026-03-25 14:30:00 UTC, Ignored=no }'
  expect(offsetOfTimesync(message)).toBe(-3000)
  expect(offsetOfTimesync('')).toBeNull()
})

test('of a chain the certificate that ends first is named, in days', () => {
  const tls = { subject: 'shop', issuer: 'R3', validTo: now + 60 * day, selfSigned: false }
  const above = [{ subject: 'R3', issuer: 'Root', validTo: now + 2 * day + 1000 }]
  expect(certificateFinding({ name: 'api', tls }, now)).toMatchObject({ bad: false, daysLeft: 60 })
  expect(certificateFinding({ name: 'api', tls: { ...tls, above } }, now)).toMatchObject({
    bad: true,
    urgent: true,
    words: 'the certificate of R3, above that of api, ends in 2 days',
  })
  const ended = certificateFinding({ name: 'api', tls: { ...tls, validTo: now - day } }, now)
  expect(ended?.words).toBe('the certificate of api ended a day ago')
  expect(certificateFinding({ name: 'api', tls: null }, now)).toBeNull()
})
