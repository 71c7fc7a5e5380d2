// In every drill a wrong fix is refused by the gate with the reason, and the right one passes: the real service, its real
// logs and probes, and the same gate that a person stands before.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { rehearseRevert } from '../../src/actions/revert.ts'
import { discardWorktree } from '../../src/actions/worktree.ts'
import type { Config } from '../../src/config/schema.ts'
import { git } from '../../src/drill/repository.ts'
import type { Scenario } from '../../src/drill/scenario.ts'
import { badDeploy } from '../../src/drill/scenarios/bad-deploy.ts'
import { dbPool } from '../../src/drill/scenarios/db-pool.ts'
import { sessionExpired } from '../../src/drill/scenarios/session-expired.ts'
import { slowApi } from '../../src/drill/scenarios/slow-api.ts'
import { thirdParty } from '../../src/drill/scenarios/third-party.ts'
import { drillConfig, drillPlace } from '../../src/drill/settings.ts'
import { startWorld, type World } from '../../src/drill/world.ts'
import { command } from '../../src/incident/command.ts'
import { startObservatory } from '../../src/signals/observatory.ts'
import { allInsideSince, createGate, signalsOf } from '../../src/store/gating.ts'
import { createSession } from '../../src/store/session.ts'
import { createWatch } from '../../src/store/watch.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import { memoryRecord } from '../support/memory-record.ts'

const windowMs = 10_000
type Ends = (() => Promise<unknown>)[]

/** The config of the drill, asked twice a second: what is waited for is seen sooner. */
function quickConfig(world: World, scenario: Scenario): Config {
  const config = drillConfig(world, scenario)
  return { ...config, health: config.health.map(target => ({ ...target, every: 500 })) }
}

async function practice(scenario: Scenario, ends: Ends) {
  const world = await startWorld(scenario, { now: Date.now() })
  ends.push(() => world.end({ keep: false }))
  const telemetry = new Telemetry({ startedAt: Date.now() })
  const now = Date.now
  const observatory = startObservatory({ config: quickConfig(world, scenario), telemetry, now, cwd: world.clone })
  ends.push(() => observatory.stop())
  let ids = 0
  const session = createSession({
    record: memoryRecord(),
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: 'a',
    readOnly: false,
    now,
    newId: () => `0195cdf0-0000-7000-9000-${(ids++).toString(16).padStart(12, '0')}`,
    runEffect: () => undefined,
  })
  const gate = createGate(session, telemetry, () => windowMs)
  const watch = createWatch(session, telemetry, gate)
  const ticking = setInterval(() => session.store.getState().state.id !== null && watch(Date.now()), 500)
  ends.push(async () => clearInterval(ticking))
  return { world, telemetry, session, gate }
}

type Practice = Awaited<ReturnType<typeof practice>>

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(100)
}

/** What a person does: looks at the gate and asks it. */
function ask({ gate, session }: Practice): string {
  const rows = gate.look(Date.now())
  const answer = session.dispatch({
    kind: 'passGate',
    signals: signalsOf(rows),
    since: allInsideSince(rows) ?? Date.now(),
  })
  return 'refused' in answer ? answer.refused : 'passed'
}

async function breaks(seen: Practice, scenario: Scenario): Promise<void> {
  const { telemetry, session, world } = seen
  await until(() => telemetry.snapshot(Date.now()).health.every(target => target.history.length >= 5))
  await world.breakIt()
  const failing = () =>
    telemetry.snapshot(Date.now()).health.find(one => one.state === 'failing' || one.state === 'slow')
  await until(() => failing() !== undefined)
  const startedAt = failing()?.downSince ?? Date.now()
  session.dispatch({
    kind: 'declare',
    incidentId: 'i1',
    title: scenario.symptom,
    symptom: { text: scenario.symptom, endpoint: null, status: null, startedAt, kind: 'errors' },
    service: scenario.service,
    drill: { scenario: scenario.name },
    severity: null,
    origin: 'person',
  })
  session.dispatch({ kind: 'goToPhase', phase: 'verify' })
}

