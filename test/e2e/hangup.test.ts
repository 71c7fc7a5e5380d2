// A dropped line: the session is closed on the record, a practice outage takes its folder away, the exit code says so.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { openTerminal } from '../support/terminal.ts'

test('a hang-up closes the session on the record, puts the practice outage away and ends with 129', async () => {
  const home = mkdtempSync(join(tmpdir(), 'incident-tui-hangup-'))
  const folder = join(home, 'tmp')
  mkdirSync(folder)
  const terminal = openTerminal({ args: ['drill', '--fast'], home, env: { TMPDIR: folder } })
  const drills = () => readdirSync(folder).filter(name => name.startsWith('incident-tui-drill-'))
  try {
    await terminal.until('keep P', 60_000)
    expect(drills()).toHaveLength(1)
    process.kill(terminal.pid, 'SIGHUP')
    expect(await terminal.exited).toMatchObject({ exitCode: 129 })
    const record = new IncidentRecord(join(home, 'record'))
    const events = record.ids().flatMap(id => [...record.read(id).events])
    expect(events.at(-1)).toMatchObject({ type: 'session.closed', how: 'hangup' })
    expect(drills()).toEqual([])
  } finally {
    await terminal.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
})
