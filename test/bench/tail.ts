// A log followed live: how many lines a second are taken in and classified, and that none is lost or doubled.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ErrorGroups } from '../../src/signals/logs/error-groups.ts'
import { LogFeed } from '../../src/signals/logs/log-feed.ts'
import { FileTail } from '../../src/signals/tail/file-tail.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { Budget } from './measure.ts'

const lines = 3_000_000
const batch = 20_000

export async function measureTail(folder: string): Promise<Budget[]> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'app.log')
  const file = openSync(path, 'a')
  const telemetry = new Telemetry({ startedAt: Date.now() })
  const groups = new ErrorGroups(telemetry)
  const feed = new LogFeed({ telemetry, groups, name: 'app.log', kind: 'file', index: 0, now: Date.now })
  const tail = new FileTail({ path, backlogBytes: 0, clock: () => performance.now(), onLine: feed.push })
  await tail.poll()
  let spent = 0
  for (let written = 0; written < lines; written += batch) {
    writeSync(file, someLines(written))
    const startedAt = performance.now()
    do {
      feed.begin()
      await tail.poll()
      feed.settle({ ...tail.state, lagBytes: tail.lagBytes })
    } while (tail.lagBytes > 0)
    spent += performance.now() - startedAt
  }
  closeSync(file)
  await tail.close()
  const taken = telemetry.log.pushed
  return [
    { what: 'tail and classify, live', measured: taken / 1000 / spent, unit: 'M lines/s', limit: 3, atLeast: true },
    {
      what: `lines lost or doubled of ${lines.toLocaleString('en')}`,
      measured: Math.abs(lines - taken),
      unit: 'lines lost',
      limit: 0,
    },
  ]
}

/** A service's log: mostly info, an error in a hundred, about 110 bytes a line. */
function someLines(from: number): string {
  let text = ''
  for (let index = from; index < from + batch; index += 1) {
    const level = index % 100 === 0 ? 'ERROR' : index % 20 === 0 ? 'WARN' : 'INFO'
    text += `2026-11-24T14:30:07.${String(index % 1000).padStart(3, '0')}Z ${level} web-${index % 4} request ${index} POST /api/checkout answered in ${index % 900} ms\n`
  }
  return text
}
