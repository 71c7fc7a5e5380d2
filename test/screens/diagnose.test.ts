// The evidence in Diagnose: sorted by Enter and x, left with Esc.
import { expect, test } from 'vitest'
import { drive } from '../support/driver.ts'
import { declared, type EventInput, eventsOf } from '../support/events.ts'

const collected = (id: string): EventInput => ({
  type: 'evidence.collected',
  evidenceId: id,
  kind: 'log',
  title: `line ${id}`,
  detail: '',
  source: 'logs',
  kept: false,
  by: 'rule',
})
const proposed: EventInput = {
  type: 'hypothesis.proposed',
  hypothesisId: 'h1',
  title: 'disk full',
  kind: 'disk',
  suspectSha: null,
}

test('Esc leads from the evidence back to the causes', () => {
  const driver = drive({
    events: eventsOf(declared, { type: 'phase.entered', phase: 'diagnose' }, proposed, collected('a'), collected('b')),
  })
  driver.press('v')
  expect(driver.next()).toBe('keep this as evidence')
  driver.press('enter')
  expect(driver.next()).toBe('keep this as evidence')
  driver.press('esc')
  expect(driver.next()).toMatch(/hypothesis 1/)
})
