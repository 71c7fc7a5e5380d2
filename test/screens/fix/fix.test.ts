// The fix workbench: which way is recommended and why, what Enter does with each state of a fix, and what is disabled.
import { describe, expect, test } from 'vitest'
import { configSchema } from '../../../src/config/schema.ts'
import { command } from '../../../src/incident/command.ts'
import type { EventOf, FixStepPlan } from '../../../src/incident/events.ts'
import { footerKeys } from '../../../src/screens/commands.ts'
import { workbenchOf } from '../../../src/screens/workbenches.ts'
import { type DriverOptions, drive } from '../../support/driver.ts'
import { declared, type EventInput, eventsOf } from '../../support/events.ts'
import { plainRows } from '../../support/frame.tsx'

const sha = 'a1f3c9e04c1e8f3a6b5d2907f4e1c8a3b6d5f2e9'
const revertSha = '9b2e7d04c1e8f3a6b5d2907f4e1c8a3b6d5f2e90'
const push = command(['git', 'push', 'origin', `${revertSha}:refs/heads/main`], {
  tier: 'danger',
  word: 'revert',
  cwd: '/srv',
})
const steps: FixStepPlan[] = [
  { id: 'commit', title: '9b2e7d0 Revert "validate"', tier: 'read', kind: 'command', made: 'made, local' },
  {
    id: 'push',
    title: 'origin main, a1f3c9e → 9b2e7d0',
    tier: 'danger',
    kind: 'command',
    command: push,
    undo: 'git revert 9b2e7d0',
  },
  {
    id: 'deploy',
    title: 'make deploy',
    tier: 'danger',
    kind: 'command',
    command: command(['make', 'deploy'], { tier: 'danger', word: 'deploy' }),
  },
  { id: 'watch', title: 'live, then Verify', tier: 'read', kind: 'watch', waitsFor: { kind: 'live', what: revertSha } },
]
const cause: EventInput[] = [
  {
    type: 'hypothesis.proposed',
    hypothesisId: 'h1',
    kind: 'change',
    title: `change a1f3c9e "validate"`,
    suspectSha: sha,
  },
  { type: 'hypothesis.scored', hypothesisId: 'h1', score: 81, reasons: [{ text: 'just before', points: 81 }] },
  { type: 'hypothesis.confirmed', hypothesisId: 'h1' },
  { type: 'rootcause.set', text: 'validate breaks guests', hypothesisId: 'h1' },
  { type: 'phase.entered', phase: 'fix' },
]
const chosen: EventInput = {
  type: 'fix.chosen',
  fixId: 'f1',
  kind: 'revert',
  title: 'revert a1f3c9e',
  targets: [sha],
  why: '',
}
const rehearsed = (change: Partial<EventOf<'fix.rehearsed'>> = {}): EventInput => ({
  type: 'fix.rehearsed',
  fixId: 'f1',
  outcome: 'clean',
  summary: 'a1f3c9e reverts cleanly, 2 files +3 −11',
  worktree: '/state/worktrees/f1',
  revertSha,
  lastGood: '77c0d4e04c1e8f3a6b5d2907f4e1c8a3b6d5f2e9',
  conflicts: [],
  checks: [
    { title: '2 files +3 −11', ok: true, detail: '' },
    { title: 'npm test', ok: true, detail: '6.2 s' },
    { title: 'no migration', ok: true, detail: '' },
  ],
  steps,
  ...change,
})
const settled = (step: string, state: EventOf<'fix.step'>['state'], detail = ''): EventInput => ({
  type: 'fix.step',
  fixId: 'f1',
  step,
  state,
  detail,
})
const ran = (step: string, tail: string): EventInput[] => [
  { type: 'command.started', runId: `r-${step}`, spec: push, purpose: { kind: 'fix', fixId: 'f1', step }, pid: null },
  { type: 'command.ended', runId: `r-${step}`, exitCode: 1, outcome: 'exited', durationMs: 900, artifact: null, tail },
]

const config = configSchema.parse({
  mitigations: [
    {
      name: 'guest checkout off',
      run: ['flagctl', 'off'],
      undo: ['flagctl', 'on'],
      expect: 'error rate < 0.4 % within 2 min',
      says: 'Guests see "sign in to pay".',
    },
    { name: 'fail over', run: ['db', 'failover'], risk: 'danger' },
  ],
})

