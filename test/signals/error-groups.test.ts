// Error groups as people read them: requests by method, path and status, messages with what differs left open.
import { expect, test } from 'vitest'
import { ErrorGroups } from '../../src/signals/logs/error-groups.ts'
import { calm, observeCrossings } from '../../src/telemetry/crossings.ts'
import { ownFrameOf } from '../../src/telemetry/group-frame.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'

const started = Date.parse('2026-03-25T14:30:00Z')
const access = (path: string, status: number): string =>
  `127.0.0.1 - - [25/Mar/2026:14:30:05 +0000] "POST ${path} HTTP/1.1" ${status} 17`

function grouped(...lines: readonly string[]) {
  const telemetry = new Telemetry({ startedAt: started })
  const groups = new ErrorGroups(telemetry)
  const numbers = lines.map((line, i) => {
    const bytes = new TextEncoder().encode(line)
    return groups.count(bytes, 0, bytes.length, started + i * 100)
  })
  groups.publish()
  return { telemetry, numbers, snapshot: telemetry.snapshot(started + 5000) }
}

test('an access line is told by its request, a message with what differs between its lines left open', () => {
  const { snapshot } = grouped(
    access('/api/orders/4711/pay?now=1', 500),
    access('/api/orders/4712/pay', 500),
    access('/api/orders/4712/pay', 502),
    'ERROR upstream timeout after 31 ms',
    'ERROR upstream timeout after 48 ms',
    'ERROR disk 1 is full',
  )
  expect(snapshot.groups.map(({ title, count }) => `${count} ${title}`).sort()).toEqual([
    '1 POST /api/orders/<n>/pay 502',
    '1 disk 1 is full',
    '2 POST /api/orders/<n>/pay 500',
    '2 upstream timeout after <n> ms',
  ])
})

test('failed requests are no news of their own beside the error that says why', () => {
  const told = (...lines: readonly string[]) =>
    observeCrossings(calm, grouped(...lines).snapshot)
      .observations.filter(one => one.kind === 'new_group')
      .map(one => one.text)
  expect(told(access('/pay', 500), 'ERROR no such cart')).toEqual(['new error group: no such cart'])
  expect(told(access('/pay', 500))).toEqual(['new error group: POST /pay 500'])
})

test('a group is placed by the first frame of our own code in its newest trace', () => {
  const { telemetry, numbers } = grouped('ERROR no such cart')
  const push = (text: string, continues: boolean): number => {
    const bytes = new TextEncoder().encode(text)
    return telemetry.log.push(bytes, 0, bytes.length, { at: started, level: 5, source: 0, continues })
  }
  telemetry.log.setGroup(push('ERROR no such cart', false), numbers[0] as number)
  push('    at find (/srv/shop/node_modules/db/find.js:3:1)', true)
  push('    at pay (/srv/shop/src/pay.js:42:7)', true)
  expect(ownFrameOf(telemetry.log, numbers[0] as number)).toBe('shop/src/pay.js:42')
  expect(ownFrameOf(telemetry.log, 99)).toBeNull()
})
