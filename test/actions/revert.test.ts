// Fix A against real repositories: what is rehearsed, what is refused, and that the person's own clone stays as it is.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findFixPlace, whyNoFixPlace } from '../../src/actions/fix-place.ts'
import type { FixPlace } from '../../src/actions/git.ts'
import { rehearseRevert } from '../../src/actions/revert.ts'
import { configSchema } from '../../src/config/schema.ts'
import { makeOrigin, type Origin } from '../support/origin.ts'

let at: Origin
let path: string
beforeEach(() => {
  at = makeOrigin()
  path = join(at.root, 'scratch')
})
afterEach(() => at.remove())

const rehearse = (
  targets: readonly string[],
  place: Partial<FixPlace> = {},
  way: 'direct' | 'pullRequest' | 'byHand' = 'direct',
) =>
  rehearseRevert({
    place: { ...at.place, ...place },
    targets,
    path,
    incident: { id: 'i1', title: '500 errors on checkout' },
    branch: 'revert/incident-20250325-abc',
    way,
    env: { PATH: '/usr/bin:/bin' },
  })

/** Three commits, pushed; the second is to blame. */
function history() {
  const good = at.commit('Start', { 'pay.js': 'one\n', 'cart.js': 'cart\n' })
  const bad = at.commit('Validate payment', { 'pay.js': 'broken\n' })
  const last = at.commit('Bump', { 'package.json': '{}\n' })
  at.git('push', '--quiet', 'origin', 'main')
  return { good, bad, last }
}

const check = (rehearsal: { checks: readonly { title: string; ok: boolean; detail: string }[] }, title: string) =>
  rehearsal.checks.find(one => one.title.startsWith(title))

describe('a revert that applies', () => {
  test('is made in a scratch worktree, names the incident, and plans commit, push and watch', async () => {
    const { good, bad } = history()
    const done = await rehearse([bad])
    expect(done).toMatchObject({ outcome: 'clean', lastGood: good, worktree: path })
    expect(readFileSync(join(path, 'pay.js'), 'utf8')).toBe('one\n')
    const message = at.gitIn(path, 'log', '-1', '--format=%B')
    expect(message).toMatch(
      /^Revert "Validate payment"\n\nThis reverts commit [0-9a-f]{40}\.\n\nIncident: 500 errors on checkout \(i1\)$/,
    )
    expect(done.steps.map(step => step.id)).toEqual(['commit', 'push', 'watch'])
    expect(done.steps[1]?.command).toMatchObject({
      argv: ['git', 'push', 'origin', `${done.revertSha}:refs/heads/main`],
      tier: 'danger',
      word: 'revert',
    })
    expect(at.subjects()).toEqual(['Bump', 'Validate payment', 'Start'])
  })

  test('starts from what is newest at the remote, however old and dirty the clone is', async () => {
    const { bad } = history()
    at.pushByOthers('Later', { 'later.js': 'later\n' })
    at.git('checkout', '--quiet', '--detach', 'HEAD~1')
    writeFileSync(join(at.clone, 'cart.js'), 'half done\n')
    writeFileSync(join(at.clone, 'new.js'), 'untracked\n')
    at.git('add', 'cart.js')
    const before = [at.git('status', '--porcelain'), at.git('rev-parse', 'HEAD'), at.git('stash', 'list')]
    const done = await rehearse([bad])
    expect(done.outcome).toBe('clean')
    expect(existsSync(join(path, 'later.js'))).toBe(true)
    expect([at.git('status', '--porcelain'), at.git('rev-parse', 'HEAD'), at.git('stash', 'list')]).toEqual(before)
  })

  test('of a merge goes back to the parent that was production, on whichever side that was', async () => {
    history()
    at.git('checkout', '--quiet', '-b', 'feature')
    at.commit('Feature', { 'feature.js': 'f\n' })
    at.git('checkout', '--quiet', 'main')
    at.git('merge', '--quiet', '--no-ff', '-m', "Merge branch 'feature'", 'feature')
    const usual = at.git('rev-parse', 'HEAD')
    at.git('push', '--quiet', 'origin', 'main')
    expect(check(await rehearse([usual]), 'merge')?.detail).toBe('taken back to its parent 1')
    expect(existsSync(join(path, 'feature.js'))).toBe(false)

    at.git('checkout', '--quiet', '-b', 'second')
    at.commit('Second', { 'second.js': 's\n' })
    at.pushByOthers('Production', { 'production.js': 'p\n' })
    at.git('fetch', '--quiet')
    at.git('merge', '--quiet', '-m', "Merge remote-tracking branch 'origin/main' into second", 'origin/main')
    at.git('push', '--quiet', 'origin', 'second:main')
    const crossed = at.git('rev-parse', 'HEAD')
    expect(check(await rehearse([crossed]), 'merge')?.detail).toBe('taken back to its parent 2')
    expect(existsSync(join(path, 'second.js'))).toBe(false)
    expect(existsSync(join(path, 'production.js'))).toBe(true)
  })

  test('takes a range back, newest first, one revert each', async () => {
    const { good } = history()
    const third = at.commit('Third', { 'pay.js': 'worse\n' })
    at.git('push', '--quiet', 'origin', 'main')
    const done = await rehearse([`${good}..${third}`])
    expect(done.outcome).toBe('clean')
    expect(at.gitIn(path, 'log', '--format=%s', '-3').split('\n')).toEqual([
      'Revert "Validate payment"',
      'Revert "Bump"',
      'Revert "Third"',
    ])
    expect(readFileSync(join(path, 'pay.js'), 'utf8')).toBe('one\n')
  })

  test('replaces what a crash has left at its place', async () => {
    const { bad } = history()
    await rehearse([bad])
    writeFileSync(join(path, 'pay.js'), 'left by a crash\n')
    rmSync(join(path, '.git'))
    const again = await rehearse([bad])
    expect(again.outcome).toBe('clean')
    expect(at.git('worktree', 'list').split('\n')).toHaveLength(2)
  })

  test('goes to a branch of its own with a pull request where the configuration says so', async () => {
    const { bad } = history()
    at.git('remote', 'set-url', '--push', 'origin', at.bare)
    const done = await rehearse([bad], {}, 'pullRequest')
    expect(done.steps.map(step => [step.id, step.kind])).toEqual([
      ['commit', 'command'],
      ['push', 'command'],
      ['pr', 'hand'],
      ['merge', 'hand'],
      ['watch', 'watch'],
    ])
    expect(done.steps[1]?.command?.argv.at(-1)).toBe(`${done.revertSha}:refs/heads/revert/incident-20250325-abc`)
    expect(done.steps[1]?.tier).toBe('reversible')
  })
})