function opened(events: readonly EventInput[], change: object = {}, hands: DriverOptions['hands'] = {}) {
  const driver = drive({
    hands,
    events: eventsOf(declared, ...cause, ...events),
    cols: 80,
    rows: 24,
    scene: { repository: '/srv', config, ...change },
  })
  const look = () => plainRows(workbenchOf(driver.scene()).rows(driver.scene(), { width: 78, height: 18 }))
  return { driver, look }
}

describe('three ways', () => {
  test('the revert of a confirmed cause is recommended with its proof and its plan', () => {
    const { driver, look } = opened([chosen, rehearsed()])
    expect(look()).toMatchInlineSnapshot(`
      " ▸ A  Revert a1f3c9e       ✓ rehearsed, applies cleanly                minutes
         B  Hotfix branch        needs a patch and a review           20 min or more
         C  Mitigate             2 actions, first: guest checkout off        seconds

      Why A      cause confirmed: change a1f3c9e "validate"; 2 files +3 −11; no
                 migration

      Last good  77c0d4e
      Rehearsed  ✓ 2 files +3 −11   ✓ npm test, 6.2 s   ✓ no migration

      Plan for A
       ✓ 1  commit  9b2e7d0 Revert "validate"                            made, local
       ▸ 2  push    origin main, a1f3c9e → 9b2e7d0                    ▲ danger, asks
       ○ 3  deploy  make deploy                                       ▲ danger, asks
       ○ 4  watch   live, then Verify"
    `)
    expect(driver.next()).toBe('push the revert')
  })

  test('where the revert conflicts or is unsafe the mitigation is recommended, and says why', () => {
    const conflict = opened([
      chosen,
      rehearsed({ outcome: 'conflict', summary: 'pay.js changed since', worktree: null, steps: [] }),
    ])
    expect(workbenchOf(conflict.driver.scene()).meta(conflict.driver.scene())).toBe('3 ways, C recommended')
    expect(conflict.look()).toContain('A: pay.js changed since')
    const unsafe = opened([
      chosen,
      rehearsed({ outcome: 'unsafe', summary: 'a1f3c9e: 0042.sql is a database migration' }),
    ])
    expect(unsafe.look()).toMatch(/▲ applies, but a1f3c9e: 0042\.sql/)
    expect(unsafe.look()).toContain('A is not safe')
  })

  test('a fix that did not help leads back to the other ways, with everything kept', () => {
    const { driver, look } = opened([
      chosen,
      rehearsed(),
      settled('push', 'done'),
      settled('deploy', 'done'),
      settled('watch', 'failed', 'still outside: api after 10 min'),
    ])
    driver.press('A')
    expect(driver.next()).toBe('choose another way')
    expect(look()).toMatch(/✗ watch failed: still/)
    driver.press('enter')
    expect(driver.next()).toBe('look at the mitigations')
  })
})

describe('what Enter does when a step went wrong', () => {
  test.each([
    ['! [rejected] main -> main (fetch first)', 'rehearse again on the newest commit'],
    ['! [remote rejected] main -> main (pre-receive hook declined)', 'make it a pull request instead'],
    ["fatal: could not read Username for 'https://git.example': terminal prompts disabled", 'push the revert again'],
    ['fatal: unable to access: Could not resolve host: git.example', 'push the revert again'],
    ['tests are red\nerror: failed to push some refs', 'push the revert again'],
  ])('push: %s', (tail, next) => {
    const { driver } = opened([chosen, rehearsed(), ...ran('push', tail), settled('push', 'failed', tail)])
    driver.press('A')
    expect(driver.next()).toBe(next)
  })

  test('an unknown outcome is said, and nothing runs by itself', () => {
    const { driver, look } = opened([
      chosen,
      rehearsed(),
      settled('push', 'done'),
      settled('deploy', 'unknown', 'it ran when the program ended'),
    ])
    expect(look()).toContain('outcome unknown')
    expect(driver.next()).toBe('run make deploy again, or X where it got through')
    driver.press('X')
    expect(driver.scene().state.fixes[0]?.steps[2]?.state).toBe('skipped')
  })

  test('a conflict can be resolved by hand', () => {
    const { driver } = opened([
      chosen,
      rehearsed({ outcome: 'conflict', summary: 'pay.js changed since', worktree: null, steps: [] }),
    ])
    driver.press('A')
    expect(driver.next()).toBe('resolve the conflict by hand in a worktree')
  })
})

