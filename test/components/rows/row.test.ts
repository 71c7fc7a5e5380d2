import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainRow, renderRow } from '../../../src/components/rows/render.ts'
import {
  cell,
  critical,
  fitRow,
  labelled,
  muted,
  row,
  rowWidth,
  segment,
  selected,
  spread,
  stack,
  strong,
} from '../../../src/components/rows/row.ts'
import { createTheme } from '../../../src/components/theme/theme.ts'

const anyRow = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '━', '日', '👩‍💻', '\t', '\n', '\x1b') }), { maxLength: 6 })
  .map(texts => row(...texts.map((text, index) => segment(text, index % 2 ? 'muted' : 'strong'))))

describe('a row', () => {
  test('fitted to a width is exactly that wide', () => {
    fc.assert(
      fc.property(anyRow, fc.integer({ min: 0, max: 30 }), (any, width) => {
        expect(rowWidth(fitRow(any, width))).toBe(width)
      }),
    )
  })

  test('spread over a width is exactly that wide and keeps two cells before its meta', () => {
    fc.assert(
      fc.property(anyRow, fc.integer({ min: 10, max: 40 }), (any, width) => {
        expect(rowWidth(spread(any.segments, muted('E1'), width))).toBe(width)
      }),
    )
    expect(plainRow(spread('a long sentence about it', muted('ana'), 20))).toBe('a long sentenc…  ana')
  })

  test('gives its meta up before its words become useless', () => {
    expect(plainRow(spread('TypeError: null', muted('new since a1f3c9e'), 24))).toBe('TypeError: null         ')
  })

  test('aligns numbers on their last digit and cuts paths in the middle', () => {
    expect([cell('12', 5, { align: 'right' }).text, cell('src/deep/down/a.ts:1', 12, { cut: 'middle' }).text]).toEqual([
      '   12',
      'src/…/a.ts:1',
    ])
  })

  test('puts a label in a column of eleven cells', () => {
    expect(plainRow(labelled('Undo', 'git revert 9b2e7d0', { width: 40, meta: '3 min' }))).toBe(
      'Undo       git revert 9b2e7d0      3 min',
    )
  })

  test('shows a control character as one space', () => {
    expect(plainRow(row('at\tvalidate\x1b[2J'), { width: 18 })).toBe('at validate [2J   ')
  })

  test('blocks are stacked with one blank row and empty ones leave none', () => {
    expect(stack([row('a')], [], [row('b')]).map(one => plainRow(one))).toEqual(['a', '', 'b'])
  })
})

describe('a rendered row', () => {
  const words = row(critical('✗'), ' api ', strong('500'))

  test('carries the codes of its theme, each with its closing code', () => {
    const theme = createTheme({ background: 'dark', depth: 'truecolor' })
    expect(renderRow(words, 10, theme)).toBe('\x1b[38;2;255;123;114m✗\x1b[39m api \x1b[1m500\x1b[22m ')
  })

  test('keeps its tokens on the selection background of a known terminal', () => {
    const theme = createTheme({ background: 'light', depth: '256' })
    expect(renderRow(selected(words, true), 9, theme)).toBe(
      '\x1b[48;5;254m\x1b[38;5;124m✗\x1b[39m api \x1b[1m500\x1b[22m\x1b[49m',
    )
  })

  test('flattens to the row where the selection is a reversal', () => {
    const theme = createTheme({ background: 'unknown', depth: '16' })
    expect(renderRow(selected(words, true), 9, theme)).toBe('\x1b[7m✗ api 500\x1b[27m')
  })

  test('has no hue at all without colour', () => {
    expect(renderRow(words, 9, createTheme({ depth: 'none' }))).toBe('\x1b[1m✗\x1b[22m api \x1b[1m500\x1b[22m')
  })

  test('is as wide in ASCII, with bars and separators told apart', () => {
    const bars = row(segment('▸ a · b '), { text: '━━··', ascii: '==..', token: 'info' })
    expect(plainRow(bars, { ascii: true })).toBe('> a - b ==..')
  })
})
