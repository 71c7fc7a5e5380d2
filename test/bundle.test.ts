// What is loaded before the first frame: the start is kept quick by what is not in it.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { widthsOfPlainCharacters } from '../scripts/build.mjs'

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

test('a row is as wide in the bundle as the library says it is', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve('string-width'))],
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [widthsOfPlainCharacters],
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  const { default: inBundle } = (await import(`data:text/javascript;base64,${code}`)) as { default: typeof stringWidth }
  for (let code = 0; code < 0x3000; code += 1) {
    const pair = `${String.fromCharCode(code)}─`
    expect([code, inBundle(pair)]).toEqual([code, stringWidth(pair)])
  }
  const part = fc.oneof(
    fc.constantFrom('│', '▸', '\x1b[31m', '\x1b[39;1m', '\ufe0f', '\u200d', '\u0301', '✓', '▶', '👩', '한', '…', '\t'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  )
  fc.assert(
    fc.property(fc.array(part), parts => {
      expect(inBundle(parts.join(''))).toBe(stringWidth(parts.join('')))
    }),
  )
})

/** The files that an import of `entry` loads, itself included. */
function loadedAtOnce(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  const text = readFileSync(folder + entry, 'utf8')
  for (const [, next] of text.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) loadedAtOnce(next as string, seen)
  return [...seen]
}
