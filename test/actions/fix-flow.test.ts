// Whole fixes through the session: pushes that are refused, pull requests by a stand-in gh, hotfixes that are edited.
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FixPlace } from '../../src/actions/git.ts'
import { command } from '../../src/incident/command.ts'
import { pullRequestBody } from '../../src/incident/pull-request.ts'
import { pushTrouble } from '../../src/incident/push-failure.ts'
import { due, type FixSession, fixSession } from '../support/fix-session.ts'
import { makeOrigin, type Origin } from '../support/origin.ts'
import { type StandInGh, standInGh } from '../support/stand-in-gh.ts'

let at: Origin
let gh: StandInGh
let flow: FixSession
let bad: string

const begin = (place: Partial<FixPlace> = {}) => {
  flow = fixSession({ place: { ...at.place, ...place }, root: at.root, env: gh.env })
  flow.declare()
}

beforeEach(() => {
  at = makeOrigin()
  gh = standInGh(at.root)
  at.commit('Start', { 'pay.js': 'one\n' })
  bad = at.commit('Validate payment', { 'pay.js': 'broken\n' })
  at.git('push', '--quiet', 'origin', 'main')
  begin()
})
afterEach(async () => {
  await flow.stop()
  at.remove()
})

const tailOf = (step: string) =>
  flow.state.commands.findLast(run => run.purpose.kind === 'fix' && run.purpose.step === step)?.tail ?? ''

test('a push that somebody was faster than is refused, and the revert is made again on the newest commit', async () => {
  await flow.choose({ kind: 'revert', targets: [bad] })
  at.pushByOthers('Meanwhile', { 'other.js': 'x\n' })
  expect((await flow.run('push')).state).toBe('failed')
  expect(pushTrouble(tailOf('push'))).toEqual({
    kind: 'moved',
    words: 'somebody pushed meanwhile; nothing was changed there',
  })
  expect(at.subjects()[0]).toBe('Meanwhile')
  flow.session.dispatch({ kind: 'abandonFix', fixId: flow.fix.id, reason: 'made again' })
  await flow.choose({ kind: 'revert', targets: [bad] })
  expect((await flow.run('push')).state).toBe('done')
  expect(at.subjects()).toEqual(['Revert "Validate payment"', 'Meanwhile', 'Validate payment', 'Start'])
})

test('a protected branch refuses the push, and the same revert becomes a pull request that is followed to its merge', async () => {
  at.hook(
    'pre-receive',
    'while read a b ref; do [ "$ref" = refs/heads/main ] && { echo "protected branch" >&2; exit 1; }; done; exit 0',
  )
  const { id } = await flow.choose({ kind: 'revert', targets: [bad] })
  await flow.run('push')
  expect(pushTrouble(tailOf('push')).kind).toBe('protected')
  flow.session.dispatch({ kind: 'replanFix', fixId: id, way: 'pullRequest' })
  await flow.when(() => flow.fix.steps.some(step => step.id === 'pr'), 'another plan')
  const branch = `revert/incident-20250325-${bad.slice(0, 7)}`
  expect((await flow.run('push')).state).toBe('done')
  expect(at.subjects(branch)[0]).toBe('Revert "Validate payment"')
  expect(at.subjects()[0]).toBe('Validate payment')
  await flow.run('pr', { input: pullRequestBody(flow.state, flow.fix) })
  expect(gh.calls()).toContain(
    `pr create --title Revert "Validate payment" --label urgent --base main --head ${branch} --body-file -`,
  )
  expect(gh.body()).toMatch(/## What\n\nTakes back [\s\S]*## Risk[\s\S]*## How to verify/)
  gh.pullRequest({ state: 'MERGED', url: 'https://git.example/shop/pull/7' })
  await flow.when(() => flow.step('merge').state === 'done', 'the merge')
  expect(flow.step('merge').detail).toBe('merged, https://git.example/shop/pull/7')
  expect(due(flow.fix)).toBe('watch')
})

test('a pull request that is closed without a merge fails its step and leaves everything where it is', async () => {
  await flow.choose({ kind: 'hotfix', title: 'guard null' })
  await edit({ 'pay.js': 'guarded\n' })
  for (const step of ['review', 'commit', 'push']) await flow.run(step)
  gh.pullRequest({
    state: 'OPEN',
    url: 'https://git.example/shop/pull/7',
    reviewDecision: 'REVIEW_REQUIRED',
    statusCheckRollup: [{ conclusion: 'SUCCESS' }, { conclusion: 'FAILURE' }, { status: 'QUEUED' }],
  })
  await flow.run('pr')
  await flow.when(() => flow.step('merge').detail !== '', 'the first look')
  expect(flow.step('merge')).toMatchObject({ state: 'running', detail: 'checks 1 of 3, 1 failed, review needed' })
  await flow.stop()
  gh.pullRequest({ state: 'CLOSED', url: 'https://git.example/shop/pull/7' })
  const later = fixSession({ place: at.place, root: at.root, env: gh.env, record: replay() })
  later.session.dispatch({ kind: 'resumeFix', fixId: later.fix.id })
  await later.when(() => later.step('merge').state === 'failed', 'the closing')
  expect(existsSync(later.fix.rehearsal?.worktree ?? '')).toBe(true)
  await later.stop()
})

/** The events so far, for another session over them. */
function replay() {
  const events = [...flow.session.events()]
  return {
    read: () => ({ events, unreadable: [] }),
    append: () => ({ stored: true }) as const,
    flush: () => ({ stored: true }) as const,
    follow: () => () => undefined,
  }
}

/** As an editor would: files are saved in the worktree, then it closes. */
async function edit(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(flow.fix.rehearsal?.worktree ?? '', name), text)
  const before = flow.step('edit').detail
  flow.session.dispatch({ kind: 'inspectStep', fixId: flow.fix.id, step: 'edit' })
  await flow.when(() => flow.step('edit').detail !== before, 'a look at the worktree')
}

