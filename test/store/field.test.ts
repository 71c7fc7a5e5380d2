import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editField, fieldOf, graphemesOf, insertText } from '../../src/store/field.ts'
import { emptyField, type Field } from '../../src/store/view.ts'

function press(field: Field, ...keys: string[]): Field {
  return keys.reduce((now, key) => editField(now, key) ?? insertText(now, key), field)
}

test('backspace takes a whole emoji', () => {
  expect(press(fieldOf('ok 👩🏽‍🚀'), 'backspace')).toEqual(fieldOf('ok '))
})

test('a pasted line break becomes a blank in a single line and stays in a text', () => {
  expect(insertText(emptyField, 'a\r\nb').text).toBe('a b')
  expect(insertText(emptyField, 'a\r\nb', 'many').text).toBe('a\nb')
})

test('up and down keep the column where the line is long enough', () => {
  const field = { text: 'first\nab\nthird', cursor: 4 }
  expect(press(field, 'down').cursor).toBe(8)
  expect(press(field, 'down', 'down').cursor).toBe(11)
  expect(press(field, 'down', 'up').cursor).toBe(2)
  expect(press(fieldOf('one'), 'home', 'up').cursor).toBe(0)
})

test('Ctrl-W takes the word before the caret, Ctrl-U the line', () => {
  expect(press(fieldOf('500 errors since'), 'ctrl-w').text).toBe('500 errors ')
  expect(press(fieldOf('500 errors since'), 'ctrl-u').text).toBe('')
})

test('whatever is pressed, the caret stays inside the text and the text stays well-formed', () => {
  const keys = fc.constantFrom(
    'left',
    'right',
    'up',
    'down',
    'home',
    'end',
    'backspace',
    'delete',
    'ctrl-w',
    'ctrl-k',
    'x',
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(keys), (text, presses) => {
      const field = press(fieldOf(text), ...presses)
      expect(field.cursor).toBeGreaterThanOrEqual(0)
      expect(field.cursor).toBeLessThanOrEqual(graphemesOf(field.text).length)
      expect(field.text.isWellFormed()).toBe(true)
    }),
  )
})
