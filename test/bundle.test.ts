// What is loaded before the first frame: the start is kept quick by what is not in it.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { inkKeepsItsCaches, widthsOfPlainCharacters } from '../scripts/build.mjs'

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

const part = fc.oneof(
  fc.constantFrom('│', '▸', '\x1b[31m', '\x1b[39;1m', '\ufe0f', '\u200d', '\u0301', '✓', '▶', '👩', '한', '…', '\t'),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
)

test('a row is as wide in the bundle as the library says it is', async () => {
  const inBundle = await bundled<typeof stringWidth>(import.meta.resolve('string-width'), [widthsOfPlainCharacters])
  for (let code = 0; code < 0x3000; code += 1) {
    const pair = `${String.fromCharCode(code)}─`
    expect([code, inBundle(pair)]).toEqual([code, stringWidth(pair)])
  }
  fc.assert(
    fc.property(fc.array(part), parts => {
      expect(inBundle(parts.join(''))).toBe(stringWidth(parts.join('')))
    }),
  )
})

interface InkOutput {
  write(x: number, y: number, text: string, options: { transformers: ((line: string) => string)[] }): void
  clip(clip: { x1?: number; x2?: number; y1?: number; y2?: number }): void
  unclip(): void
  get(): { readonly output: string }
}
type OutputClass = new (size: { width: number; height: number }) => InkOutput

test('a frame in the bundle is the one that ink would have painted, whatever was painted before', async () => {
  const file = new URL('output.js', import.meta.resolve('ink')).href
  const [Kept, Own] = [await bundled<OutputClass>(file, [inkKeepsItsCaches]), await bundled<OutputClass>(file, [])]
  const place = fc.integer({ min: -4, max: 24 })
  const write = fc.record({
    x: place,
    y: fc.integer({ min: -1, max: 4 }),
    text: fc.array(part).map(all => all.join('')),
  })
  const clip = fc.record({ x1: place, x2: place, y1: place, y2: place }, { requiredKeys: [] })
  const step = fc.record({ write, clip: fc.option(clip), isLoud: fc.boolean(), isTwoRows: fc.boolean() })
  const paint = (Output: OutputClass, steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) => {
    const output = new Output({ width: 20, height: 4 })
    for (const { write, clip, isLoud, isTwoRows } of steps) {
      if (clip) output.clip(clip)
      const transformers = isLoud ? [(line: string) => `\x1b[7m${line}\x1b[27m`] : []
      output.write(write.x, write.y, isTwoRows ? `${write.text}\n${write.text}` : write.text, { transformers })
      if (clip) output.unclip()
    }
    return output.get().output
  }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), steps => {
      expect(paint(Kept, steps)).toBe(paint(Own, steps))
    }),
    { numRuns: 500 },
  )
})

/** What a module gives by default, as the build makes it. */
async function bundled<T>(url: string, plugins: Plugin[]): Promise<T> {
  const entryPoints = [fileURLToPath(url)]
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'esm', plugins })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  return ((await import(`data:text/javascript;base64,${code}`)) as { default: T }).default
}

/** The files that an import of `entry` loads, itself included. */
function loadedAtOnce(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  const text = readFileSync(folder + entry, 'utf8')
  for (const [, next] of text.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) loadedAtOnce(next as string, seen)
  return [...seen]
}
