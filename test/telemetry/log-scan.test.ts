import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everything, type LogQuery, passes } from '../../src/telemetry/log-query.ts'
import { LogRing, levelWords } from '../../src/telemetry/log-ring.ts'
import { LogScan } from '../../src/telemetry/log-scan.ts'
import { readMatch } from '../../src/telemetry/text-match.ts'

const level = (word: (typeof levelWords)[number]) => levelWords.indexOf(word)

function push(
  log: LogRing,
  text: string,
  { at = 0, word = 'info' as (typeof levelWords)[number], source = 0, continues = false } = {},
) {
  const bytes = Buffer.from(text)
  return log.push(bytes, 0, bytes.length, { at, level: level(word), source, continues })
}

const having = (typed: string, way: 'in' | 'out' = 'in'): LogQuery => {
  const read = readMatch(typed)
  if ('wrong' in read) throw new Error(read.wrong)
  return { ...everything, texts: [{ way, match: read.match }] }
}

const all = (scan: LogScan): number[] => Array.from({ length: scan.count }, (_, position) => scan.at(position) ?? -1)

describe('a scan', () => {
  test('finds what passes in the order it came, whether it was there before or came later', () => {
    const log = new LogRing()
    push(log, 'one', { word: 'error' })
    push(log, 'two')
    const scan = new LogScan(log, { ...everything, fromLevel: level('warn') })
    push(log, 'three', { word: 'fatal' })
    scan.advance()
    expect(all(scan)).toEqual([0, 2])
  })

  test('looks at what is new first, and goes on where it was stopped', () => {
    const log = new LogRing()
    for (let i = 0; i < 1000; i += 1) push(log, `line ${i}`)
    const scan = new LogScan(log, everything)
    push(log, 'newest')
    expect(scan.advance(() => true)).toBe(false)
    expect(all(scan)).toEqual([1000])
    expect(scan.share).toBeLessThan(0.1)
    while (!scan.advance(() => true));
    expect(scan.count).toBe(1001)
  })

  test('takes an event as a whole: a word in its stack trace finds its first line, also when the trace comes later', () => {
    const log = new LogRing()
    push(log, 'it broke', { word: 'error' })
    push(log, '  at validate (payment.js:42)', { word: 'error', continues: true })
    const scan = new LogScan(log, having('validate'))
    push(log, 'it broke again', { word: 'error' })
    scan.advance()
    push(log, 'from elsewhere', { source: 1 })
    push(log, '  at validate (payment.js:42)', { word: 'error', continues: true })
    scan.advance()
    expect(all(scan)).toEqual([0, 2])
    expect(log.restOf(2)).toEqual([4])
  })

  test('lets an event go whose trace says what is filtered out', () => {
    const log = new LogRing()
    const scan = new LogScan(log, having('validate', 'out'))
    push(log, 'it broke', { word: 'error' })
    scan.advance()
    push(log, '  at validate (payment.js:42)', { word: 'error', continues: true })
    scan.advance()
    expect(all(scan)).toEqual([])
  })

  test('shows each failure once: the request that failed is told by the line that says why', () => {
    const log = new LogRing()
    const request = (at: number) =>
      push(log, '1.2.3.4 - - "POST /api/checkout HTTP/1.1" 500 23', { at, word: 'error', source: 1 })
    request(1000)
    push(log, 'TypeError: null', { at: 1500, word: 'error' })
    const scan = new LogScan(log, { ...everything, withoutEchoes: true })
    request(2000)
    request(60_000)
    scan.advance()
    expect(all(scan)).toEqual([1, 3])
    push(log, 'TypeError: null', { at: 60_500, word: 'error' })
    scan.advance()
    expect(all(scan)).toEqual([1, 4])
  })

  test('never shows a secret as a match, and finds what the cleaner put in its place', () => {
    const log = new LogRing()
    push(log, 'password=hunter2hunter2')
    const secret = new LogScan(log, having('hunter2'))
    const mark = new LogScan(log, having('[redacted]'))
    secret.advance()
    mark.advance()
    expect([all(secret), all(mark)]).toEqual([[], [0]])
  })

  test('is at every moment what a search of everything held would give', () => {
    const line = fc.record({
      word: fc.constantFrom('info', 'warn', 'error' as const),
      source: fc.integer({ min: 0, max: 2 }),
      continues: fc.boolean(),
      text: fc.constantFrom('alpha', 'beta', 'Gamma', 'delta beta'),
    })
    const query = fc.constantFrom(
      everything,
      { ...everything, fromLevel: level('warn') },
      having('beta'),
      having('beta', 'out'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 0, max: 60 }), query, (lines, start, wanted) => {
        const log = new LogRing(4096, 25)
        let scan = new LogScan(log, wanted)
        for (const [index, { text, ...rest }] of lines.entries()) {
          if (index === start) scan = new LogScan(log, wanted)
          push(log, text, rest)
          if (index % 3 === 0) scan.advance()
        }
        scan.advance()
        const held = Array.from({ length: log.length }, (_, at) => log.first + at)
        expect(all(scan)).toEqual(held.filter(index => !log.continues(index) && passes(log, index, wanted)))
      }),
    )
  })
})

describe('a search', () => {
  test('ignores case while it is all small letters', () => {
    const places = (typed: string, text: string) => {
      const read = readMatch(typed)
      return 'match' in read ? read.match.placesIn(text) : read.wrong
    }
    expect(places('null', 'Null null')).toEqual([
      [0, 4],
      [5, 9],
    ])
    expect(places('Null', 'Null null')).toEqual([[0, 4]])
    expect(places('/n.ll$/', 'Null null')).toEqual([[5, 9]])
    expect(places('a.b', 'axb a.b')).toEqual([[4, 7]])
  })

  test('says what is wrong with an expression, and what would help', () => {
    expect(readMatch('/(/')).toEqual({
      wrong: 'unterminated group in /(/; without the slashes it is taken as it stands',
    })
  })
})
