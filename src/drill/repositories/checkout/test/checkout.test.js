import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkout } from '../src/checkout.js'

test('a member can pay', async () => {
  assert.equal((await checkout({ member: 'kim', cart: 'c-1' })).ok, true)
})
