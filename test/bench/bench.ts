// The budgets, measured in one run: times of starting as ratios to `node -e 0`, the record and the fold in milliseconds.
// Prints one line a budget; exit code 1 where one is missed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { EventData, IncidentEvent } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { openTerminal } from '../support/terminal.ts'

interface Budget {
  readonly what: string
  readonly measured: number
  readonly unit: 'x node -e 0' | 'ms'
  readonly limit: number
}

const folder = mkdtempSync(join(tmpdir(), 'incident-tui-bench-'))
const budgets: Budget[] = []

try {
  const node = median(15, () => timed(() => spawnSync(process.execPath, ['-e', '0'])))
  await measureStart(node)
  measureRecord(10)
  measureRecord(10_000)
  for (const { what, measured, unit, limit } of budgets) {
    const verdict = measured <= limit ? 'ok    ' : 'MISSED'
    console.log(`${verdict} ${what.padEnd(52)} ${measured.toFixed(2).padStart(8)} ${unit}, budget ${limit}`)
  }
  console.log(`       node -e 0 took ${node.toFixed(1)} ms here`)
  process.exitCode = budgets.every(one => one.measured <= one.limit) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measureStart(node: number): Promise<void> {
  const home = join(folder, 'start')
  const record = new IncidentRecord(join(home, 'record'))
  const incidentId = uuid()
  for (const event of someEvents(1000, incidentId)) record.append(incidentId, event)
  const skeleton: number[] = []
  const live: number[] = []
  for (let round = 0; round < 7; round += 1) {
    const startedAt = performance.now()
    const terminal = openTerminal({ args: ['resume'], cols: 160, rows: 45, home })
    await terminal.until(frame => /reading the record|Triage/.test(frame))
    skeleton.push(performance.now() - startedAt)
    await terminal.until(frame => /Triage/.test(frame) && /Enter/.test(frame))
    live.push(performance.now() - startedAt)
    await terminal.close()
  }
  budgets.push({ what: 'skeleton on screen', measured: middle(skeleton) / node, unit: 'x node -e 0', limit: 1.3 })
  budgets.push({
    what: 'live cockpit, incident of 1,000 events resumed',
    measured: middle(live) / node,
    unit: 'x node -e 0',
    limit: 4.5,
  })
}

function measureRecord(count: number): void {
  const record = new IncidentRecord(join(folder, `record-${count}`))
  for (const event of someEvents(count, 'bench')) record.append('bench', event)
  for (const event of someEvents(100, 'bench')) record.append('bench', event)
  const writes = someEvents(200, 'bench').map(event => timed(() => record.append('bench', event)))
  const p99 = writes.sort((a, b) => a - b)[197] ?? 0
  budgets.push({ what: `one event recorded beside ${count}, p99`, measured: p99, unit: 'ms', limit: 5 })
  if (count < 10_000) return
  const load = median(3, () => timed(() => fold(record.read('bench').events)))
  budgets.push({ what: `load and fold ${count} events`, measured: load, unit: 'ms', limit: 250 })
}

function someEvents(count: number, incidentId: string): IncidentEvent[] {
  const now = Date.now() - count * 1000
  const symptom = { text: '500 errors', endpoint: null, status: 500, startedAt: now, kind: 'errors' as const }
  const rest = { service: null, drill: null, origin: 'person' as const }
  const first: EventData = { type: 'incident.declared', incidentId, title: '500 errors', symptom, ...rest }
  return Array.from({ length: count }, (_, index) => {
    const at = now + index * 1000
    const header = { id: uuid({ msecs: at }), at, recordedAt: at, by: 'ana@ops-1', actor: 'bench', seq: index }
    return { ...header, ...(index === 0 ? first : { type: 'note.added' as const, text: `note ${index}` }) }
  })
}

function timed(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

function median(rounds: number, measure: () => number): number {
  return middle(Array.from({ length: rounds }, measure))
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
