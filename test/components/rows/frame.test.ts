import { expect, test } from 'vitest'
import { type Frame, frameRows } from '../../../src/components/rows/frame.ts'
import { plainRow } from '../../../src/components/rows/render.ts'
import { muted, row, selected } from '../../../src/components/rows/row.ts'

const drawn = (frame: Frame, ...texts: string[]) =>
  frameRows(
    frame,
    texts.map(text => row(text)),
  ).map(one => plainRow(one))

test('a rounded frame carries title and meta in its top edge', () => {
  expect(drawn({ kind: 'rounded', width: 30, height: 4, title: 'Health', meta: 'every 5 s' }, 'api')).toEqual([
    '╭─ Health ─────── every 5 s ─╮',
    '│ api                        │',
    '│                            │',
    '╰────────────────────────────╯',
  ])
})

test('a focused title has its sign', () => {
  expect(drawn({ kind: 'ruled', width: 24, height: 2, title: 'Logs', focused: true, meta: 'now' }, 'a')).toEqual([
    '─ ▸ Logs ───────── now ─',
    ' a                      ',
  ])
})

test('a danger frame is doubled and says so in words', () => {
  expect(drawn({ kind: 'danger', width: 30, height: 3, title: 'push' })).toEqual([
    '╔═ Danger: push ═════════════╗',
    '║                            ║',
    '╚════════════════════════════╝',
  ])
})

test('meta gives way before the title', () => {
  const [top] = drawn({ kind: 'rounded', width: 24, height: 2, title: 'Stakeholder', meta: 'second of this incident' })
  expect(top).toBe('╭─ Stakeholder ────────╮')
})

test('only the focused pane gives its selected row a background, never the edges', () => {
  const frame = { kind: 'rounded', width: 12, height: 3, title: 'A' } as const
  const parts = (focused: boolean) =>
    frameRows({ ...frame, focused }, [selected(row(muted('x')), true)])[1]?.segments ?? []
  expect(
    parts(true)
      .filter(part => part.selected)
      .map(part => part.text)
      .join(''),
  ).toBe(' x        ')
  expect(parts(false).some(part => part.selected)).toBe(false)
})
