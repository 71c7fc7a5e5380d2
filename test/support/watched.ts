// An incident that is watched second by second: a real session, real telemetry and the rules over it, on a clock of its
// own. What the service does is told by the test; a restart keeps the record and nothing else.
import { command } from '../../src/incident/command.ts'
import type { IncidentEvent } from '../../src/incident/events.ts'
import { second } from '../../src/incident/time.ts'
import { allInsideSince, createGate, type Gate, signalsOf } from '../../src/store/gating.ts'
import { createSession, type Session } from '../../src/store/session.ts'
import { createWatch } from '../../src/store/watch.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { memoryRecord } from './memory-record.ts'

/** How the service answers in a second: with an error line, a share of failed requests, a latency; or nothing at all. */
export interface Weather {
  readonly health?: 'ok' | 'failing' | 'silent'
  readonly latencyMs?: number
  readonly failedRequests?: number
  readonly errorLine?: string
}

export interface Watched {
  readonly session: Session
  readonly telemetry: Telemetry
  readonly gate: Gate
  now(): number
  /** Lets seconds pass in that weather. */
  pass(seconds: number, weather?: Weather): void
  /** Time in which no program runs. */
  away(seconds: number): void
  /** The program is gone, and another one is started on the same record. */
  restart(): void
  /** The gate as a person asks it: what it answered. */
  passGate(): string
}

const requestsASecond = 10

export function watched(
  given: readonly IncidentEvent[],
  { from, windowMs }: { from: number; windowMs: number },
): Watched {
  let now = from
  let ids = 0
  let starts = 0
  const begin = (events: readonly IncidentEvent[]) => {
    starts += 1
    const session = createSession({
      record: memoryRecord(events),
      incidentId: 'i1',
      identity: 'ana@ops-1',
      actor: `program-${starts}`,
      readOnly: false,
      now: () => now,
      newId: () => `0195cdf0-0000-7000-9000-${(ids++).toString(16).padStart(12, '0')}`,
      runEffect: () => undefined,
    })
    const telemetry = new Telemetry({ startedAt: now })
    telemetry.addTarget({ name: 'api', kind: 'http', target: 'http://api', everyMs: second })
    const gate = createGate(session, telemetry, () => windowMs)
    return { session, telemetry, gate, watch: createWatch(session, telemetry, gate) }
  }
  let running = begin(given)

  const log = (text: string, level: number, group = -1) => {
    const bytes = Buffer.from(text)
    const held = running.telemetry.log.push(bytes, 0, bytes.length, { at: now, level, source: 0 })
    if (group >= 0) running.telemetry.log.setGroup(held, group)
  }
  const groups = new Map<string, { id: string; title: string; count: number; firstAt: number; lastAt: number }>()
  const source = (lines: number) =>
    running.telemetry.setSource({
      name: 'app.log',
      kind: 'file',
      state: 'following',
      reason: null,
      linesPerMin: lines,
      errorsPerMin: 0,
      lines,
      dropped: 0,
      lagBytes: 0,
      lastAt: now,
    })
  const happens = ({ health = 'ok', latencyMs = 30, failedRequests = 0, errorLine }: Weather) => {
    const { telemetry } = running
    if (health !== 'silent')
      telemetry.recordProbe('api', {
        at: now,
        ok: health === 'ok',
        slow: false,
        answer: health === 'ok' ? '200' : '500',
        status: null,
        latencyMs,
        reason: health === 'ok' ? null : 'it says failing',
        reasonKind: null,
        timings: null,
        tls: null,
        redirect: null,
      })
    for (let index = 0; index < requestsASecond; index += 1)
      log(`x "POST /api/checkout HTTP/1.1" ${index < failedRequests ? 500 : 200} 12`, 3)
    if (errorLine !== undefined) {
      log(errorLine, 5)
      const group = groups.get(errorLine) ?? { id: errorLine, title: errorLine, count: 0, firstAt: now, lastAt: now }
      groups.set(errorLine, { ...group, count: group.count + 1, lastAt: now })
      telemetry.setGroups([...groups.values()])
    }
    telemetry.countLines(now, requestsASecond, (errorLine === undefined ? 0 : 1) + failedRequests)
    source(requestsASecond)
  }

  return {
    get session() {
      return running.session
    },
    get telemetry() {
      return running.telemetry
    },
    get gate() {
      return running.gate
    },
    now: () => now,
    pass: (seconds, weather = {}) => {
      for (let passed = 0; passed < seconds; passed += 1) {
        now += second
        happens(weather)
        running.watch(now)
      }
    },
    away: seconds => {
      now += seconds * second
    },
    restart: () => {
      running = begin(running.session.events())
    },
    passGate: () => {
      const rows = running.gate.look(now)
      const since = allInsideSince(rows) ?? now
      const answer = running.session.dispatch({ kind: 'passGate', signals: signalsOf(rows), since })
      return 'refused' in answer ? answer.refused : 'passed'
    },
  }
}

/** A mitigation without an undo, switched on a second later. */
export function applyMitigation(world: Watched, name: string): void {
  world.away(1)
  const purpose = { kind: 'mitigation', name, mitigationId: name, direction: 'do', undo: null, expect: null } as const
  const spec = command(['true'], { tier: 'read' })
  const runId = `run ${name}`
  world.session.dispatch({ kind: 'runCommand', runId, spec, purpose, consent: { kind: 'none' } })
  const ended = { exitCode: 0, outcome: 'exited', durationMs: 1, artifact: null, tail: '' } as const
  world.session.dispatch({ kind: 'commandEnded', runId, ...ended })
}
