// That a stated probability comes true as often as it says, on windows drawn from their seeds.
import { expect, test } from 'vitest'
import { sharesOf } from '../../../src/diagnosis/suspects/probability.ts'
import { brier, drawnOutcome } from '../../bench/evaluate/calibration.ts'

test('of the first places that are called likely at least three of four are right, and p is better than a share', () => {
  const outcomes = Array.from({ length: 400 }, (_, i) => drawnOutcome(`drawn ${i}`))
  const sure = outcomes.filter(({ p }) => p >= 0.75)
  expect(sure.length).toBeGreaterThan(20)
  expect(sure.filter(({ isRight }) => isRight).length / sure.length).toBeGreaterThanOrEqual(0.75)
  expect(brier(outcomes, one => one.p)).toBeLessThan(brier(outcomes, one => one.share))
  const clear = outcomes.filter(one => one.clear)
  expect(clear.filter(({ isRight }) => isRight).length / clear.length).toBeGreaterThan(0.6)
})

test('something else always keeps a share, however loud the evidence', () => {
  expect(sharesOf([])).toEqual({ p: [], none: 1 })
  expect(sharesOf([500]).none).toBeGreaterThan(0.05)
  expect(sharesOf([40]).p[0]).toBeLessThan(0.5)
})