describe('what makes it unsafe is said', () => {
  test('tests that fail', async () => {
    const { bad } = history()
    const tests = [
      ['sh', '-c', 'grep -q one pay.js'],
      ['sh', '-c', 'echo "2 of 9 failed"; exit 4'],
    ]
    const done = await rehearse([bad], { tests })
    expect(done).toMatchObject({ outcome: 'unsafe', summary: expect.stringContaining('exit 4: 2 of 9 failed') })
    expect(done.checks.map(one => one.ok).slice(0, 3)).toEqual([true, true, false])
  })

  test('a migration that a revert of code does not take back', async () => {
    history()
    const bad = at.commit('Migrate', { 'db/migrations/0042_drop.sql': 'drop\n', 'pay.js': 'new\n' })
    at.git('push', '--quiet', 'origin', 'main')
    expect(await rehearse([bad])).toMatchObject({
      outcome: 'unsafe',
      summary: expect.stringContaining('is a database migration'),
    })
  })

  test('a feature flag it would ask for that is gone', async () => {
    at.commit('Start', { 'pay.js': "if (flags.isEnabled('guest-pay')) pay()\n", 'flags.json': '{"guest-pay":true}\n' })
    const bad = at.commit('Always pay', { 'pay.js': 'pay()\n' })
    at.commit('Remove the flag', { 'flags.json': '{}\n' })
    at.git('push', '--quiet', 'origin', 'main')
    expect(await rehearse([bad])).toMatchObject({ outcome: 'unsafe', summary: expect.stringContaining('guest-pay') })
  })

  test('others who have built on the same file', async () => {
    const { bad } = history()
    at.pushByOthers('Use it', { 'pay.js': 'broken\nused\n' })
    const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].join('\n')
    at.pushByOthers('Lines', { 'long.js': `${lines}\n` })
    const changed = at.pushByOthers('Change the top', { 'long.js': `A\n${lines.slice(2)}\n` })
    at.pushByOthers('Change the end', { 'long.js': `A\n${lines.slice(2)}\nend\n` })
    at.git('fetch', '--quiet')
    expect(check(await rehearse([changed]), 'later commits')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('1 later change touches long.js'),
    })
    const conflict = await rehearse([bad])
    expect(conflict).toMatchObject({ outcome: 'conflict', conflicts: ['pay.js'], worktree: null, steps: [] })
    expect(conflict.checks[0]?.detail).toMatch(/changed since by [0-9a-f]{7} by Lee/)
    expect(existsSync(path)).toBe(false)
  })
})

