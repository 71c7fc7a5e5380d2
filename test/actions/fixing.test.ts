// A fix from its choice to its last step, through the session and real git; and a hotfix branch with its steps.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEffectRunner, type EffectRunner } from '../../src/actions/effects.ts'
import { git, makeRepository } from '../../src/drill/repository.ts'
import { command } from '../../src/incident/command.ts'
import { describeSymptom } from '../../src/incident/description.ts'
import type { IncidentState } from '../../src/incident/state.ts'
import { createSession, type Session } from '../../src/store/session.ts'
import { memoryRecord } from '../support/memory-record.ts'

const author = ['Lee', 'lee@shop.example'] as const
let root: string
let clone: string
let guilty: string
let session: Session
let effects: EffectRunner
const artifacts = new Map<string, string>()

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'incident-tui-fixing-'))
  const files = join(root, 'files')
  await git(root, ['init', '--quiet', files])
  rmSync(join(files, '.git'), { recursive: true })
  const history = [
    { subject: 'one', author, agoMs: 9000, edits: [{ path: 'a.txt', content: 'one\n' }] },
    { subject: 'two', author, agoMs: 6000, edits: [{ path: 'a.txt', content: 'two\n' }] },
    { subject: 'three', author, agoMs: 3000, edits: [{ path: 'b.txt', content: 'b\n' }] },
  ]
  const repository = await makeRepository(root, { files: [files], history, now: Date.now() })
  clone = repository.clone
  guilty = repository.shas[1] as string
  await git(clone, ['push', '--quiet', 'origin', 'main'])
  const place = { repo: clone, remote: 'origin', branch: 'main', deploy: null }
  effects = createEffectRunner({
    place,
    worktrees: join(root, 'worktrees'),
    now: () => Date.UTC(2025, 2, 25),
    writeArtifact: (runId, output) => {
      artifacts.set(runId, output)
      return `${runId}.txt`
    },
  })
  session = createSession({
    record: memoryRecord(),
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: 'a',
    readOnly: false,
    now: Date.now,
    newId: () => uuid(),
    runEffect: (effect, answer) => effects.run(effect, answer),
  })
  const symptom = describeSymptom('500 errors', Date.now())
  const rest = { service: null, drill: null, severity: null, origin: 'person' as const }
  session.dispatch({ kind: 'declare', incidentId: 'i1', title: '500 errors', symptom, ...rest })
})

afterEach(async () => {
  await effects.stop()
  rmSync(root, { recursive: true, force: true })
})

/** Resolves with the first state for which the condition holds. */
function when(condition: (state: IncidentState) => boolean): Promise<IncidentState> {
  return new Promise(resolve => {
    const look = () => {
      const { state } = session.store.getState()
      if (!condition(state)) return
      stop()
      resolve(state)
    }
    const stop = session.store.subscribe(look)
    look()
  })
}

test('a revert is rehearsed, pushed with the typed word, and then in place', async () => {
  session.dispatch({
    kind: 'chooseFix',
    fixId: 'f1',
    fixKind: 'revert',
    title: 'revert two',
    targets: [guilty],
    why: '',
  })
  const rehearsed = await when(state => state.fixes[0]?.rehearsal !== null)
  expect(rehearsed.fixes[0]).toMatchObject({ state: 'rehearsed', rehearsal: { outcome: 'clean' } })
  expect(rehearsed.fixes[0]?.steps.map(step => [step.id, step.state])).toEqual([
    ['commit', 'done'],
    ['push', 'todo'],
    ['watch', 'todo'],
  ])
  const spec = rehearsed.fixes[0]?.steps[1]?.command ?? command(['false'])
  const push = { kind: 'runCommand', runId: 'r1', spec, purpose: { kind: 'fix', fixId: 'f1', step: 'push' } } as const
  expect(session.dispatch({ ...push, consent: { kind: 'yes' } })).toEqual({ refused: 'type revert to run this' })
  session.dispatch({ ...push, consent: { kind: 'word', typed: 'revert' } })
  await when(state => state.fixes[0]?.steps[1]?.state === 'done')
  session.dispatch({ kind: 'settleFixStep', fixId: 'f1', step: 'watch', state: 'done', detail: 'every signal is back' })
  expect(session.store.getState().state.fixes[0]?.state).toBe('completed')
  expect(await git(clone, ['show', 'origin/main:a.txt'])).toBe('one')
  expect(readFileSync(join(clone, 'a.txt'), 'utf8')).toBe('two\n')
  expect(artifacts.get('r1')).toMatch(/main/)
})

test('a command can be cancelled, and one that does not exist says so', async () => {
  const run = (runId: string, argv: string[]) =>
    session.dispatch({
      kind: 'runCommand',
      runId,
      spec: command(argv),
      purpose: { kind: 'adhoc' },
      consent: { kind: 'none' },
    })
  run('r1', ['sleep', '60'])
  session.dispatch({ kind: 'cancelCommand', runId: 'r1' })
  run('r2', ['no-such-program-here'])
  const { commands } = await when(state => state.commands.every(one => one.state === 'ended'))
  expect(commands.map(one => one.outcome)).toEqual(['cancelled', 'failedToStart'])
  expect(commands[1]?.tail).toMatch(/no-such-program-here/)
})

test('a hotfix has a branch and a worktree of its own, and abandoning it removes the worktree', async () => {
  session.dispatch({ kind: 'chooseFix', fixId: 'f1', fixKind: 'hotfix', title: 'guard null', targets: [], why: '' })
  const { fixes } = await when(state => state.fixes[0]?.rehearsal !== null)
  const worktree = fixes[0]?.rehearsal?.worktree as string
  expect(await git(worktree, ['branch', '--show-current'])).toBe('hotfix/incident-20250325')
  const ids = ['worktree', 'edit', 'review', 'commit', 'push', 'pr', 'merge', 'watch']
  expect(fixes[0]?.steps.map(step => step.id)).toEqual(ids)
  expect(fixes[0]?.steps[3]?.command?.argv).toContain('HOTFIX: guard null')
  session.dispatch({ kind: 'abandonFix', fixId: 'f1', reason: 'not needed' })
  while (existsSync(worktree)) await new Promise(resolve => setTimeout(resolve, 20))
})