test('a hotfix: branch, edit with a new file, checks, commit, push, pull request, and the clone untouched', async () => {
  await flow.stop()
  begin({ tests: [['grep', 'guarded', 'pay.js']] })
  writeFileSync(join(at.clone, 'pay.js'), 'half done in the clone\n')
  const fix = await flow.choose({ kind: 'hotfix', title: 'guard null' })
  expect(fix.steps.map(step => step.id)).toEqual([
    'worktree',
    'edit',
    'review',
    'test-1',
    'commit',
    'push',
    'pr',
    'merge',
    'watch',
  ])
  await edit({})
  expect(flow.step('edit')).toMatchObject({ state: 'todo', detail: 'nothing was changed yet' })
  await edit({ 'pay.js': 'guarded\n', 'new.js': 'new\n' })
  expect(flow.step('edit')).toMatchObject({ state: 'done', detail: '2 files +2 −1' })
  for (const step of ['review', 'test-1', 'commit', 'push'])
    expect(await flow.run(step)).toMatchObject({ state: 'done' })
  expect(at.subjects('hotfix/incident-20250325')).toEqual(['HOTFIX: guard null', 'Validate payment', 'Start'])
  expect(at.gitIn(at.bare, 'show', 'hotfix/incident-20250325:new.js')).toBe('new')
  await flow.run('pr', { input: pullRequestBody(flow.state, flow.fix) })
  expect(gh.calls().at(-1)).not.toBeUndefined()
  expect(gh.body()).toContain('Hotfix: guard null.')
  expect(at.git('status', '--porcelain')).toBe('M pay.js')
  expect(at.git('branch', '--show-current')).toBe('main')
})

test('an edit after the review makes review, checks and commit due again; one that changes nothing does not', async () => {
  await flow.stop()
  begin({ tests: [['grep', 'guarded', 'pay.js']] })
  await flow.choose({ kind: 'hotfix', title: 'guard null' })
  await edit({ 'pay.js': 'guarded\n' })
  for (const step of ['review', 'test-1', 'commit']) await flow.run(step)
  const look = async (files: Readonly<Record<string, string>>, until: () => boolean) => {
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(flow.fix.rehearsal?.worktree ?? '', name), text)
    flow.session.dispatch({ kind: 'inspectStep', fixId: flow.fix.id, step: 'edit' })
    await flow.when(until, 'a look at the worktree')
  }
  const states = () => ['edit', 'review', 'test-1', 'commit', 'push'].map(step => flow.step(step).state)
  // Of the same size: the figures are the same, the text is not.
  await look({ 'pay.js': 'guarded twice\n' }, () => flow.step('review').state === 'todo')
  expect(states()).toEqual(['done', 'todo', 'todo', 'todo', 'todo'])
  expect(flow.step('review').detail).toBe('edited since')
  for (const step of ['review', 'test-1', 'commit']) await flow.run(step)
  const before = flow.session.events().length
  await look({}, () => flow.session.events().length === before)
  expect(states()).toEqual(['done', 'done', 'done', 'done', 'todo'])
  await flow.run('push')
  expect(at.gitIn(at.bare, 'show', 'hotfix/incident-20250325:pay.js')).toBe('guarded twice')
})

test('a branch name that is taken, here or at the remote, gets a number', async () => {
  at.git('branch', 'hotfix/incident-20250325')
  at.git('push', '--quiet', 'origin', 'main:hotfix/incident-20250325-2')
  const fix = await flow.choose({ kind: 'hotfix', title: 'x' })
  expect(fix.rehearsal?.summary).toMatch(/^hotfix\/incident-20250325-3 from origin\/main at /)
})

test('a commit hook that fails fails the step with its words; nothing is lost', async () => {
  writeFileSync(join(at.clone, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\necho "lint: 3 errors"; exit 1\n', {
    mode: 0o755,
  })
  await flow.choose({ kind: 'hotfix', title: 'x' })
  await edit({ 'pay.js': 'guarded\n' })
  await flow.run('review')
  expect(await flow.run('commit')).toMatchObject({ state: 'failed', detail: 'lint: 3 errors' })
  expect(flow.step('edit').detail).toBe('1 file +1 −1')
})