describe('what cannot be done says why', () => {
  test('a commit that is not there, an option, a commit that is not on main, an empty range', async () => {
    const { good } = history()
    at.git('checkout', '--quiet', '-b', 'aside')
    const aside = at.commit('Aside', { 'x.js': 'x\n' })
    const why = async (target: string) => (await rehearse([target])).summary
    expect(await why('0123456')).toBe('no such commit: 0123456')
    expect(await why('--exec=touch x')).toMatch(/^no such commit/)
    expect(await why(aside)).toBe(`${aside.slice(0, 7)} is not part of origin/main`)
    expect(await why(`${good}..${good}`)).toMatch(/is empty$/)
  })

  test('a commit that was taken back already', async () => {
    const { bad } = history()
    at.git('revert', '--no-edit', bad)
    at.git('push', '--quiet', 'origin', 'main')
    expect((await rehearse([bad])).summary).toMatch(/was taken back already/)
  })

  test('a remote that is away: the last known state is used and said', async () => {
    const { bad } = history()
    at.git('remote', 'set-url', 'origin', join(at.root, 'gone.git'))
    const done = await rehearse([bad])
    expect(done.outcome).toBe('clean')
    expect(check(done, 'origin/main read anew')).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/gone\.git/),
    })
  })

  test('a shallow clone fetches what is missing', async () => {
    history()
    for (let index = 0; index < 4; index += 1) at.commit(`More ${index}`, { [`m${index}.js`]: `${index}\n` })
    at.git('push', '--quiet', 'origin', 'main')
    const shallow = join(at.root, 'shallow')
    at.gitIn(at.root, 'clone', '--quiet', '--depth', '1', `file://${at.bare}`, shallow)
    const tip = at.gitIn(shallow, 'rev-parse', 'HEAD')
    const done = await rehearse([tip], { repo: shallow })
    expect(done.outcome).toBe('clean')
    expect(existsSync(join(path, 'm3.js'))).toBe(false)
    expect(existsSync(join(path, 'm2.js'))).toBe(true)
    expect(check(done, 'history')?.detail).toMatch(/shallow/)
  })

  test('a clone without a name to commit under still commits', async () => {
    const { bad } = history()
    at.git('config', '--unset', 'user.name')
    at.git('config', '--unset', 'user.email')
    at.git('config', 'user.useConfigOnly', 'true')
    expect((await rehearse([bad])).outcome).toBe('clean')
  })

  test('a hook of the clone that fails does not reach the rehearsal', async () => {
    const { bad } = history()
    for (const hook of ['post-checkout', 'pre-commit', 'commit-msg'])
      writeFileSync(join(at.clone, '.git', 'hooks', hook), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    expect((await rehearse([bad])).outcome).toBe('clean')
  })
})

describe('by hand', () => {
  test('the conflict waits in the worktree, and the plan begins with resolving it', async () => {
    const { bad } = history()
    at.pushByOthers('Use it', { 'pay.js': 'broken\nused\n' })
    const done = await rehearse([bad], {}, 'byHand')
    expect(done).toMatchObject({ outcome: 'clean', worktree: path, conflicts: ['pay.js'] })
    expect(done.steps.map(step => step.id)).toEqual(['edit', 'push', 'watch'])
    expect(readFileSync(join(path, 'pay.js'), 'utf8')).toContain('<<<<<<<')
  })
})

describe('where fixes are made', () => {
  const place = (config: object = {}) => findFixPlace(at.clone, configSchema.parse(config))

  test('the remote and branch that the configuration watches win over what the remote calls its default', async () => {
    history()
    at.git('push', '--quiet', 'origin', 'main:production')
    expect(await place()).toMatchObject({ remote: 'origin', branch: 'main', liveBy: 'signals' })
    at.git('remote', 'add', 'upstream', at.bare)
    at.git('fetch', '--quiet', 'upstream')
    expect(await place({ changes: { git: { ref: 'upstream/production' } } })).toMatchObject({
      remote: 'upstream',
      branch: 'production',
    })
    expect(await place({ changes: { git: { ref: 'production' } } })).toMatchObject({
      remote: 'origin',
      branch: 'production',
    })
  })

  test('of two remotes without an origin the one that the checked out branch follows', async () => {
    history()
    at.git('remote', 'rename', 'origin', 'company')
    at.git('remote', 'add', 'aaa', at.bare)
    at.git('fetch', '--quiet', '--all')
    at.git('branch', '--quiet', '--set-upstream-to=company/main', 'main')
    expect(await place()).toMatchObject({ remote: 'company', branch: 'main' })
  })

  test('none without a remote', async () => {
    history()
    at.git('remote', 'remove', 'origin')
    expect(await place()).toBeNull()
    expect(await whyNoFixPlace(at.clone)).toBe('the repository here has no remote')
    expect(await whyNoFixPlace(at.root)).toBe('no git repository is around this folder')
  })

  test('what was found is said where no branch is known to be production', async () => {
    history()
    at.git('push', '--quiet', 'origin', 'main:blue', 'main:green')
    at.git('remote', 'rename', 'origin', 'company')
    at.git('remote', 'add', 'fork', at.bare)
    at.git('branch', '--quiet', '--unset-upstream', 'main')
    at.git('checkout', '--quiet', '--detach')
    for (const name of ['main', 'HEAD']) at.git('update-ref', '-d', `refs/remotes/company/${name}`)
    expect(await place()).toBeNull()
    expect(await whyNoFixPlace(at.clone)).toBe(
      'of the remotes company and fork none is known to be production, HEAD is detached: name it under changes.git.ref',
    )
  })
})
