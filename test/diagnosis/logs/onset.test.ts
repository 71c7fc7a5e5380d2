// When errors began to come more often: a step, a decoy, twice the traffic, and nothing at all.
import { expect, test } from 'vitest'
import { ErrorHistory } from '../../../src/diagnosis/logs/onset/history.ts'
import { findOnset } from '../../../src/diagnosis/logs/onset/onset.ts'

const start = Date.UTC(2025, 2, 25, 14)

/** An hour with one other event a second (or as told), and errors `[second, group]`. */
function hour(errors: readonly (readonly [number, number])[], traffic: (second: number) => number = () => 1) {
  const history = new ErrorHistory()
  for (let second = 0; second < 3600; second += 1)
    for (let i = 0; i < traffic(second); i += 1) history.other(start + second * 1000)
  for (const [second, group] of errors) history.error(start + second * 1000, group)
  const onset = findOnset(history, group => group)
  return onset && { second: (onset.at - start) / 1000, drivers: onset.drivers }
}

const every = (step: number, from: number, to: number, group: number) =>
  Array.from({ length: Math.floor((to - from) / step) }, (_, i) => [from + i * step, group] as const)

test('a step of a new kind of error begins with its first error', () => {
  expect(hour([...every(300, 7, 3600, 1), ...every(5, 2000, 2900, 2)])).toEqual({ second: 2000, drivers: [2] })
})

test('a short burst some time before is not the beginning', () => {
  expect(hour([...every(1, 900, 906, 3), ...every(300, 7, 3600, 1), ...every(2, 2000, 2900, 2)])?.second).toBe(2000)
})

test('a steady rate has no onset, and neither has one that grows with the traffic', () => {
  expect(hour(every(60, 3, 3600, 1))).toBeNull()
  const busy = (second: number): number => (second > 1000 && second < 2000 ? 4 : 1)
  expect(hour([...every(40, 3, 1000, 1), ...every(10, 1003, 2000, 1), ...every(40, 2003, 3600, 1)], busy)).toBeNull()
})

test('an error or two are no onset', () => {
  expect(hour([[1800, 1]])).toBeNull()
  expect(hour([])).toBeNull()
})

test('what is so from the first line on began before the log did', () => {
  expect(hour(every(2, 0, 900, 1))).toBeNull()
})

const burstsEvery = (seconds: number, from: number, group: number) =>
  every(seconds, from, 3600, group).flatMap(([at]) => every(1, at, at + 8, group))

test('bursts that come regularly since before the log have no onset, and do not hide one of something else', () => {
  expect(hour(burstsEvery(420, 100, 1))).toBeNull()
  expect(hour([...burstsEvery(420, 100, 1), ...every(3, 2000, 2600, 2)])).toEqual({ second: 2000, drivers: [2] })
})

test('bursts that begin in the middle of the log have one, at the first of them', () => {
  expect(hour(burstsEvery(120, 1500, 1))?.second).toBe(1500)
})

test('what begins in the first third and goes on to the end is an onset', () => {
  expect(hour(every(15, 1000, 3600, 1))?.second).toBe(1000)
})
