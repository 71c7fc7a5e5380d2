// Raw lines of many kinds in, events out: with one setting, no format named.
import { describe, expect, test } from 'vitest'
import { LogReading, type ToldEvent } from '../../../src/diagnosis/logs/reading.ts'
import { toIso } from '../../../src/incident/time.ts'

const now = Date.UTC(2026, 10, 24, 12)

function read(...files: string[]): ToldEvent[] {
  const events: ToldEvent[] = []
  const reading = new LogReading({ now, fromWall: wall => wall }, event => events.push(event))
  for (const file of files) {
    reading.feed(new TextEncoder().encode(file))
    reading.endFile()
  }
  reading.end()
  return events
}

const told = (text: string) => read(text).map(({ at, level }) => `${at === null ? 'null' : toIso(at)} ${level}`)

describe('one line', () => {
  test.each([
    ['2024-03-05T10:15:00,123+02:00 ERROR checkout failed', '2024-03-05T08:15:00.123Z error'],
    ['2024-03-05 10:15:00.123456 CEST [17] WARN  slow', '2024-03-05T08:15:00.123Z warn'],
    ['Mar  5 10:15:00 web-1 app[12]: it is fine', '2026-03-05T10:15:00.000Z unknown'],
    ['<11>1 2024-03-05T10:15:00Z web-1 app 12 - - refused', '2024-03-05T10:15:00.000Z error'],
    ['10.0.0.1 - - [05/Mar/2024:10:15:00 +0000] "GET /cart HTTP/1.1" 503 12', '2024-03-05T10:15:00.000Z error'],
    ['E0305 10:15:00.123456    12 cart.go:17] no such cart', '2026-03-05T10:15:00.123Z error'],
    ['{"level":50,"time":1709633700123,"msg":"no such cart"}', '2024-03-05T10:15:00.123Z error'],
    ['1709633700 level=warn msg="slow"', '2024-03-05T10:15:00.000Z warn'],
    ['Tue, 05 Mar 2024 10:15:00 GMT ready', '2024-03-05T10:15:00.000Z unknown'],
    ['25/12/2024 10:15:00 PM [INFO] ready', '2024-12-25T22:15:00.000Z info'],
    ['I, [2024-03-05T10:15:00.123456 #4012]  INFO -- : ready', '2024-03-05T10:15:00.123Z info'],
    ['nothing of the kind', 'null unknown'],
  ])('%s', (line, expected) => {
    expect(told(line)).toEqual([expected])
  })

  test('without a year it is of the latest year that is not to come, and rolls over at new year', () => {
    expect(told('Dec 31 23:59:59 web-1 app: old\nJan  1 00:00:01 web-1 app: new\n')).toEqual([
      '2025-12-31T23:59:59.000Z unknown',
      '2026-01-01T00:00:01.000Z unknown',
    ])
  })
})

describe('several lines', () => {
  test('a stack trace belongs to the line before it, in every file anew', () => {
    const one =
      '2024-03-05 10:15:00 INFO ready\n2024-03-05 10:15:01 ERROR failed\njava.lang.IllegalStateException: no cart\n\tat shop.Cart.pay(Cart.java:12)\nCaused by: java.io.IOException\n\t... 3 more\n\n'
    const two = 'Traceback (most recent call last):\n  File "pay.py", line 3, in pay\nKeyError: 4\nand on\n'
    expect(read(one, two).map(({ line, endLine, level }) => [line, endLine, level])).toEqual([
      [1, 1, 'info'],
      [2, 6, 'error'],
      [8, 10, 'error'],
      [11, 11, 'unknown'],
    ])
  })

  test('messages that differ in their values only are one group, by a name that lasts', () => {
    const lines = ['ann', 'bob', 'cleo', 'dan'].flatMap((name, i) => [
      `2024-03-05 10:15:0${i} INFO [main] login of user ${name} from 10.0.0.${i}`,
      `2024-03-05 10:15:0${i} WARN [main] cart ${i} is empty`,
    ])
    const groups = read(lines.join('\n')).map(event => event.group)
    expect(new Set(groups).size).toBe(2)
    expect(new Set([groups[0], groups[2], groups[4], groups[6]]).size).toBe(1)
    expect(read(lines.reverse().join('\n')).map(event => event.group)).toEqual(groups.reverse())
  })

  test('bytes may arrive in any pieces; a line without an end is bounded', () => {
    const bytes = new TextEncoder().encode(
      `2024-03-05 10:15:00 ERROR a\n${'x'.repeat(3_000_000)}\n2024-03-05 10:15:01 ERROR b`,
    )
    const events: ToldEvent[] = []
    const reading = new LogReading({ now, fromWall: wall => wall }, event => events.push(event))
    for (let i = 0; i < bytes.length; i += 65_521) reading.feed(bytes.slice(i, i + 65_521))
    reading.endFile()
    reading.end()
    expect(events.map(({ line, endLine }) => [line, endLine])).toEqual([
      [1, 2],
      [3, 3],
    ])
  })
})
