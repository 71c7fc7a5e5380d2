// Reading real repositories: what landed when, hostile messages, shallow clones, changed lines and blame.
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blameFrames } from '../../../src/signals/git/blame.ts'
import { readChangedText } from '../../../src/signals/git/changed-text.ts'
import { readHistory } from '../../../src/signals/git/history.ts'
import { resolveRef } from '../../../src/signals/git/refs.ts'
import { makeRepository, type Repository } from '../../support/repository.ts'

let repository: Repository
beforeEach(() => {
  repository = makeRepository()
})
afterEach(() => repository.remove())

const since = Date.parse('2025-03-25T12:00:00Z')

describe('the history of a window', () => {
  test('a branch merged in the window counts from its merge, though its commits are old', async () => {
    const { commit, git, path } = repository
    commit('2025-03-20T08:00:00Z', 'begin', { 'a.txt': '1' })
    git('checkout', '-q', '-b', 'feature')
    const old = commit('2025-03-21T08:00:00Z', 'written days ago', { 'feature/x.txt': '1' })
    git('checkout', '-q', 'main')
    commit('2025-03-24T08:00:00Z', 'yesterday', { 'a.txt': '2' })
    commit('2025-03-25T13:00:00Z', 'direct', { 'a.txt': '3' })
    repository.at('2025-03-25T14:00:00Z')
    git('merge', '-q', '--no-ff', '-m', 'Merge feature', 'feature')
    const { changes } = await readHistory(path, { since })
    expect(changes).toEqual([
      {
        sha: old,
        subject: 'written days ago',
        author: 'Lee',
        at: Date.parse('2025-03-25T14:00:00Z'),
        paths: ['feature/x.txt'],
        reverts: [],
        isFirst: false,
      },
      expect.objectContaining({ subject: 'direct', at: Date.parse('2025-03-25T13:00:00Z'), paths: ['a.txt'] }),
    ])
  })

  test('a message cannot pass for a commit, move the cursor or show a secret', async () => {
    const fake = 'f'.repeat(40)
    repository.commit('2025-03-25T13:00:00Z', `evil \x1b[2J\x1f${fake}\x1e token=hunter2secret9\n\n:100644 ${fake}\n`, {
      'we ird\n\x1b[31mname': '1',
    })
    const { changes } = await readHistory(repository.path, { since })
    expect(changes).toHaveLength(1)
    expect(changes[0]?.subject).toBe(`evil ␛·${fake}· token=[redacted]`)
    expect(changes[0]?.paths).toEqual(['we ird·␛name'])
  })

  test('a revert names the commit it takes back', async () => {
    const sha = repository.commit('2025-03-25T13:00:00Z', 'bad', { a: '1' })
    repository.commit('2025-03-25T13:10:00Z', `Revert "bad"\n\nThis reverts commit ${sha}.\n`, { a: '2' })
    const { changes } = await readHistory(repository.path, { since })
    expect(changes.map(change => change.reverts)).toEqual([[sha], []])
  })

  test('a shallow clone says what it cannot see, and its boundary is no suspect', async () => {
    for (const minute of ['10', '20', '30']) repository.commit(`2025-03-25T13:${minute}:00Z`, minute, { a: minute })
    const clone = join(repository.path, 'clone')
    execFileSync('git', ['clone', '-q', '--depth', '2', `file://${repository.path}`, clone], { stdio: 'pipe' })
    const { changes, missing } = await readHistory(clone, { since })
    expect(changes.map(change => change.subject)).toEqual(['30'])
    expect(missing.join()).toMatch(/shallow/)
  })

  test('what is not there is said in words', async () => {
    await expect(readHistory(repository.path, { since })).rejects.toThrow('the repository has no commit yet')
    repository.commit('2025-03-20T08:00:00Z', 'begin')
    const { changes, tipAt } = await readHistory(repository.path, { since })
    expect({ changes, tipAt }).toEqual({ changes: [], tipAt: Date.parse('2025-03-20T08:00:00Z') })
    await expect(resolveRef(repository.path, '--upload-pack=x')).rejects.toThrow('not the name of a ref')
    await expect(resolveRef(repository.path, 'nope')).rejects.toThrow('there is no commit called nope here')
    await expect(readHistory('/', { since })).rejects.toThrow('/ is not in a git repository')
  })
})

test('no program that the repository names runs while it is read', async () => {
  const { path, git, commit } = repository
  const sha = commit('2025-03-25T13:00:00Z', 'one', { 'src/a': 'one line\n', '.gitattributes': '* diff=x\n' })
  const trap = join(path, 'ran')
  const script = join(path, 'trap.sh')
  writeFileSync(script, `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 })
  const named = ['core.fsmonitor', 'core.pager', 'diff.external', 'diff.x.textconv', 'diff.x.command', 'gpg.program']
  for (const setting of named) git('config', setting, script)
  git('config', 'log.showSignature', 'true')
  rmSync(trap, { force: true })
  await readHistory(path, { since })
  await readChangedText(path, [sha])
  await blameFrames(path, sha, [{ path: 'src/a', line: 1 }])
  expect(existsSync(trap)).toBe(false)
})

test('changed lines are read without headers, bounded, by commit', async () => {
  const { commit, path } = repository
  const one = commit('2025-03-25T13:00:00Z', 'one', {
    'a.sql': '-- a comment\nkept\n',
    b: `${'x'.repeat(5000)}\nshort\n`,
  })
  const two = commit('2025-03-25T13:10:00Z', 'two', { 'a.sql': 'kept\nzürich\n' })
  const texts = await readChangedText(path, [one, two])
  expect(texts.get(one)?.split('\n').sort()).toEqual(['-- a comment', 'kept', 'short'])
  expect(texts.get(two)?.split('\n')).toEqual(['-- a comment', 'zürich'])
})

test('the writer of a frame’s line is found from a folder inside; a line that is not there is nobody’s', async () => {
  const { commit, path } = repository
  commit('2025-03-25T13:00:00Z', 'one', { 'src/cart/price.js': 'a\nb\n' })
  const sha = commit('2025-03-25T13:10:00Z', 'two', { 'src/cart/price.js': 'a\nB\n' })
  const frame = (line: number) => ({ path: '/app/src/cart/price.js', line })
  const found = await blameFrames(join(path, 'src'), sha, [frame(2), frame(99)])
  expect([...found.writers]).toEqual([[sha, { path: 'src/cart/price.js', line: 2, depth: 1 }]])
})
