// The practice outage is real: it breaks by a deploy, nothing but the guilty commit's revert cures it, and it leaves nothing.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, expect, test } from 'vitest'
import { rehearseRevert } from '../../src/actions/revert.ts'
import { discardWorktree } from '../../src/actions/worktree.ts'
import { git } from '../../src/drill/repository.ts'
import { badDeploy } from '../../src/drill/scenarios/bad-deploy.ts'
import { startWorld, type World } from '../../src/drill/world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.end({ keep: false })
  world = null
})

const order = (body: object) =>
  fetch(`${world?.url}/api/checkout`, { method: 'POST', body: JSON.stringify(body) }).then(answer => answer.status)
const guest = () => order({ cart: 'c-1', method: 'card' })
const member = () => order({ cart: 'c-1', method: 'card', member: 'kim' })

const rehearse = ({ clone, root }: World, targets: readonly string[]) =>
  rehearseRevert({
    place: { repo: clone, remote: 'origin', branch: 'main', deploy: null },
    targets,
    path: join(root, 'scratch'),
    incident: { id: 'i1', title: 'checkout fails' },
    branch: 'revert/incident-20250325',
    way: 'direct',
  })

test('guests fail after the deploy, members do not, and the revert of the guilty commit cures it', async () => {
  world = await startWorld(badDeploy, { now: Date.now() })
  expect([await guest(), await member()]).toEqual([200, 200])
  await world.breakIt()
  expect([await guest(), await member()]).toEqual([500, 200])
  expect(readFileSync(world.logs[0] as string, 'utf8')).toMatch(
    /TypeError: Cannot read properties of null.*\n\s+at paymentFor/,
  )
  expect(await git(world.clone, ['rev-list', '--count', 'origin/main'])).toBe('13')
  expect(await git(world.clone, ['rev-parse', 'origin/main~2'])).toBe(world.guilty)

  const rehearsal = await rehearse(world, [world.guilty?.slice(0, 8) ?? ''])
  expect(rehearsal).toMatchObject({
    outcome: 'clean',
    checks: expect.arrayContaining([expect.objectContaining({ title: 'no later commits', ok: true })]),
  })
  const push = rehearsal.steps[1]?.command
  expect(push).toMatchObject({ tier: 'danger', word: 'revert' })
  expect(await guest()).toBe(500)
  await execa('git', (push?.argv ?? []).slice(1), { cwd: rehearsal.worktree as string })
  expect([await guest(), await member()]).toEqual([200, 200])
  expect(await git(world.clone, ['status', '--porcelain'])).toBe('')
  await discardWorktree(world.clone, rehearsal.worktree as string)
  expect(existsSync(rehearsal.worktree as string)).toBe(false)

  const { root, url } = world
  await world.end({ keep: false })
  expect(existsSync(root)).toBe(false)
  await expect(fetch(`${url}/health`)).rejects.toThrow()
})

test('what cannot be reverted says why and leaves no worktree behind', async () => {
  world = await startWorld(badDeploy, { now: Date.now() })
  await world.breakIt()
  expect(await rehearse(world, ['--upload-pack=x'])).toMatchObject({ outcome: 'failed' })
  expect(await rehearse(world, ['0000000'])).toMatchObject({ summary: 'no such commit: 0000000' })
  const versionBump = await git(world.clone, ['log', '--format=%H', '--grep=4.18.1', '-1'])
  const conflict = await rehearse(world, [versionBump])
  expect(conflict).toMatchObject({ outcome: 'conflict', conflicts: ['package.json'], worktree: null })
  expect(await git(world.clone, ['worktree', 'list', '--porcelain'])).not.toContain('scratch')
})
