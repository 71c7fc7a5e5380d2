import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSession, verifySession } from '../src/session.js'

test('a session belongs to who opened it', () => {
  assert.equal(verifySession(`Session ${openSession('kim')}`), 'kim')
})
