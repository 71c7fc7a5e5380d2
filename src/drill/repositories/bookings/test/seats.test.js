import assert from 'node:assert/strict'
import { test } from 'node:test'
import { priceOf } from '../src/seats.js'

test('the front rows cost more', () => {
  assert.ok(priceOf('1A') > priceOf('20A'))
})
