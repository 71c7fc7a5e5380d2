import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { focusOrder, type Layout, layout, type PaneId, type Region } from '../../src/screens/layout.ts'

const anySize = {
  cols: fc.integer({ min: 60, max: 260 }),
  rows: fc.integer({ min: 16, max: 90 }),
  zoom: fc.boolean(),
  focus: fc.constantFrom(...focusOrder),
}

describe('a layout', () => {
  test('covers every cell of the screen exactly once', () => {
    fc.assert(
      fc.property(fc.record(anySize), input => {
        const cells = new Uint8Array(input.cols * input.rows)
        for (const region of regionsOf(layout(input))) paint(cells, region, input.cols)
        expect(cells.every(times => times === 1)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps every pane at a size that can be worked in', () => {
    const least: Record<PaneId, readonly [number, number]> = {
      plan: [32, 11],
      health: [32, 8],
      updates: [32, 11],
      workbench: [54, 11],
      timeline: [36, 8],
      logs: [54, 8],
      preview: [54, 8],
    }
    fc.assert(
      fc.property(fc.record(anySize), input => {
        const { panes } = layout(input)
        for (const [id, region] of Object.entries(panes) as [PaneId, Region][]) {
          expect(region.width, id).toBeGreaterThanOrEqual(least[id][0])
          expect(region.height, id).toBeGreaterThanOrEqual(least[id][1])
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('always shows the focused pane', () => {
    fc.assert(
      fc.property(fc.record(anySize), input => {
        const { panes, focus } = layout(input)
        expect(focus).toBe(input.focus)
        expect(panes[focus]).toBeDefined()
      }),
    )
  })

  test('keeps header, situation, Next and footer in place under zoom and any focus', () => {
    fc.assert(
      fc.property(fc.record(anySize), ({ cols, rows, zoom, focus }) => {
        const [a, b] = [layout({ cols, rows }), layout({ cols, rows, zoom, focus })]
        expect([b.header, b.rail, b.situation, b.next, b.footer]).toEqual([
          a.header,
          a.rail,
          a.situation,
          a.next,
          a.footer,
        ])
      }),
    )
  })

  test.each([
    [160, 45, 'plan 32x11 health 32x19 updates 32x11 workbench 78x26 timeline 50x26 logs 128x15'],
    [140, 32, 'plan 32x11 health 32x17 workbench 64x19 timeline 44x19 logs 108x9'],
    [150, 24, 'plan 32x11 health 32x9 workbench 71x19 timeline 47x19, strip 118x1 logs'],
    [120, 36, 'workbench 78x23 health 42x9 timeline 42x22 logs 78x8'],
    [100, 24, 'workbench 64x18 health 36x9 timeline 36x10, strip 64x1 logs'],
    [80, 24, 'workbench 80x14, strip 80x4 watching'],
    [80, 30, 'workbench 80x17, strip 80x7 watching'],
    [160, 20, 'workbench 160x15'],
  ])('divides %ix%i as designed', (cols, rows, expected) => {
    expect(described(layout({ cols, rows }))).toBe(expected)
  })

  test('gives a pane without a place of its own the workbench’s', () => {
    const regions = layout({ cols: 120, rows: 36, focus: 'updates' })
    expect(described(regions)).toBe('health 42x9 timeline 42x22 logs 78x8 updates 78x23')
  })

  test.each([
    [59, 24],
    [80, 15],
    [20, 5],
  ])('says that %ix%i is too small', (cols, rows) => {
    const { size, panes } = layout({ cols, rows })
    expect([size, panes.workbench]).toEqual(['tooSmall', { x: 0, y: 0, width: cols, height: rows }])
  })
})

function regionsOf({ header, rail, situation, panes, strip, blank, next, footer }: Layout): Region[] {
  return [header, rail, situation, ...Object.values(panes), strip, blank, next, footer].filter(
    (region): region is Region => region !== null && region !== undefined,
  )
}

function paint(cells: Uint8Array, { x, y, width, height }: Region, cols: number): void {
  for (let row = y; row < y + height; row++) for (let col = x; col < x + width; col++) cells[row * cols + col]! += 1
}

function described({ panes, strip, stripKind }: Layout): string {
  const parts = Object.entries(panes).map(([id, region]) => `${id} ${region.width}x${region.height}`)
  return parts.join(' ') + (strip ? `, strip ${strip.width}x${strip.height} ${stripKind}` : '')
}