/** The fix is made, and is on the record as one that is in place. */
async function apply(seen: Practice, scenario: Scenario, name: string): Promise<void> {
  const { world, session } = seen
  const found = scenario.mitigations?.find(one => one.name === name)
  if (found) await execa(world.shopctl, [...found.set])
  else await revert(world, name)
  const purpose = { kind: 'mitigation', name, mitigationId: name, direction: 'do', undo: null, expect: null } as const
  const runId = `run ${name}`
  session.dispatch({
    kind: 'runCommand',
    runId,
    spec: command(['x'], { tier: 'read' }),
    purpose,
    consent: { kind: 'none' },
  })
  const ended = { exitCode: 0, outcome: 'exited', durationMs: 1, artifact: null, tail: '' } as const
  session.dispatch({ kind: 'commandEnded', runId, ...ended })
}

async function revert(world: World, subject: string): Promise<void> {
  const sha = subject === 'the guilty commit' ? world.guilty : await git(world.clone, ['log', '--format=%H', '-1'])
  const rehearsal = await rehearseRevert({
    place: drillPlace(world),
    targets: [sha ?? ''],
    path: join(world.root, `revert-${sha}`),
    incident: { id: 'i1', title: subject },
    branch: 'revert/i1',
    way: 'direct',
  })
  const push = rehearsal.steps.find(step => step.command?.argv.includes('push'))?.command
  await execa('git', (push?.argv ?? []).slice(1), { cwd: rehearsal.worktree as string })
  await discardWorktree(world.clone, rehearsal.worktree as string)
}

const cases: readonly [Scenario, wrong: string, right: string, reason: RegExp][] = [
  [badDeploy, 'the newest commit', 'the guilty commit', /error rate \d+ %, \d+ of \d+ requests failed/],
  [sessionExpired, 'the newest commit', 'the guilty commit', /health|error rate/],
  [dbPool, 'restart orders', 'stop the export', /error rate/],
  [slowApi, 'restart catalog', 'scale search to 8 workers', /error rate|latency/],
  [thirdParty, 'restart bookings', 'book now, pay on arrival', /error rate/],
]

// They mostly wait: all at once takes as long as the slowest.
test.concurrent.each(cases)('$name', { timeout: 240_000 }, async (scenario, wrong, right, reason) => {
  const ends: Ends = []
  try {
    await refusesThenPasses(await practice(scenario, ends), { scenario, wrong, right, reason })
  } finally {
    for (const end of ends.reverse()) await end()
  }
})

interface Case {
  readonly scenario: Scenario
  readonly wrong: string
  readonly right: string
  readonly reason: RegExp
}

async function refusesThenPasses(seen: Practice, { scenario, wrong, right, reason }: Case): Promise<void> {
  await breaks(seen, scenario)
  await apply(seen, scenario, wrong)
  // Long enough for what a restart eases for a moment to come back.
  await until(() => seen.gate.rows().some(row => row.state === 'outside' && row.since !== null) && isWatched(seen))
  // Signals leave one after the other: it is refused from the first on, and says the expected reason once that is seen.
  let refusal = ask(seen)
  expect(refusal).toMatch(/^still outside: /)
  await until(() => {
    if (!reason.test(refusal)) refusal = ask(seen)
    return refusal === 'passed' || reason.test(refusal)
  })
  expect(refusal).toMatch(reason)
  expect(seen.session.store.getState().state.moments.mitigated).toBeNull()
  await apply(seen, scenario, right)
  let answer = ''
  await until(() => {
    answer = ask(seen)
    return answer === 'passed'
  })
  const { moments } = seen.session.store.getState().state
  expect(moments.mitigated).toBeGreaterThanOrEqual(moments.declared ?? Number.NaN)
}

/** A few answers and requests have come since the fix. */
function isWatched({ telemetry, session, gate }: Practice): boolean {
  if (gate.rows().some(row => row.id === 'requests' && row.state === 'unknown')) return false
  const applied = session.store.getState().state.mitigations.at(-1)?.appliedAt ?? 0
  const api = telemetry.snapshot(Date.now()).health.find(target => target.name === 'api')
  return (api?.history.filter(sample => sample.at > applied).length ?? 0) >= 8
}
