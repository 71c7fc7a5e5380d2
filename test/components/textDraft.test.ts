import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainRow } from '../../src/components/rows/render.ts'
import { textWidth } from '../../src/components/rows/text.ts'
import { composerRows, fieldSegments } from '../../src/components/TextField.ts'
import type { TextDraft } from '../../src/components/textDraft.ts'
import { draftOf, insertText, typeKey } from '../../src/components/textDraft.ts'

const press = (draft: TextDraft, ...keys: string[]) => keys.reduce((now, key) => typeKey(now, key) ?? now, draft)

describe('typing', () => {
  test('takes a family away with one Backspace', () => {
    expect(press(draftOf('on call: 👩‍👩‍👧'), 'backspace')).toEqual({ text: 'on call: ', caret: 9 })
  })

  test('puts letters in at the caret', () => {
    expect(press(draftOf('ac'), 'left', 'b', 'space')).toEqual({ text: 'ab c', caret: 3 })
  })

  test('removes words and ends of lines', () => {
    expect(press(draftOf('500 errors on cart'), 'ctrl-w', 'ctrl-w').text).toBe('500 errors ')
    expect(press(draftOf('500 errors'), 'home', 'ctrl-k')).toEqual({ text: '', caret: 0 })
  })

  test('a pasted line break is a space in one line and stays in several, other controls go', () => {
    expect(insertText(draftOf(''), 'a\r\nb\x1b[2J').text).toBe('a b[2J')
    expect(insertText(draftOf(''), 'a\r\nb\x07', { lines: true }).text).toBe('a\nb')
  })

  test('leaves keys that are not its own to the screen', () => {
    expect(['enter', 'esc', 'tab', 'f1', 'ctrl-p'].map(key => typeKey(draftOf('a'), key))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })

  test('moves between lines keeping the column', () => {
    const up = typeKey(draftOf('first\nsecond\nth'), 'up', { lines: true })
    expect(up).toEqual({ text: 'first\nsecond\nth', caret: 8 })
  })
})

describe('a field', () => {
  test('scrolls so that the caret stays visible', () => {
    const shown = fieldSegments({ draft: draftOf('errors on /api/checkout'), width: 12 })
    expect(shown.map(part => part.text).join('')).toBe('i/checkout▏')
  })

  test('shows its placeholder until something is typed', () => {
    expect(
      fieldSegments({ draft: draftOf(''), width: 20, placeholder: 'what is broken' }).map(part => part.text),
    ).toEqual(['▏', 'what is broken'])
  })

  test('composes several lines, wrapped between words', () => {
    const draft = draftOf('Guest checkout works again.\nNext update 15:16.')
    expect(composerRows({ draft, width: 16 }).map(line => plainRow(line))).toEqual([
      'Guest checkout',
      'works again.',
      'Next update',
      '15:16.▏',
    ])
  })

  test('always shows exactly one caret and stays in its width', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '日', '👩‍💻') })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 20 }), fc.nat(30), (typed, width, at) => {
        const whole = draftOf(typed)
        const rows = composerRows({ draft: { text: typed, caret: Math.min(at, whole.caret) }, width }).map(line =>
          plainRow(line),
        )
        expect(rows.join('').split('▏')).toHaveLength(2)
        for (const line of rows) expect(textWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})
