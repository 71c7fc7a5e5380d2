// A process that makes a fix, and is killed at the moment its parent names: it kills itself, as kill -9 from outside would.

import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { command } from '../../src/incident/command.ts'
import type { IncidentState } from '../../src/incident/state.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { due, type FixSession, fixSession } from '../support/fix-session.ts'

interface Order {
  readonly root: string
  readonly clone: string
  readonly kind: 'revert' | 'hotfix'
  readonly target: string
  /** `before:push`: as soon as its start is on record; `end:push`: it has ended, and that is not on record; `after:push`. */
  readonly killAt: string
  readonly env: Readonly<Record<string, string>>
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const die = () => process.kill(process.pid, 'SIGKILL')
const runIds = new Map<string, string>()

const flow: FixSession = fixSession({
  place: {
    repo: order.clone,
    remote: 'origin',
    branch: 'main',
    deploy: command(['sh', '-c', 'echo deployed >> ../deploys'], { cwd: order.clone, tier: 'danger', word: 'deploy' }),
  },
  root: order.root,
  record: new IncidentRecord(join(order.root, 'record')),
  env: order.env,
  actor: 'killed',
  writeArtifact: runId => {
    if (order.killAt === `end:${runIds.get(runId)}`) die()
    return null
  },
})

flow.session.store.subscribe(({ state }: { state: IncidentState }) => {
  const fix = state.fixes.at(-1)
  if (order.killAt === 'chosen' && fix) die()
  if (order.killAt === 'rehearsed' && fix?.rehearsal) die()
  for (const run of state.commands) {
    if (run.purpose.kind !== 'fix') continue
    runIds.set(run.runId, run.purpose.step)
    if (order.killAt === `before:${run.purpose.step}`) die()
    if (order.killAt === `spawned:${run.purpose.step}` && run.pid !== null) die()
  }
  for (const step of fix?.steps ?? []) if (step.state === 'done' && order.killAt === `after:${step.id}`) die()
})

flow.declare()
flow.session.dispatch({ kind: 'openSession', pid: process.pid, host: hostname() })
if (order.killAt.startsWith('rehearsing:')) setTimeout(die, Number(order.killAt.slice(11)))
await flow.choose({
  id: 'f1',
  kind: order.kind,
  title: 'guard null',
  targets: order.kind === 'revert' ? [order.target] : [],
})
for (let step = due(flow.fix); step !== null && step !== 'watch' && step !== 'merge'; step = due(flow.fix)) {
  if (step !== 'edit') {
    await flow.run(step)
    continue
  }
  writeFileSync(join(flow.fix.rehearsal?.worktree ?? '', 'pay.js'), 'guarded\n')
  flow.session.dispatch({ kind: 'inspectStep', fixId: 'f1', step: 'edit' })
  await flow.when(() => flow.step('edit').state === 'done')
}
die()
