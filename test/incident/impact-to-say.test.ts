// Given the words of the first minutes and what was counted later, what is said of the impact.
import { describe, expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { impactToSay } from '../../src/incident/impact-to-say.ts'
import { draftUpdate } from '../../src/incident/people/update-draft.ts'
import { drive } from '../support/driver.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'

const said = (text: string): EventInput => ({ type: 'impact.set', text, at: noon + 20_000 })
const counted = (endpoint: string, failed: number, requests: number): EventInput => ({
  type: 'impact.measured',
  measure: `failed requests of ${endpoint}`,
  value: failed,
  unit: `of ${requests}`,
  source: 'access logs',
  by: 'rule',
  at: noon + 700_000,
})
const over: EventInput = { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at: noon + 600_000 }
const early = '/api/checkout fails for about 2 % of requests (2 of 104) since 12:00 UTC'
const whole = [counted('/api/checkout', 1086, 5000), counted('/api/cart', 2, 900)]

describe('the impact, once it is over', () => {
  test('is what was counted where the draft of the first minutes stands', () => {
    const state = fold(eventsOf(declared, said(early), over, ...whole))
    const words = '/api/checkout failed for about 22 % of requests (1,086 of 5,000), and 1 more endpoint'
    expect(impactToSay(state)).toBe(words)
    const update = { status: 'Resolved', audience: 'stakeholders', now: noon + 800_000 } as const
    expect(draftUpdate(state, update)).toContain(words)
  })

  test('keeps the words a person wrote', () => {
    expect(impactToSay(fold(eventsOf(declared, said('guests cannot pay'), over, ...whole)))).toBe('guests cannot pay')
  })

  test('is the draft while it goes on, and where nobody counted', () => {
    expect(impactToSay(fold(eventsOf(declared, said(early), ...whole)))).toBe(early)
    expect(impactToSay(fold(eventsOf(declared, said(early), over)))).toBe(early)
  })

  test('i offers it, and Enter takes it', () => {
    const { press, session } = drive({ events: eventsOf(declared, said(early), over, ...whole) })
    press('i', 'enter')
    expect(session.store.getState().state.impact).toContain('1,086 of 5,000')
  })
})
