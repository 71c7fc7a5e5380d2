// The editor and the files of documents, with real editors (little programs) and real folders.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createWriting } from '../../src/cli/writing-out.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-writing-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** An editor that is a shell script; the file is its first argument. */
function editor(script: string): string {
  const path = join(home, 'editor.sh')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}
const writing = (env: NodeJS.ProcessEnv = {}) =>
  createWriting({ scratch: join(home, 'scratch'), documents: () => join(home, 'docs'), template: () => null, env })
const failure = (result: object) => ('failed' in result ? String(result.failed) : null)

describe('the editor', () => {
  test('begins with the text and gives back what it leaves', async () => {
    const EDITOR = editor('cat "$1" >> "$1.copy"; printf "more\\n" >> "$1"; rm "$1.copy"')
    expect(await writing({ EDITOR }).edit('first', 'rootCause.md')).toEqual({ text: 'first\nmore\n' })
    expect(readdirSync(join(home, 'scratch'))).toEqual([])
  })

  test.each([
    ['exit 3', /ended with 3.*nothing was changed/],
    ['printf "\\000\\001" > "$1"', /no text of a readable kind.*nothing was changed/],
    ['printf "\\377\\376x" > "$1"', /no text/],
    ['rm "$1"', /no text/],
  ])('that does %j is answered in words, and what it left is kept', async (script, words) => {
    const result = await writing({ EDITOR: editor(script) }).edit('first', 'rootCause.md')
    expect(failure(result)).toMatch(words)
  })

  test('that is not there is named', async () => {
    expect(failure(await writing({ EDITOR: join(home, 'nowhere') }).edit('x', 'a.md'))).toMatch(
      /cannot be started.*in place/,
    )
  })
})

describe('the file', () => {
  const document = (text: string, known: { path: string; sha256: string }[] = []) => ({
    name: '2025-03-25-checkout',
    format: 'md',
    make: (name: string) => ({ text, pictures: [{ name: `${name}-lanes.svg`, text: '<svg/>' }] }),
    known,
  })

  test('is written again where nobody edited it, and stays where somebody did', async () => {
    const first = await writing().save(document('one'))
    if ('failed' in first) throw new Error(first.failed)
    const second = await writing().save(document('two', [first]))
    expect(second).toMatchObject({ path: first.path, beside: null })
    expect(readFileSync(first.path, 'utf8')).toBe('two')
    writeFileSync(first.path, 'edited by a person')
    const third = await writing().save(document('three', [first]))
    expect(third).toMatchObject({ path: join(home, 'docs', '2025-03-25-checkout-2.md'), beside: first.path })
    expect(readFileSync(first.path, 'utf8')).toBe('edited by a person')
    expect(readdirSync(join(home, 'docs')).filter(name => name.endsWith('.svg'))).toEqual([
      '2025-03-25-checkout-2-lanes.svg',
      '2025-03-25-checkout-lanes.svg',
    ])
  })

  test('that cannot be written is said', async () => {
    writeFileSync(join(home, 'docs'), 'in the way')
    expect(failure(await writing().save(document('one')))).toMatch(/Nothing was written.*postmortem\.dir/)
    expect(existsSync(join(home, 'docs', '2025-03-25-checkout.md'))).toBe(false)
  })
})
