import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { glyph, sparkSteps, toAscii } from '../../../src/components/theme/glyphs.ts'
import { createTheme } from '../../../src/components/theme/theme.ts'
import type { Background, ColourDepth, Token } from '../../../src/components/theme/tokens.ts'
import { rgb, tokenStyles } from '../../../src/components/theme/tokens.ts'

const backgrounds: readonly Background[] = ['dark', 'light', 'unknown']
const depths: readonly ColourDepth[] = ['truecolor', '256', '16', 'none']
const tokens = Object.keys(tokenStyles) as Token[]

describe('a theme', () => {
  test('never sets white or black, and never the bright black that Solarized hides', () => {
    for (const background of backgrounds)
      for (const depth of depths)
        for (const { open } of Object.values(createTheme({ background, depth }).codes))
          expect(open).not.toMatch(/\x1b\[(?:30|37|40|47|90|97|100|107)m|38;5;(?:0|7|8|15)m/)
  })

  test('leaves text alone and without colour uses no hue at all', () => {
    for (const background of backgrounds) {
      for (const depth of depths) expect(createTheme({ background, depth }).codes.text).toEqual({ open: '', close: '' })
      const { codes } = createTheme({ background, depth: 'none' })
      for (const token of tokens) expect(codes[token].open).not.toMatch(/\x1b\[(?:3|4)/)
    }
  })

  test.each([
    ['dark', '\x1b[36m\x1b[1m', '\x1b[33m'],
    ['light', '\x1b[34m\x1b[1m', '\x1b[1m'],
    ['unknown', '\x1b[1m', '\x1b[1m'],
  ] as const)('on 16 colours a %s background decides accent and warn', (background, accent, warn) => {
    const { codes } = createTheme({ background, depth: '16' })
    expect([codes.accent.open, codes.warn.open]).toEqual([accent, warn])
  })

  test('text colours keep a contrast of 4.3 on black, 5.0 on white, 3.5 on both where the background is unknown', () => {
    const least = {
      dark: [[0x1e, 0x1e, 0x1e], 4.3],
      light: [[0xef, 0xf1, 0xf5], 5],
      unknown: [[0xff, 0xff, 0xff], 3.5],
    } as const
    for (const background of backgrounds) {
      const [on, ratio] = least[background]
      for (const [hue, colour] of Object.entries(rgb[background]))
        if (hue !== 'border') expect(contrast(colour, on), `${background} ${hue}`).toBeGreaterThan(ratio)
    }
  })
})

describe('a glyph', () => {
  test('takes one cell and has an ASCII twin of one cell', () => {
    for (const sign of [...Object.values(glyph), ...sparkSteps]) {
      expect([sign, stringWidth(sign)]).toEqual([sign, 1])
      expect(toAscii(sign)).toMatch(/^[\x20-\x7e]$/)
    }
  })

  test('leaves other people’s letters alone', () => {
    expect(toAscii('✓ Zürich → 東京')).toBe('v Zürich > 東京')
  })
})

function contrast(a: readonly number[], b: readonly number[]): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
