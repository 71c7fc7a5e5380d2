// A process that switches a mitigation on, and is killed at the moment its parent names.
import { hostname } from 'node:os'
import { join } from 'node:path'
import { command } from '../../src/incident/command.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { fixSession } from '../support/fix-session.ts'

interface Order {
  readonly root: string
  readonly clone: string
  readonly run: readonly string[]
  readonly undo: readonly string[]
  /** `before`: its start is on record; `spawned`: it runs; `end`: it has ended, and that is not on record; `after`. */
  readonly killAt: 'before' | 'spawned' | 'end' | 'after'
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const die = () => process.kill(process.pid, 'SIGKILL')

const flow = fixSession({
  place: { repo: order.clone, remote: 'origin', branch: 'main', deploy: null },
  root: order.root,
  record: new IncidentRecord(join(order.root, 'record')),
  actor: 'killed',
  writeArtifact: () => {
    if (order.killAt === 'end') die()
    return null
  },
})
flow.session.store.subscribe(({ state }) => {
  const [run] = state.commands
  if (order.killAt === 'before' && run) die()
  if (order.killAt === 'spawned' && run?.pid) die()
  if (order.killAt === 'after' && state.mitigations.length > 0) die()
})
flow.declare()
flow.session.dispatch({ kind: 'openSession', pid: process.pid, host: hostname() })
flow.session.dispatch({
  kind: 'runCommand',
  runId: 'r1',
  spec: command(order.run, { tier: 'reversible' }),
  purpose: {
    kind: 'mitigation',
    name: 'guest checkout off',
    mitigationId: 'm1',
    direction: 'do',
    undo: command(order.undo, { tier: 'reversible' }),
    expect: null,
  },
  consent: { kind: 'yes' },
})
