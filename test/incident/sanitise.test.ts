// Hostile text on its way in: what a terminal would obey or hide becomes a mark.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitise, sanitiseLines } from '../../src/incident/sanitise.ts'

const cases: readonly (readonly [string, string, string])[] = [
  ['plain text stays as it is', 'GET /api 200', 'GET /api 200'],
  ['words of other scripts stay', 'größer 東京 עברית', 'größer 東京 עברית'],
  ['a colour leaves a mark', '\x1b[31mred\x1b[0m', '␛red␛'],
  ['a cleared screen leaves a mark', 'a\x1b[2J\x1b[Hb', 'a␛b'],
  ['a link shows its text and not its target', '\x1b]8;;http://evil\x1b\\click\x1b]8;;\x07', '␛click␛'],
  ['an unterminated title hides nothing behind it', 'a\x1b]0;the rest', 'a␛0;the rest'],
  ['an unterminated control sequence ends where it breaks', 'a\x1b[12', 'a␛'],
  ['eight-bit controls are sequences too', 'a\x9b31mb\x9d0;t\x9cc', 'a␛b␛c'],
  ['device control strings go with their payload', 'a\x1bPq#0\x1b\\b', 'a␛b'],
  ['a lone escape at the end is a mark', 'a\x1b', 'a␛'],
  ['carriage return and backspace cannot overwrite', 'ok\rno\b\b', 'ok·no·'],
  ['a tab becomes blanks', 'a\tb', 'a    b'],
  ['text cannot be turned round', 'a\u202egnp.exe', 'a·gnp.exe'],
  ['zero-width and tag characters are marked', 'pa\u200byp\u{e0041}al', 'pa·yp·al'],
  ['a joined emoji stays whole', '👩\u200d💻', '👩\u200d💻'],
  ['a joiner between letters is marked', 'a\u200db', 'a·b'],
  ['a lone surrogate is replaced', 'a\ud800b', 'a\ufffdb'],
  ['piled accents are cut', 'e' + '\u0301'.repeat(9), 'e' + '\u0301'.repeat(4) + '·'],
  ['a line break inside one line is a mark', 'a\nb', 'a·b'],
]

describe('sanitise', () => {
  test.each(cases)('%s', (_, dirty, clean) => expect(sanitise(dirty)).toBe(clean))

  test('lines keep their breaks, also with carriage returns', () => {
    expect(sanitiseLines('a\r\nb\x1b[1m\nc')).toBe('a\nb␛\nc')
  })

  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '\x1b',
        '[',
        ']',
        'm',
        ';',
        '\x07',
        '\x9b',
        '\x9d',
        '\x9c',
        '\\',
        '\u200d',
        '👩',
        '\u202e',
        '\u0301',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
    ),
    maxLength: 60,
  })

  test('whatever comes in, no control, bidirectional or tag character comes out', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(sanitise(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u{e0000}-\u{e007f}]/u)
      }),
      { numRuns: 2000 },
    )
  })

  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(hostile, text => {
        const once = sanitise(text)
        expect(sanitise(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })
})
