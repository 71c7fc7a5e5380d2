import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prices } from '../src/prices.js'

test('everything has a price', () => {
  assert.ok(Object.values(prices()).every(price => price > 0))
})
