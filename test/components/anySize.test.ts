// Props of any size: no component may draw wider than its place, whatever the size.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { footerRow } from '../../src/components/Footer.tsx'
import { headerRow } from '../../src/components/Header.tsx'
import { nextRow } from '../../src/components/NextLine.tsx'
import { type FrameKind, frameRows } from '../../src/components/rows/frame.ts'
import { rowWidth } from '../../src/components/rows/row.ts'
import { stripRows } from '../../src/components/Strip.tsx'
import { tooSmallRows } from '../../src/components/TooSmall.ts'
import * as pieces from '../gallery/pieces.ts'
import * as story from '../gallery/story.ts'

test('the too small screen is exactly as large as the window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 60 }), (width, height) => {
      const rows = tooSmallRows({ ...pieces.tooSmall, width, height })
      expect(rows.map(rowWidth)).toEqual(Array.from({ length: height }, () => width))
    }),
  )
})

test('a frame is exactly as large as its place', () => {
  const kinds = fc.constantFrom<FrameKind>('rounded', 'ruled', 'danger')
  const sizes = [fc.integer({ min: 12, max: 120 }), fc.integer({ min: 1, max: 40 })] as const
  fc.assert(
    fc.property(kinds, ...sizes, fc.string(), fc.string(), (kind, width, height, title, meta) => {
      const rows = frameRows({ kind, width, height, title, meta }, [])
      expect(rows.map(rowWidth)).toEqual(Array.from({ length: height }, () => width))
    }),
  )
})

test('the fixed rows and the strip never reach beyond the screen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 200 }), fc.constantFrom(4, 7, 12), fc.string(), (width, height, title) => {
      const fixed = [
        headerRow({ ...story.header, title, width }),
        footerRow({ ...story.keys, width }),
        nextRow({ ...story.next, width }),
      ]
      for (const row of fixed) expect(rowWidth(row)).toBeLessThanOrEqual(width)
      const logs = Array.from({ length: 20 }, () => story.lastLog)
      const events = Array.from({ length: 20 }, () => story.lastEvents[0]!)
      const strip = stripRows({ health: story.health, logState: 'warn', logs, events, width, height })
      expect(strip).toHaveLength(height - 1)
    }),
  )
})
