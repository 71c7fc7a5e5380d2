// A newcomer's way through the phases, with Enter, arrows, letters from the footer and the words that are asked for.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { openTerminal, type Terminal } from '../support/terminal.ts'

let home: string
let terminal: Terminal
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-walk-'))
})
afterEach(async () => {
  await terminal.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function recordedState() {
  const record = new IncidentRecord(join(home, 'record'))
  const [id = ''] = record.ids()
  return fold(record.read(id).events)
}

test('Enter leads from the declaration to a tested, confirmed root cause', async () => {
  terminal = openTerminal({ args: ['disk full on ops-1, uploads fail'], home, cols: 120, rows: 36 })
  await terminal.until(/Enter +keep P1/)
  terminal.press('Enter')
  await terminal.until('keep this impact sentence')
  terminal.press('Enter')
  await terminal.until('go on to Diagnose')
  terminal.press('Enter')
  await terminal.until('add your own hypothesis')
  terminal.press('Enter', 'the disk is full', 'Enter')
  await terminal.until('test hypothesis 1')
  terminal.press('Enter')
  await terminal.until('run 2 commands')
  terminal.press('Down', 'Space')
  await terminal.until('run 1 command ')
  terminal.press('Enter')
  await terminal.until(/Filesystem[\s\S]*exit 0 after/)
  terminal.press('Enter')
  await terminal.until('confirm hypothesis 1 as the root cause')
  terminal.press('Enter')
  await terminal.until('▸ Root cause')
  terminal.press(' of old uploads', 'Enter')
  await terminal.until('go on to Fix')
  terminal.press('Enter')
  await terminal.until(/▸ 3 Fix/)
  const state = recordedState()
  expect(state.rootCause?.text).toBe('the disk is full of old uploads')
  expect(state.commands[0]?.label).toBe('E1')
  expect(state.phases.triage.spentMs).toBeGreaterThan(0)
})

/** A clone whose origin's newest commit broke the checkout. */
function brokenClone(): string {
  const [origin, clone] = [join(home, 'origin.git'), join(home, 'clone')]
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: clone, env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } })
  mkdirSync(clone)
  execFileSync('git', ['init', '-q', '--bare', origin])
  git('init', '-q', '-b', 'main')
  git('config', 'user.name', 'lee')
  git('config', 'user.email', 'lee@shop.example')
  git('remote', 'add', 'origin', '../origin.git')
  for (const [text, subject] of [
    ['guard', 'Start'],
    ['no guard', 'Validate payment methods in checkout'],
  ] as const) {
    writeFileSync(join(clone, 'payment.js'), text)
    git('add', '.')
    git('commit', '-qm', subject)
  }
  git('push', '-q', 'origin', 'main')
  return clone
}

test('the quick win: a rehearsed revert reaches production only after its word was typed', async () => {
  const clone = brokenClone()
  const newest = () =>
    execFileSync('git', ['-C', join(home, 'origin.git'), 'log', '-1', '--format=%s', 'main']).toString()
  terminal = openTerminal({ args: ['500 errors in checkout, payment.js'], home, cwd: clone, cols: 120, rows: 36 })
  await terminal.until(/Quick win +revert [0-9a-f]{7}/)
  terminal.press('r')
  await terminal.until(/push the revert.* asks first: this changes production/)
  terminal.press('Enter')
  await terminal.until('waits for the word revert')
  expect(terminal.frame()).toContain('╔═ Danger: this changes production')
  terminal.press('Enter', 'y', 'Enter', 'Esc')
  await terminal.until(/push the revert.* asks first/)
  expect(newest()).toMatch(/^Validate/)
  terminal.press('Enter')
  await terminal.until('waits for the word revert')
  terminal.press('revert', 'Enter')
  await terminal.until('exit 0 after')
  terminal.press('Enter')
  await terminal.until('go on to Verify')
  expect(newest()).toMatch(/^Revert "Validate payment methods/)
  expect(recordedState().fixes[0]?.steps.find(step => step.id === 'push')?.state).toBe('done')
})
