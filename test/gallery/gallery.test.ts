// Whatever the gallery shows must fit: no specimen may be wider or taller than its size, with and without ASCII.
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { createTheme } from '../../src/components/theme/theme.ts'
import { drawn, gallery } from './gallery.tsx'
import { specimens } from './specimens.tsx'

describe.each(specimens.map(specimen => [specimen.name, specimen] as const))('%s', (_, specimen) => {
  test.each(specimen.sizes.map(size => [`${size.cols}x${size.rows}`, size] as const))('fits in %s', (_size, size) => {
    for (const ascii of [false, true]) {
      const lines = drawn(specimen, size, createTheme({ depth: 'none', ascii }))
        .replace(/\x1b\[\d*m/g, '')
        .split('\n')
      expect(lines.length).toBeLessThanOrEqual(size.rows)
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(size.cols)
      if (ascii) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/)
    }
  })
})

test('the gallery shows what it is asked for', () => {
  const shown = gallery(['--theme', 'none', '--ascii', 'palette'])
  expect(shown).toContain('palette, 80x20')
  expect(shown).not.toContain('cockpit')
})
