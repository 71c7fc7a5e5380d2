// A newcomer's way through the phases, with Enter, arrows, letters from the footer and the words that are asked for.
import { mkdtempSync, rmSync } from 'node:fs'
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
