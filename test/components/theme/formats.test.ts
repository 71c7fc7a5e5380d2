import { expect, test } from 'vitest'
import { bytes, counted, latency, percent, rate, thousands } from '../../../src/components/theme/numbers.ts'
import {
  clock,
  clockMillis,
  clockOrDate,
  clockSeconds,
  dateOf,
  running,
  span,
} from '../../../src/components/theme/times.ts'

const at = Date.UTC(2025, 2, 25, 14, 38, 46, 204)

test('percentages have a space, and one decimal under ten', () => {
  expect([0, 0.002, 0.09, 0.0996, 0.31, 1].map(percent)).toEqual(['0 %', '0.2 %', '9.0 %', '10 %', '31 %', '100 %'])
  expect([percent(null), percent(Number.NaN)]).toEqual(['–', '–'])
})

test('thousands have commas', () => {
  expect([999, 1000, 12480, 1234567].map(thousands)).toEqual(['999', '1,000', '12,480', '1,234,567'])
})

test('latency changes its unit at a second, and a missing one is a dash', () => {
  expect([0.4, 312, 999.4, 999.6, 1234].map(latency)).toEqual(['0 ms', '312 ms', '999 ms', '1.0 s', '1.2 s'])
  expect(latency(null)).toBe('–')
})

test('rates say their time, sizes their unit, counts their noun', () => {
  expect([rate(24), rate(0.5), bytes(84_200_000), bytes(512), counted(1, 'line'), counted(1700, 'line')]).toEqual([
    '24/min',
    '0.5/min',
    '84.2 MB',
    '512 B',
    '1 line',
    '1,700 lines',
  ])
})

test('clock times', () => {
  expect([clock(at), clockSeconds(at), clockMillis(at), dateOf(at)]).toEqual([
    '14:38',
    '14:38:46',
    '14:38:46.204',
    '25 Mar 2025',
  ])
  expect([clock(at, 'Asia/Tokyo'), clockOrDate(at, { now: at + 86_400_000 }), clockOrDate(at, { now: at })]).toEqual([
    '23:38',
    '25 Mar 14:38',
    '14:38',
  ])
})

test('running times grow an hour column when they need it', () => {
  expect([0, 336_000, 3_936_000, -5].map(running)).toEqual(['00:00', '05:36', '1:05:36', '00:00'])
})

test('finished spans are prose, and a missing one is n/a', () => {
  expect([22_000, 142_000, 900_000, 11_520_000, 3_600_000, 187_200_000, null].map(span)).toEqual([
    '22 s',
    '2 min 22 s',
    '15 min',
    '3 h 12 min',
    '1 h',
    '2 d 4 h',
    'n/a',
  ])
})
