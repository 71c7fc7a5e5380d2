// Logs of requests: the status is the level, and method, route and status class are the group.
import { expect, test } from 'vitest'
import { LogReading } from '../../../src/diagnosis/logs/reading.ts'

function groups(text: string) {
  const reading = new LogReading({ now: Date.UTC(2026, 0, 1), fromWall: wall => wall })
  reading.feed(new TextEncoder().encode(text))
  reading.endFile()
  reading.end()
  return reading.toldGroups().map(({ template, level, count }) => `${count} ${level} ${template}`)
}

test('the combined format', () => {
  const line = (path: string, status: number, agent: string) =>
    `10.0.0.1 - - [05/Mar/2024:10:15:00 +0000] "GET ${path} HTTP/1.1" ${status} 12 "-" "${agent}"`
  expect(
    groups([line('/cart/17?a=1', 200, 'a'), line('/cart/18', 200, 'b c'), line('/cart/18', 503, 'a')].join('\n')),
  ).toEqual(['2 info GET /cart/<*> 2xx', '1 error GET /cart/<*> 5xx'])
})

test('the W3C format takes its columns from its own directives, and its dates are GMT', () => {
  const text =
    '#Version: 1.0\n#Date: 2024-03-05 10:15:00\n#Fields: time c-ip cs-method cs-uri-stem sc-status\n10:15:01 10.0.0.1 GET /cart 404\n10:15:02 10.0.0.1 GET /cart 404\n'
  const reading = new LogReading({ now: 0, fromWall: wall => wall + 1 })
  reading.feed(new TextEncoder().encode(text))
  reading.endFile()
  reading.end()
  expect(reading.toldGroups()).toMatchObject([
    { template: 'GET /cart 4xx', level: 'warn', count: 2, firstLine: 4, lastAt: Date.UTC(2024, 2, 5, 10, 15, 2) },
  ])
})
