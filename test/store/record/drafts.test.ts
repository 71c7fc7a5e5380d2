// What is typed and not yet given: kept in private files, one person apart from another.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDrafts } from '../../../src/store/record/drafts.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-drafts-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

test('a text comes back under its name, an empty one is forgotten, another person has their own', () => {
  const ana = createDrafts(home, 'ana@ops-1')
  ana.keep('i1', 'section rootCause', 'half a sen\ntence ☃')
  ana.keep('i1', 'note', 'x')
  ana.keep('i1', 'note', '')
  expect(createDrafts(home, 'ana@ops-1').read('i1')).toEqual({ 'section rootCause': 'half a sen\ntence ☃' })
  expect(createDrafts(home, 'lee@ops-1').read('i1')).toEqual({})
  expect(statSync(join(home, 'incidents', 'i1', 'drafts')).mode & 0o777).toBe(0o700)
})

test('where nothing can be written typing goes on', () => {
  writeFileSync(join(home, 'incidents'), 'in the way')
  const drafts = createDrafts(home, 'ana@ops-1')
  expect(() => drafts.keep('i1', 'note', 'x')).not.toThrow()
  expect(drafts.read('i1')).toEqual({})
})
