// What is expected of a mitigation, read from words.
import { expect, test } from 'vitest'
import { isMet, patienceOf, readGoal } from '../../src/telemetry/goal.ts'
import { figureWords } from '../../src/telemetry/goal-words.ts'

test.each([
  [
    'error rate < 5 % within 2 min',
    { what: 'error rate', isBelow: true, limit: 0.05, unit: 'share', withinMs: 120_000 },
  ],
  ['error rate under 0.4% within 90s', { what: 'error rate', limit: 0.004, withinMs: 90_000 }],
  ['api < 300 ms within 1m', { what: 'api', limit: 300, unit: 'ms', withinMs: 60_000 }],
  ['search below 1.5 s', { what: 'search', limit: 1500, unit: 'ms', withinMs: 120_000 }],
  ['Queue Depth <= 100 in 5 min', { what: 'queue depth', limit: 100, unit: 'number', withinMs: 300_000 }],
  ['free connections > 5', { isBelow: false, limit: 5, unit: 'number' }],
])('%s', (text, goal) => {
  expect(readGoal(text)).toMatchObject(goal)
})

test('words without a figure to compare are left to the gate, with the time they give', () => {
  for (const text of ['it gets better', 'a fresh process answers within 5 s', '', '< <'])
    expect([text, readGoal(text)]).toEqual([text, null])
  expect(patienceOf('it gets better within 30 s')).toBe(30_000)
  expect(patienceOf('it gets better')).toBe(120_000)
})

test('a limit is met on its own side', () => {
  const goal = readGoal('error rate < 5 %')
  expect(goal && [isMet(goal, 0.05), isMet(goal, 0.051)]).toEqual([true, false])
  expect([figureWords(0.314, { unit: 'share' }), figureWords(0.0021, { unit: 'share' })]).toEqual(['31 %', '0.2 %'])
})
