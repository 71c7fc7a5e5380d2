import { expect, test } from 'vitest'
import { decodeKeys, typedText } from '../../src/screens/keyboard.ts'

test('a burst of joined letters is that many keys', () => {
  expect(decodeKeys('j'.repeat(50), {})).toHaveLength(50)
})

test('text and Enter that arrive together are kept apart and in order', () => {
  expect(decodeKeys('ok\r', {})).toEqual(['o', 'k', 'enter'])
})

test('an emoji with a modifier is one key', () => {
  expect(decodeKeys('👩🏽‍🚀!', {})).toEqual(['👩🏽‍🚀', '!'])
})

test('control letters have names, whether Ink names them or not', () => {
  expect(decodeKeys('p', { ctrl: true })).toEqual(['ctrl-p'])
  expect(decodeKeys('a\x10', {})).toEqual(['a', 'ctrl-p'])
})

test('only printable keys type text', () => {
  expect(['a', 'space', 'é', 'enter', 'ctrl-p', 'pageup'].map(typedText)).toEqual(['a', ' ', 'é', null, null, null])
})

test('an answer of the terminal that comes late is not typed', () => {
  expect(decodeKeys('11;rgb:ffff/f6f6/e3e3', {})).toEqual([])
  expect(decodeKeys('11;rgb:1c1c/1c1c/1c1c\x07', {})).toEqual([])
  expect([decodeKeys(']', { meta: true }), decodeKeys('\\', { meta: true })].flat().map(typedText)).toEqual([
    null,
    null,
  ])
})