test('a pre-push hook that fails is told from a remote that refuses', async () => {
  writeFileSync(join(at.clone, '.git', 'hooks', 'pre-push'), '#!/bin/sh\necho "tests are red"; exit 1\n', {
    mode: 0o755,
  })
  await flow.choose({ kind: 'revert', targets: [bad] })
  expect((await flow.run('push')).state).toBe('failed')
  expect(pushTrouble(tailOf('push')).kind).toBe('hook')
})

test('a remote that is gone, and one that asks for a password, fail at once with a sentence', async () => {
  const server = createServer((_, response) =>
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end(),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await flow.choose({ kind: 'revert', targets: [bad] })
  at.git('remote', 'set-url', 'origin', `http://127.0.0.1:${port}/shop.git`)
  await flow.run('push')
  expect(pushTrouble(tailOf('push')).kind).toBe('credentials')
  server.close()
  at.git('remote', 'set-url', 'origin', join(at.root, 'gone.git'))
  await flow.run('push')
  expect(pushTrouble(tailOf('push')).kind).toBe('offline')
})

test('gh that is signed out leaves the pull request to a person, with its address', async () => {
  gh.signedIn('signed out')
  at.git('remote', 'set-url', 'origin', 'git@git.example:shop/checkout.git')
  at.git('config', `url.${at.bare}.insteadOf`, 'git@git.example:shop/checkout.git')
  const fix = await flow.choose({ kind: 'hotfix', title: 'x' })
  expect(fix.rehearsal?.checks.find(check => check.title === 'gh')).toMatchObject({
    ok: false,
    detail: 'gh is not signed in',
  })
  expect(fix.steps.find(step => step.id === 'pr')).toMatchObject({ kind: 'hand' })
})

test('a label the forge does not know fails the step with its words', async () => {
  gh.failing("could not add label: 'urgent' not found")
  await flow.choose({ kind: 'hotfix', title: 'x' })
  await edit({ 'pay.js': 'guarded\n' })
  for (const step of ['review', 'commit', 'push']) await flow.run(step)
  expect(await flow.run('pr')).toMatchObject({ state: 'failed', detail: "could not add label: 'urgent' not found" })
})

test('the version that is live is asked for until it is the one that was pushed', async () => {
  let version = 'old'
  const server = createServer((_, response) => response.end(JSON.stringify({ version })))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await flow.stop()
  begin({
    liveBy: 'endpoint',
    versionUrl: `http://127.0.0.1:${port}/`,
    deploy: command(['true'], { tier: 'danger', word: 'deploy' }),
  })
  const { rehearsal } = await flow.choose({ kind: 'revert', targets: [bad] })
  await flow.run('push')
  expect(due(flow.fix)).toBe('deploy')
  await flow.run('deploy')
  await flow.when(() => flow.step('watch').detail.endsWith('is not live yet'), 'a first answer')
  version = rehearsal?.revertSha ?? ''
  await flow.when(() => flow.step('watch').detail.endsWith('is live'), 'the version')
  server.close()
})

test('a conflict is resolved by hand in the worktree and committed there', async () => {
  at.pushByOthers('Use it', { 'pay.js': 'broken\nused\n' })
  const { id } = await flow.choose({ kind: 'revert', targets: [bad] })
  expect(flow.fix.state).toBe('refused')
  flow.session.dispatch({ kind: 'replanFix', fixId: id, way: 'byHand' })
  await flow.when(() => flow.fix.steps.length > 0, 'a plan by hand')
  await edit({})
  expect(flow.step('edit')).toMatchObject({ state: 'todo', detail: 'still in conflict: pay.js' })
  await edit({ 'pay.js': 'one\nused\n' })
  await flow.when(() => flow.step('edit').state === 'done', 'the commit')
  expect((await flow.run('push')).state).toBe('done')
  expect(at.subjects().slice(0, 2)).toEqual(['Revert "Validate payment"', 'Use it'])
  expect(at.gitIn(at.bare, 'show', 'main:pay.js')).toBe('one\nused')
})

test('a push that is stopped in the middle is not taken for failed: the remote is asked', async () => {
  at.hook('post-receive', 'sleep 30')
  await flow.choose({ kind: 'revert', targets: [bad] })
  const pushing = flow.run('push')
  await flow.when(state => state.commands.at(-1)?.pid !== null, 'the push begun')
  while (at.subjects()[0] !== 'Revert "Validate payment"') await new Promise(resolve => setTimeout(resolve, 20))
  flow.session.dispatch({ kind: 'cancelCommand', runId: flow.state.commands.at(-1)?.runId ?? '' })
  await pushing
  await flow.when(() => flow.step('push').state === 'done', 'the remote asked')
  expect(flow.step('push').detail).toMatch(/^origin\/main is at [0-9a-f]{7}$/)
})
