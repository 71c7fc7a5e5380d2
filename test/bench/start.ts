// How soon something is on screen, beside `node -e 0` in the same run.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { openTerminal } from '../support/terminal.ts'
import { type Budget, median, middle, timed } from './measure.ts'
import { someEvents } from './some-events.ts'

const rounds = 9

export async function measureStart(folder: string): Promise<Budget[]> {
  const home = join(folder, 'start')
  const record = new IncidentRecord(join(home, 'record'))
  const incidentId = uuid()
  for (const event of someEvents(1000, incidentId)) record.append(incidentId, event)
  const [skeleton, live]: [number[], number[]] = [[], []]
  const node = median(15, () => timed(() => spawnSync(process.execPath, ['-e', '0'])))
  await firstStart(home)
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now()
    const terminal = openTerminal({ args: ['resume'], cols: 160, rows: 45, home })
    await terminal.until(frame => /reading the record|Triage/.test(frame))
    skeleton.push(performance.now() - startedAt)
    await terminal.until(frame => /Triage/.test(frame) && /Enter/.test(frame))
    live.push(performance.now() - startedAt)
    await terminal.close()
  }
  console.log(`       node -e 0 took ${node.toFixed(1)} ms here`)
  const unit = 'x node -e 0'
  return [
    { what: 'skeleton on screen', measured: middle(skeleton) / node, unit, limit: 1.3 },
    { what: 'live cockpit, incident of 1,000 events resumed', measured: middle(live) / node, unit, limit: 4.5 },
  ]
}

/** The first start of a version compiles it and keeps that after a while: it is every later one that is measured. */
async function firstStart(home: string): Promise<void> {
  const terminal = openTerminal({ args: ['resume'], cols: 160, rows: 45, home })
  await terminal.until('Triage')
  await wait(3000)
  await terminal.close()
}