test('danger: the whole command, its consequences and the word; Enter and y alone do nothing', () => {
  const { driver } = opened([chosen, rehearsed()])
  driver.press('enter')
  expect(driver.scene().view.overlays.at(-1)?.kind).toBe('danger')
  expect(driver.next()).toBe('waits for the word revert')
  driver.press('enter', 'y', 'enter')
  expect(driver.scene().view.overlays.at(-1)?.kind).toBe('danger')
})

test('mitigations: does, undo and watch beside the chosen one; danger asks a word', () => {
  const { driver, look } = opened([])
  driver.press('C')
  expect(look()).toMatch(
    /▸ guest checkout off +○ off +reversible +not run\n +does +flagctl off\n +undo +flagctl on +U asks y\n +watch +error rate/,
  )
  driver.press('down')
  expect(driver.next()).toBe('switch on "fail over"')
  driver.press('y')
  expect(driver.scene().view.overlays.at(-1)?.kind).toBe('danger')
})

describe('a read-only session', () => {
  const conflict: FixStepPlan[] = [{ id: 'edit', title: 'resolve', tier: 'read', kind: 'edit' }, ...steps]
  test.each<[string, readonly EventInput[], string]>([
    ['A, where nothing is rehearsed', [], 'A'],
    ['A, where the push is due', [chosen, rehearsed()], 'A'],
    ['A, where the worktree is to be edited', [chosen, rehearsed({ steps: conflict })], 'A'],
    ['B', [], 'B'],
    ['C', [], 'C'],
  ])('begins nothing and opens no editor: %s', (_, events, key) => {
    const begun: string[] = []
    const hands = { editIn: async (folder: string) => begun.push(folder) > 0, run: () => (begun.push('run'), null) }
    const { driver } = opened(events, { readOnly: true }, hands)
    driver.press(key)
    const before = driver.session.events().length
    driver.press('enter', 'y', 'enter')
    expect(begun).toEqual([])
    expect(driver.session.events()).toHaveLength(before)
    expect(driver.scene().view.overlays).toEqual([])
  })
})

test('a mitigation that is on stays with its undo, and one that helped offers the moment', () => {
  const on: EventInput = {
    type: 'mitigation.applied',
    mitigationId: 'm1',
    name: 'guest checkout off',
    undo: command(['flagctl', 'on'], { tier: 'reversible' }),
    expect: 'error rate < 0.4 % within 2 min',
  }
  const judged: EventInput = {
    type: 'mitigation.judged',
    mitigationId: 'm1',
    worked: true,
    detail: '31 % → 0.2 % after 24 s',
  }
  const { driver, look } = opened([on, judged])
  driver.press('C')
  expect(look()).toMatch(/▲ on 59:\d\d +reversible +✓ 31 % → 0.2 %/)
  expect(look()).toContain('Guests see "sign in to pay".')
  expect(driver.next()).toBe('record "mitigated 12:00" and go on to Verify')
  driver.press('U')
  expect(driver.scene().view.overlays.at(-1)).toMatchObject({ kind: 'confirm', title: 'Undo "guest checkout off"' })
})

