import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationInWords, exactSpan, spanInWords } from '../../src/incident/spans.ts'

describe('a span in words', () => {
  test.each([
    [0, '0 s'],
    [42_000, '42 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
    [239_700, '4 min'],
  ])('of %d ms is %s to the second', (ms, words) => expect(exactSpan(ms)).toBe(words))

  test('says one minute and several', () => {
    expect([spanInWords(60_000), spanInWords(15 * 60_000)]).toEqual(['1 minute', '15 minutes'])
  })

  test('never overflows a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 24 * 3_600_000 }), ms => {
        for (const words of [spanInWords(ms), durationInWords(ms), exactSpan(Math.min(ms, 3_500_000))])
          expect(words).not.toMatch(/\b60 (s|min|second|minute)/)
      }),
    )
  })
})
