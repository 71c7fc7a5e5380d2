// Styled words over several rows: what stands between them stays.
import { expect, test } from 'vitest'
import { ok, segment } from '../../../src/components/rows/row.ts'
import { wrapSegments } from '../../../src/components/rows/wrap.ts'
import { plainRows } from '../../support/frame.tsx'

test('checks that stand three cells apart stay so in their row', () => {
  expect(plainRows(wrapSegments([segment('✓ tests   ✓ no later commits')], 20))).toBe('✓ tests   ✓ no later\ncommits')
})

test('a line break in the text is a space', () => {
  expect(plainRows(wrapSegments([segment('one\ntwo')], 20))).toBe('one two')
})

test('the space after a short first word stays, however far the rows below are indented', () => {
  const words = [ok('✓'), segment(' 1 file +2 −3 and a way back in two minutes')]
  expect(plainRows(wrapSegments(words, 20, 2))).toBe('✓ 1 file +2 −3 and a\n  way back in two\n  minutes')
})
