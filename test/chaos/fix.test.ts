// kill -9 at every step of a revert and of a hotfix. Coming back, the state says what is really done; going on from
// there does the rest, and nothing twice.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { command } from '../../src/incident/command.ts'
import { settleInterrupted } from '../../src/store/interrupted.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { due, type FixSession, fixSession } from '../support/fix-session.ts'
import { makeOrigin, type Origin } from '../support/origin.ts'
import { type StandInGh, standInGh } from '../support/stand-in-gh.ts'

const child = fileURLToPath(new URL('./fix-child.ts', import.meta.url))
let at: Origin
let gh: StandInGh
let bad: string

beforeEach(() => {
  at = makeOrigin()
  gh = standInGh(at.root)
  at.commit('Start', { 'pay.js': 'one\n' })
  bad = at.commit('Validate payment', { 'pay.js': 'broken\n' })
  at.git('push', '--quiet', 'origin', 'main')
})
afterEach(() => at.remove())

/** Runs until it is killed where it was told to. */
function killed(kind: 'revert' | 'hotfix', killAt: string): Promise<void> {
  const order = { root: at.root, clone: at.clone, kind, target: bad, killAt, env: gh.env }
  const process_ = spawn(process.execPath, [child, JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  process_.stderr.on('data', chunk => {
    said += chunk
  })
  return new Promise((resolve, reject) =>
    process_.on('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`it ended by itself (${code}): ${said}`)),
    ),
  )
}

/** Opens the incident again, as the cockpit does, and waits until what was unknown has been asked. */
async function back(): Promise<FixSession> {
  const deploy = command(['sh', '-c', 'echo deployed >> ../deploys'], { cwd: at.clone, tier: 'danger', word: 'deploy' })
  const flow = fixSession({
    place: { ...at.place, deploy },
    root: at.root,
    record: new IncidentRecord(join(at.root, 'record')),
    env: gh.env,
    actor: 'back',
  })
  settleInterrupted(flow.session, { host: hostname(), readOnly: false, isRunning })
  await flow.when(state => state.fixes.at(-1)?.rehearsal != null, 'a rehearsal')
  await flow.when(
    () => !flow.fix.steps.some(step => /still runs|ran when the program ended$/.test(step.detail)),
    'an answer',
  )
  expect(flow.state.commands.some(run => run.state === 'running')).toBe(false)
  return flow
}

/** As a person goes on: every step that is due, asked as usual; what may have got through is looked at first. */
async function goOn(flow: FixSession): Promise<void> {
  for (let step = due(flow.fix); step !== null && step !== 'watch' && step !== 'merge'; step = due(flow.fix)) {
    if (flow.step(step).state === 'unknown') {
      const isThere = deploys() > 0
      if (isThere)
        flow.session.dispatch({ kind: 'settleFixStep', fixId: 'f1', step, state: 'skipped', detail: 'it got through' })
      else await flow.run(step)
    } else if (step === 'edit') {
      const worktree = flow.fix.rehearsal?.worktree ?? ''
      writeFileSync(join(worktree, 'pay.js'), 'guarded\n')
      flow.session.dispatch({ kind: 'inspectStep', fixId: 'f1', step: 'edit' })
      await flow.when(() => flow.step('edit').state === 'done', 'the edit')
    } else {
      const { state, detail } = await flow.run(step)
      expect([step, state, detail]).toEqual([step, 'done', expect.anything()])
    }
  }
}

const deploys = () =>
  existsSync(join(at.root, 'deploys')) ? readFileSync(join(at.root, 'deploys'), 'utf8').trim().split('\n').length : 0
const reverts = () => at.subjects().filter(subject => subject.startsWith('Revert')).length

test.each([
  'chosen',
  'rehearsing:60',
  'rehearsing:160',
  'rehearsing:260',
  'rehearsed',
  'before:push',
  'spawned:push',
  'end:push',
  'after:push',
  'before:deploy',
  'spawned:deploy',
  'end:deploy',
  'after:deploy',
])('a revert killed at %s is told as it is, and is made once', async killAt => {
  await killed('revert', killAt)
  const there = reverts()
  const flow = await back()
  const push = flow.step('push').state
  expect(push === 'done').toBe(reverts() === 1)
  expect(there).toBeLessThanOrEqual(reverts())
  const deployed = flow.step('deploy').state
  if (deployed === 'done') expect(deploys()).toBe(1)
  if (deployed === 'todo') expect(deploys()).toBe(0)
  await goOn(flow)
  expect([reverts(), deploys()]).toEqual([1, 1])
  expect(at.git('worktree', 'list').split('\n').length).toBeLessThanOrEqual(2)
  await flow.stop()
})

test('a push that goes on after the program was killed is awaited and not pushed again', async () => {
  at.hook('pre-receive', 'sleep 1')
  await killed('revert', 'spawned:push')
  expect(reverts()).toBe(0)
  const flow = await back()
  expect([flow.step('push').state, reverts()]).toEqual(['done', 1])
  await flow.stop()
})

test.each([
  'chosen',
  'rehearsing:60',
  'rehearsing:140',
  'rehearsed',
  'after:edit',
  'after:review',
  'before:commit',
  'spawned:commit',
  'end:commit',
  'after:commit',
  'before:push',
  'spawned:push',
  'end:push',
  'after:push',
  'before:pr',
  'spawned:pr',
  'end:pr',
  'after:pr',
])('a hotfix killed at %s is told as it is, and is made once', async killAt => {
  await killed('hotfix', killAt)
  const flow = await back()
  const isPushed = () => at.gitIn(at.bare, 'branch', '--list', 'hotfix/*') !== ''
  expect(flow.step('push').state === 'done').toBe(isPushed())
  const isOpened = () => existsSync(join(at.root, 'gh-bin', 'created'))
  expect(flow.step('pr').state === 'done').toBe(isOpened())
  await goOn(flow)
  expect(at.subjects('hotfix/incident-20250325').filter(subject => subject.startsWith('HOTFIX'))).toHaveLength(1)
  expect(gh.calls().filter(call => call.startsWith('pr create')).length).toBeLessThanOrEqual(
    killAt === 'spawned:pr' ? 2 : 1,
  )
  expect(at.gitIn(at.bare, 'branch', '--list', 'hotfix/*').split('\n')).toHaveLength(1)
  await flow.stop()
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
