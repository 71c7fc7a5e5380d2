// Log files into the telemetry: levels, times, rates, groups and the state of the source, from real files.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ErrorGroups } from '../../src/signals/logs/error-groups.ts'
import { followFile } from '../../src/signals/logs/follow-file.ts'
import { levelOfLine, stampOfLine } from '../../src/signals/logs/line-scan.ts'
import { LogFeed } from '../../src/signals/logs/log-feed.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { levelWords } from '../../src/telemetry/log-ring.ts'

const started = Date.parse('2026-03-25T14:30:00Z')
let folder: string
let now: number
let telemetry: Telemetry
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-feed-'))
  now = started
  telemetry = new Telemetry({ startedAt: started })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const feedOf = (name: string, index = 0) =>
  new LogFeed({ telemetry, groups: new ErrorGroups(telemetry), name, kind: 'file', index, now: () => now })
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(5)
}

describe('a followed file', () => {
  test('its old lines keep their time and are no news; its new ones are counted, grouped and cleaned', async () => {
    const path = join(folder, 'app.log')
    writeFileSync(path, '2026-03-25T13:00:00Z ERROR old trouble 17\n    at frame (a.js:1)\n')
    const stop = new AbortController()
    const end = followFile(path, feedOf('app'), stop.signal)
    await until(() => telemetry.log.pushed === 2)
    const line = telemetry.log.line(0)
    expect(line).toMatchObject({ level: 'error', at: Date.parse('2026-03-25T13:00:00Z'), continues: false })
    expect(telemetry.log.line(1)).toMatchObject({ level: 'error', continues: true })
    expect(telemetry.snapshot(now).rates).toMatchObject({ errorsPerMin: 0 })
    now += 1000
    appendFileSync(
      path,
      'ERROR order 4711 of 10.0.0.1: password=hunter2 \u001b[31mrefused\nERROR order 4712 of 10.0.0.2: password=hunter3 refused\nINFO fine\n',
    )
    await until(() => telemetry.log.pushed === 5)
    stop.abort()
    await end
    const { rates, groups, sources } = telemetry.snapshot(now + 1000)
    expect(rates).toMatchObject({ errorsPerMin: 2, linesPerMin: 3 })
    expect(sources).toMatchObject([{ name: 'app', state: 'following', lines: 5, linesPerMin: 3, errorsPerMin: 2 }])
    const refused = groups.filter(group => group.title.startsWith('order'))
    expect(refused.map(group => group.count).reduce((a, b) => a + b)).toBe(2)
    expect(JSON.stringify(groups)).not.toMatch(/hunter|\\u001b/)
    expect(groups.find(group => group.title === 'old trouble 17')?.firstAt).toBe(Date.parse('2026-03-25T13:00:00Z'))
  })

  test('a missing file waits and says so', async () => {
    const stop = new AbortController()
    const end = followFile(join(folder, 'none.log'), feedOf('none'), stop.signal)
    await until(() => telemetry.snapshot(now).sources[0]?.reason !== null)
    expect(telemetry.snapshot(now + 2000).sources[0]).toMatchObject({
      state: 'waiting',
      reason: 'the file does not exist yet',
    })
    stop.abort()
    await end
  })
})

test.each([
  ['2026-03-25 14:30:00 ERROR boom', 'error'],
  ['[WARN] disk', 'warn'],
  ['I am terrified of errors', 'unknown'],
  ['{"level":50,"msg":"x"}', 'error'],
  ['{"level":"info","msg":"error budget"}', 'info'],
  ['time=x level=debug msg="y"', 'debug'],
  ['1.2.3.4 - - [25/Mar/2026:14:30:00 +0000] "GET /api/error-page HTTP/1.1" 502 17', 'error'],
  ['1.2.3.4 - - [25/Mar/2026:14:30:00 +0000] "GET /info/ HTTP/1.1" 200 17', 'info'],
  ['panic: runtime error', 'fatal'],
  ['', 'unknown'],
])('the level of %j is %s', (line, level) => {
  const bytes = Buffer.from(`xx${line}yy`)
  expect(levelWords[levelOfLine(bytes, 2, bytes.length - 2)]).toBe(level)
})

test('stamps with zone, without zone and of access logs are read', () => {
  const stamp = (line: string) => stampOfLine(Buffer.from(line), 0, line.length)
  expect(stamp('2026-03-25T14:30:00.5+0200 x')).toBe(Date.parse('2026-03-25T12:30:00.500Z'))
  expect(stamp('[2026-03-25 14:30:00,123] x')).toBe(Date.parse('2026-03-25T14:30:00.123Z'))
  expect(stamp('a - - [25/Mar/2026:14:30:00 +0000] "GET')).toBe(started)
  expect(stamp('nothing')).toBeNull()
})
