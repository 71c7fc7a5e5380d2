// What is loaded before the first frame: the start is kept quick by what is not in it.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../dist/app/', import.meta.url))

test.each([
  ['the HTTP client', 'undici:'],
  ['the reader of the host', 'systeminformation'],
  ['the screen', 'reconciler'],
])('%s is loaded only when it is needed', (_, mark) => {
  const holders = readdirSync(folder).filter(file => readFileSync(folder + file, 'utf8').includes(mark))
  expect(holders).not.toEqual([])
  expect(loadedAtOnce('app.js').filter(file => holders.includes(file))).toEqual([])
})

/** The files that an import of `entry` loads, itself included. */
function loadedAtOnce(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  const text = readFileSync(folder + entry, 'utf8')
  for (const [, next] of text.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) loadedAtOnce(next as string, seen)
  return [...seen]
}