test('what did not help leads to what has not been tried, and at the end back to the cause', () => {
  const { driver } = opened([
    { type: 'mitigation.applied', mitigationId: 'm1', name: 'guest checkout off', undo: null, expect: null },
    { type: 'mitigation.judged', mitigationId: 'm1', worked: false, detail: 'still outside: error rate' },
  ])
  driver.press('C')
  const seen: string[] = []
  for (let tries = 0; tries < 3 && !/diagnose again/.test(driver.next()); tries++) {
    seen.push(driver.next())
    driver.press('enter')
  }
  expect([...seen, driver.next()].filter(next => /Verify/.test(next))).toEqual([])
  expect(seen[0] ?? driver.next()).toMatch(/^look at "|^diagnose again/)
})

test('a switch of which nobody knows how it ended may be on, and can be undone', () => {
  const purpose = { kind: 'mitigation', name: 'guest checkout off', mitigationId: 'm1', direction: 'do' } as const
  const { driver, look } = opened([
    { type: 'command.started', runId: 'r1', spec: command(['flagctl', 'off']), purpose, pid: null },
    {
      type: 'command.ended',
      runId: 'r1',
      exitCode: null,
      outcome: 'unknown',
      durationMs: null,
      artifact: null,
      tail: '',
    },
  ])
  driver.press('C')
  expect(look()).toMatch(/✗ unknown +reversible +may be on/)
  driver.press('U')
  expect(driver.scene().view.overlays.at(-1)).toMatchObject({ kind: 'confirm', title: 'Undo "guest checkout off"' })
})

describe('a hotfix', () => {
  const argv = ['gh', 'pr', 'create', '--title', 'HOTFIX: guard null', '--label', 'urgent', '--body-file', '-']
  const chosenHotfix = { ...chosen, kind: 'hotfix', title: 'guard null', targets: [] } as EventInput
  const hotfix = (pr: Partial<FixStepPlan>) => [
    chosenHotfix,
    rehearsed({
      revertSha: null,
      summary: 'hotfix/incident-20250325 from origin/main at a1f3c9e',
      steps: [
        { id: 'edit', title: 'the change', tier: 'read', kind: 'edit', made: 'made' },
        { id: 'pr', title: 'gh pr create', tier: 'reversible', kind: 'command', ...pr },
      ],
    }),
  ]
  const byGh = hotfix({ command: command(argv, { tier: 'reversible' }) })

  test('t names its pull request, w asks a reviewer, and what is asked to run says both', () => {
    const { driver, look } = opened(byGh)
    driver.press('B')
    expect(look()).toMatch(/Title +HOTFIX: guard null/)
    driver.press('t', 'ctrl-u', 'HOTFIX: guests pay again', 'enter', 'w', 'ctrl-u', 'two words', 'enter')
    expect(driver.scene().view.overlays.at(-1)).toMatchObject({ error: expect.stringContaining('without spaces') })
    driver.press('ctrl-u', '@mia', 'enter')
    expect(look()).toMatch(/Title +HOTFIX: guests pay again\n.*Reviewer +@mia/)
    driver.press('enter')
    const asked = driver.scene().view.overlays.at(-1)
    expect(asked?.kind === 'confirm' && asked.spec.argv).toEqual([
      ...['gh', 'pr', 'create', '--title', 'HOTFIX: guests pay again', '--label', 'urgent'],
      ...['--reviewer', 'mia', '--body-file', '-'],
    ])
  })

  test('without gh the text is copied with c, and the file it is in is named', () => {
    const copied: string[] = []
    const copy = (text: string) => {
      copied.push(text)
      return { clipboard: true, file: '/state/copied/1.txt' }
    }
    const events = eventsOf(declared, ...cause, ...hotfix({ kind: 'hand', title: 'by hand' }))
    const driver = drive({ events, cols: 80, rows: 24, scene: { repository: '/srv', config }, hands: { copy } })
    driver.press('B', 'enter', 'c')
    expect(copied[0]).toMatch(/^HOTFIX: guard null\n\n## What\n/)
    expect(driver.scene().view.overlays.at(-1)).toMatchObject({
      copied: 'Copied the text to the clipboard and to /state/copied/1.txt',
    })
  })

  test('the footer names the keys of the way that is looked at', () => {
    const { driver } = opened(byGh)
    const keys = () => footerKeys(driver.scene()).keys.map(one => one.label)
    driver.press('B')
    expect(keys()).toEqual(expect.arrayContaining(['title', 'reviewer', 'edit']))
    expect(keys()).not.toContain('another commit')
    driver.press('C')
    expect(keys()).toContain('run selected')
    expect(keys()).not.toContain('reviewer')
  })
})

test('where there is no place to push to, what was found instead is said', () => {
  const { driver } = opened([], { repository: null, whyNoRepository: 'the repository here has no remote' })
  driver.press('A')
  expect(driver.scene().view.notice?.text).toContain(
    'needs a git repository with a remote: the repository here has no remote',
  )
})

test('leaving while a command runs is asked once', () => {
  const left: string[] = []
  const events = eventsOf(declared, {
    type: 'command.started',
    runId: 'r1',
    spec: command(['make', 'deploy']),
    purpose: { kind: 'adhoc' },
    pid: null,
  })
  const driver = drive({ events, hands: { leave: () => left.push('left') } })
  driver.press('q')
  expect([left.length, driver.scene().view.notice?.text]).toEqual([
    0,
    'make deploy still runs: q again stops it and leaves',
  ])
  driver.press('q')
  expect(left).toEqual(['left'])
})
