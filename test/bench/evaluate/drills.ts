// In each practice outage: how long after the declaration the true cause stands first, read from the record that a
// played drill leaves.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scenario } from '../../../src/drill/scenario.ts'
import { scenarios } from '../../../src/drill/scenarios/all.ts'
import { runProgram } from './speed.ts'
import { atMost, type Figure } from './table.ts'

const mostSeconds = 60

interface RecordedEvent {
  readonly type: string
  readonly recordedAt: string
  readonly hypothesisId?: string
  readonly kind?: string
  readonly suspectSha?: string | null
  readonly score?: number
}

export async function* drills(): AsyncGenerator<Figure> {
  for (const scenario of scenarios) {
    const home = mkdtempSync(join(tmpdir(), 'incident-tui-drill-'))
    try {
      const { stdout } = await runProgram(['drill', scenario.name, '--play', '--fast'], { INCIDENT_TUI_HOME: home })
      const seconds = /culprit +found/.test(stdout) ? firstAfter(eventsOf(home), scenario) : Number.POSITIVE_INFINITY
      yield atMost(`drill ${scenario.name}, its cause first after`, 'played', {
        measured: seconds,
        reach: mostSeconds,
        unit: 's',
      })
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }
}

function eventsOf(home: string): RecordedEvent[] {
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const folder = join(home, 'incidents', incident, 'events')
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordedEvent)
    .sort((a, b) => a.recordedAt.localeCompare(b.recordedAt))
}

/** Seconds from the declaration to the moment from which the true cause stayed first until it was confirmed. */
function firstAfter(events: readonly RecordedEvent[], { cause }: Scenario): number {
  const confirmed = events.find(event => event.type === 'hypothesis.confirmed')?.hypothesisId
  const declaredAt = Date.parse(events.find(event => event.type === 'incident.declared')?.recordedAt ?? '')
  const scores = new Map<string, number>()
  const kinds = new Map<string, string>()
  const isTrue = (id: string): boolean =>
    cause.kind === 'commit' ? id === confirmed : cause.kinds.includes(kinds.get(id) ?? '')
  let since = Number.POSITIVE_INFINITY
  for (const { type, hypothesisId: id, kind, score, recordedAt } of events) {
    if (type === 'hypothesis.proposed' && id) kinds.set(id, kind ?? '')
    if (type === 'hypothesis.confirmed') break
    if (type !== 'hypothesis.scored' || !id) continue
    scores.set(id, score ?? 0)
    const [best] = [...scores].sort((a, b) => b[1] - a[1])
    if (!best || !isTrue(best[0])) since = Number.POSITIVE_INFINITY
    else if (since === Number.POSITIVE_INFINITY) since = Date.parse(recordedAt)
  }
  return Math.max(0, (since - declaredAt) / 1000)
}
