import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainRow } from '../../src/components/rows/render.ts'
import { lettersOf, textWidth } from '../../src/components/rows/text.ts'
import { composerRows, fieldSegments } from '../../src/components/TextField.ts'

const typed = (text: string, cursor = lettersOf(text).length) => ({ text, cursor })

describe('a field', () => {
  test('scrolls so that the caret stays visible', () => {
    const shown = fieldSegments({ field: typed('errors on /api/checkout'), width: 12 })
    expect(shown.map(part => part.text).join('')).toBe('i/checkout▏')
  })

  test('shows its placeholder until something is typed', () => {
    expect(
      fieldSegments({ field: typed(''), width: 20, placeholder: 'what is broken' }).map(part => part.text),
    ).toEqual(['▏', 'what is broken'])
  })

  test('composes several lines, wrapped between words', () => {
    const field = typed('Guest checkout works again.\nNext update 15:16.')
    expect(composerRows({ field, width: 16 }).map(line => plainRow(line))).toEqual([
      'Guest checkout',
      'works again.',
      'Next update',
      '15:16.▏',
    ])
  })

  test('always shows exactly one caret and stays in its width', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '日', '👩‍💻') })
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 20 }), fc.nat(30), (text, width, at) => {
        const rows = composerRows({ field: typed(text, Math.min(at, lettersOf(text).length)), width }).map(line =>
          plainRow(line),
        )
        expect(rows.join('').split('▏')).toHaveLength(2)
        for (const line of rows) expect(textWidth(line)).toBeLessThanOrEqual(width)
      }),
      { examples: [[' 日👩‍💻', 4, 1]], numRuns: 500 },
    )
  })
})
