// What becomes one group: statements whose values are of many kinds and lengths, in logs of many makes.
import { describe, expect, test } from 'vitest'
import { LogReading } from '../../../src/diagnosis/logs/reading.ts'
import { groupsOf, judge, random } from '../../bench/grouping.ts'
import { ownLines, ownSystems } from '../../bench/own-systems.ts'

function templatesOf(lines: readonly string[]): string[] {
  const reading = new LogReading({ now: Date.UTC(2026, 0, 1), fromWall: wall => wall })
  reading.feed(new TextEncoder().encode(lines.join('\n')))
  reading.endFile()
  reading.end()
  return reading.toldGroups().map(group => group.template)
}

describe('logs of invented systems', () => {
  test.each(Object.keys(ownSystems))('%s: nearly every line is in the group of its statement', name => {
    const { text, truth } = ownLines(name)
    const { accuracy, pairs } = judge(truth, groupsOf(text))
    expect(accuracy).toBeGreaterThan(0.94)
    expect(pairs).toBeGreaterThan(0.99)
  })
})

test.each([
  ['a size is one value with its unit and what brackets say again', ['got 12 bytes', 'got 1300 bytes (1.27 KB)'], 1],
  ['less than a number is a number', ['took <1 sec', 'took 00:17'], 1],
  ['a host with its port is one value', ['from a.b.example.net:80 on', 'from 10.0.0.1:80 on'], 1],
  ['the method of a quoted request is a word', ['x "GET /a HTTP/1.1" 1', 'x "POST /a HTTP/1.1" 1'], 2],
  ['what is quoted in front of pairs is the message', ['"Pod synced" pod="a"', '"Pod failed" pod="a"'], 2],
])('%s', (_, lines, groups) => {
  expect(templatesOf(lines)).toHaveLength(groups)
})

test('lines of key=value pairs are grouped by their message', () => {
  const line = (message: string, i: number): string =>
    `ts=2024-03-05T10:00:0${i}Z level=info caller=a.go:${i} msg="${message}" took=${i}ms`
  expect(templatesOf([line('cart saved', 1), line('cart saved', 2), line('mail sent', 3)])).toEqual([
    'cart saved',
    'mail sent',
  ])
})

test('lists of names in several places at once are values', () => {
  const next = random('lists')
  const names = 'ana bob cleo dan eve finn gus hana ivo jana kai lea mia noah olga pia'.split(' ')
  const list = (): string =>
    Array.from({ length: 1 + Math.floor(next() * 4) }, () => names[Math.floor(next() * names.length)]).join(', ')
  const lines = Array.from(
    { length: 120 },
    () => `role granted to users ${list()}; taken from owners ${list()} by rule`,
  )
  expect(templatesOf(lines)).toEqual([
    expect.stringMatching(/^role granted to users <\*>.* taken from owners <\*> by rule$/),
  ])
})

test('lines that never come twice leave the memory bounded and the counts right', () => {
  const next = random('endless')
  const word = (): string =>
    Math.floor(next() * 1e9)
      .toString(26)
      .replace(/\d/g, 'q')
  const reading = new LogReading({ now: Date.UTC(2026, 0, 1), fromWall: wall => wall })
  const known = 'ERROR payment refused for cart'
  for (let round = 0; round < 40; round += 1) {
    const lines = Array.from({ length: 2000 }, (_, i) =>
      i % 10 === 0 ? known : `${word()} ${word()} ${word()} ${word()}`,
    )
    reading.feed(new TextEncoder().encode(`${lines.join('\n')}\n`))
  }
  reading.endFile()
  reading.end()
  const groups = reading.toldGroups()
  expect(groups.length).toBeLessThan(16_000)
  expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(80_000)
  expect(groups.find(group => group.template.includes('payment refused'))?.count).toBe(8000)
})

test('Python traces are grouped by what was raised', () => {
  const trace = (last: string): string =>
    `Traceback (most recent call last):\n  File "pay.py", line 3, in pay\n    x = cart[0]\n${last}`
  const stamped = (last: string): string => `2024-03-05 10:00:00 ERROR ${trace(last)}`
  for (const make of [trace, stamped])
    expect(templatesOf([make('KeyError: 4'), make('KeyError: 9'), make('IndexError: list is empty')])).toEqual([
      'KeyError <*>',
      'IndexError list is empty',
    ])
})

test('what became of something is no value: each verb keeps a group of its own, the names are one slot', () => {
  const lines = ['started', 'stopped', 'failed', 'crashed'].flatMap(verb =>
    Array.from({ length: 30 }, (_, i) => `10:00:00 INFO worker ${verb} on host h${i}`),
  )
  expect(templatesOf(lines)).toEqual(
    ['started', 'stopped', 'failed', 'crashed'].map(verb => `worker ${verb} on host <*>`),
  )
})
