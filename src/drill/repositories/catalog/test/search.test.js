import assert from 'node:assert/strict'
import { test } from 'node:test'
import { search } from '../src/search.js'

test('finds by a word of the title', async () => {
  assert.ok((await search('mug')).count > 0)
})
