import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import {
  cutEnd,
  cutMiddle,
  lettersOf,
  padEnd,
  padStart,
  textWidth,
  wrapText,
} from '../../../src/components/rows/text.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '…', '▸', '━', '日', '👩‍💻', 'é', '/', '✓', '→') }),
)

describe('text in cells', () => {
  test('is measured as Ink measures it', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(textWidth(text)).toBe(stringWidth(text))
      }),
    )
  })

  test('is never cut wider than asked nor through a grapheme', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 40 }), (text, width) => {
        const cut = cutEnd(text, width)
        expect(stringWidth(cut)).toBeLessThanOrEqual(width)
        const kept = cut.endsWith('…') && cut !== text ? cut.slice(0, -1) : cut
        expect(text.startsWith(kept)).toBe(true)
        const letters = lettersOf(text)
        expect(letters.slice(0, lettersOf(kept).length).join('')).toBe(kept)
        expect(stringWidth(cutMiddle(text, width))).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('keeps the last segment of a path', () => {
    expect(cutMiddle('src/services/checkout/payment.js:42', 21)).toBe('src/…/payment.js:42')
    expect(cutMiddle('https://shop.example/api/v2/checkout/health', 32)).toBe('https://shop.example/…/health')
    expect(cutMiddle('9b2e7d04c1e8f3a6b5d2', 9)).toBe('9b2e…b5d2')
  })

  test('is padded on either side', () => {
    expect([padEnd('日', 4), padStart('12', 4), padEnd('long', 2)]).toEqual(['日  ', '  12', 'long'])
  })

  test('wraps between words, hangs, and breaks what is longer than a line', () => {
    expect(wrapText('git push origin abcdefghijklmnop:refs/heads/main', 16, 2)).toEqual([
      'git push origin',
      '  abcdefghijklmn',
      '  op:refs/heads/',
      '  main',
    ])
  })

  test('wrapping loses no letter and no line is too wide', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrapText(text, width, 2)
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})
