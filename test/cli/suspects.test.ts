// `suspects` as a script uses it: the built program on a real repository.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository, type Repository } from '../support/repository.ts'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let repository: Repository
let culprit: string
beforeAll(() => {
  repository = makeRepository()
  repository.commit('2025-03-25T09:00:00Z', 'begin', { 'src/cart.js': 'a\n', 'src/profile.js': 'a\n' })
  culprit = repository.commit('2025-03-25T14:10:00Z', 'Guest checkout reads paymentMethods', {
    'src/profile.js': 'b\n',
  })
  repository.commit('2025-03-25T14:25:00Z', 'Show the delivery date', { 'src/cart.js': 'b\n' })
  repository.commit('2025-03-25T14:40:00Z', 'After the onset', { 'src/cart.js': 'c\n' })
})
afterAll(() => repository.remove())

const at = ['--now', '2025-03-25T15:00:00Z']
function suspects(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'suspects', ...args], {
    encoding: 'utf8',
    cwd: '/',
    ...(input === undefined ? {} : { input }),
  })
  return { status, stdout, stderr }
}

test('prints the ranking as JSON with the instant it was taken for', () => {
  const trace = "TypeError: Cannot read properties of null (reading 'paymentMethods')\n  at x (/app/src/profile.js:1:1)"
  const { status, stdout, stderr } = suspects(
    ['--repo', repository.path, '--onset', '14:30', ...at, '--symptom-file', '-', '--json'],
    trace,
  )
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: '--now: 2025-03-25T15:00:00.000Z\n--onset: 2025-03-25T14:30:00.000Z\n',
  })
  const answer = JSON.parse(stdout)
  expect(answer).toMatchObject({ onset: '2025-03-25T14:30:00.000Z', candidates: 3, clear: true })
  expect(Object.keys(answer.suspects[0])).toEqual(['sha', 'subject', 'author', 'at', 'score', 'p', 'reasons'])
  expect(answer.suspects[0]).toMatchObject({ sha: culprit, author: 'Lee', at: '2025-03-25T14:10:00.000Z' })
  expect(answer.suspects[0].reasons.map((reason: { text: string }) => reason.text)).toContain(
    'wrote line 1 of src/profile.js, a frame of the stack trace',
  )
})

test('tells a person the verdict, the reasons and what is after the onset', () => {
  const { stdout } = suspects(['--repo', repository.path, '--onset', '14:30', ...at, '--symptom', 'guest checkout'])
  expect(stdout).toMatch(/^likely [0-9a-f]{7} Guest checkout reads paymentMethods\n3 changes landed on main/)
  expect(stdout).toContain('1 landed after the onset and cannot be the cause')
  expect(stdout).toMatch(/\+\d+\.\d {2}its subject names "guest", "checkout"/)
})

test('an empty window is an answer; what cannot be read is one line and exit 1, wrong usage 2', () => {
  const empty = suspects(['--repo', repository.path, '--window', '5m', ...at, '--json'])
  expect(JSON.parse(empty.stdout)).toMatchObject({ candidates: 0, clear: false, suspects: [] })
  expect(empty.status).toBe(0)
  expect(suspects(['--repo', '/'])).toEqual({ status: 1, stdout: '', stderr: '/ is not in a git repository\n' })
  expect(suspects(['--repo', repository.path, '--ref', 'nope']).status).toBe(1)
  expect(suspects(['--repo', repository.path, '--symptom-file', '/nope'])).toMatchObject({ status: 1 })
  expect(suspects(['--repo', repository.path, '--window', 'soon'])).toMatchObject({ status: 2 })
  expect(suspects(['--repo', repository.path, ...at, '--onset', '2025-03-25T16:00:00Z'])).toMatchObject({ status: 2 })
})
