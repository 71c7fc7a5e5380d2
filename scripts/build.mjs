// Builds dist/app.js: one minified ESM bundle. Five traps of the libraries are handled here:
// ink's optional react-devtools-core must be a stub, CommonJS parts need `require`, and yoga's loader
// must not see `fetch` (it would load all of undici, 20 ms, to read a data: URL); conf's validator is never used; and
// ink would take every row apart again in each frame.
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build as esbuild } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

const yogaWithoutFetch = {
  name: 'yoga-without-fetch',
  setup(api) {
    api.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async args => ({
      contents: `const fetch = undefined;\n${await readFile(args.path, 'utf8')}`,
      loader: 'js',
    }))
  },
}

const devtoolsStub = {
  name: 'devtools-stub',
  setup(api) {
    api.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'devtools', namespace: 'stub' }))
    api.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'export default {}', loader: 'js' }))
  },
}

// conf brings a JSON Schema validator for stores that have a schema; the record's events have a codec of their own.
// Its versions are compared only for migrations, and the record has none.
const validatorStub = {
  name: 'validator-stub',
  setup(api) {
    api.onResolve({ filter: /^semver$/ }, ({ importer }) =>
      /[\\/]conf[\\/]/.test(importer) ? { path: 'semver', namespace: 'stub' } : undefined,
    )
    api.onResolve({ filter: /^ajv(-formats|\/dist\/2020\.js)$/ }, () => ({ path: 'ajv', namespace: 'validator-stub' }))
    api.onLoad({ filter: /.*/, namespace: 'validator-stub' }, () => ({
      contents: "export class Ajv2020 { constructor() { throw new Error('no schema is used') } }\nexport default {}",
      loader: 'js',
    }))
  },
}

// Ink makes its caches of taken-apart text anew for every frame, and lays every cell of the screen anew: rows that did
// not change are taken apart and put together again and again. One set of caches is kept, with the painted rows, and
// thrown away when it has grown; the cells in it are never changed in place. test/bundle.test.ts compares with ink's own.
export const inkKeepsItsCaches = {
  name: 'ink-keeps-its-caches',
  setup(api) {
    api.onLoad({ filter: /ink\/build\/output\.js$/ }, async args => {
      const text = await readFile(args.path, 'utf8')
      let painting = ''
      const parts = [
        ['    caches = new OutputCaches();', '    caches = keptCaches();'],
        [
          /const characterLines = \[\[\]\];[\s\S]*?let lines = characterLines\.map\(.*\);/,
          'let lines = this.caches.linesOf(text);',
        ],
        ['return this.sliceLineToColumns(line, from, to);', 'return this.caches.slice(this, line, from, to);'],
        [
          '        let cached = this.widths.get(text);',
          `        if (text.length === 1 && text >= ' ' && text <= '~') return 1;
        let cached = this.widths.get(text);`,
        ],
        // What lies on a row is gathered first; it is painted, cell by cell, only where that has not been done before.
        [
          /const characters = this\.caches\.getStyledChars\(line\);[\s\S]*?currentLine\[offsetX\] = blankCell\(currentLine\[offsetX\]\);\n {12}\}/,
          body => {
            painting = body.replace('continue;', 'return;')
            return 'currentLine.push(x, line);'
          },
        ],
        [/const row = \[\];\n\s+for \(let x = 0;[\s\S]*?output\.push\(row\);/, 'output.push([]);'],
        [/const lineWithoutEmptyItems = .*\n.*trimEnd\(\);/, 'return this.paintedRow(line);'],
        [
          'export default class Output {',
          () => `OutputCaches.prototype.linesOf = function (text) {
    this.lines ??= new Map();
    let cached = this.lines.get(text);
    if (cached === undefined) {
        const rows = [[]];
        for (const character of this.getStyledChars(text)) {
            if (character.value === '\\n') rows.push([]);
            else rows.at(-1).push(character);
        }
        cached = rows.map(row => styledCharsToString(row));
        this.lines.set(text, cached);
    }
    return cached;
};
OutputCaches.prototype.slice = function (output, line, from, to) {
    this.slices ??= new Map();
    const key = from + ' ' + to + ' ' + line;
    let cached = this.slices.get(key);
    if (cached === undefined) this.slices.set(key, (cached = output.sliceLineToColumns(line, from, to)));
    return cached;
};
const blank = { type: 'char', value: ' ', fullWidth: false, styles: [] };
let kept = new OutputCaches();
let painted = new Map();
function keptCaches() {
    if (kept.styledChars.size > 700 || kept.widths.size > 20000) kept = new OutputCaches();
    if (painted.size > 700) painted = new Map();
    return kept;
}
export default class Output {
    paintedRow(placed) {
        const key = this.width + '\\n' + placed.join('\\n');
        let row = painted.get(key);
        if (row === undefined) {
            const cells = Array(this.width).fill(blank);
            for (let i = 0; i < placed.length; i += 2) this.paint(cells, placed[i], placed[i + 1]);
            row = styledCharsToString(cells.filter(cell => cell !== undefined)).trimEnd();
            painted.set(key, row);
        }
        return row;
    }
    paint(currentLine, x, line) {
        ${painting}
    }`,
        ],
      ]
      let contents = text
      for (const [from, to] of parts) {
        const next = contents.replace(from, to)
        if (next === contents) throw new Error(`ink's output.js has changed: ${from} is not there any more`)
        contents = next
      }
      return { contents, loader: 'js' }
    })
  },
}

// Any character beyond ASCII sends a whole row through a segmenter and the emoji tables, and every row of a cockpit has
// a frame or a symbol. These take one cell each and never join with a neighbour: measuring them is counting them.
// test/bundle.test.ts compares with the library's own answer.
export const widthsOfPlainCharacters = {
  name: 'widths-of-plain-characters',
  setup(api) {
    api.onLoad({ filter: /string-width\/index\.js$/ }, async args => {
      const text = await readFile(args.path, 'utf8')
      const contents = text.replace('export default function stringWidth(', 'function widthInClusters(')
      if (contents === text) throw new Error('string-width has changed: its default export is not there any more')
      return {
        contents: `${contents}
const plain = /^[\\x20-\\x7e\\u00a1-\\u00a8\\u00aa-\\u00ac\\u00af-\\u02ff\\u2010-\\u2027\\u2190-\\u2193\\u2500-\\u25a9\\u25b2-\\u25b5\\u25b7-\\u25bf\\u25c1-\\u25fa\\u270e\\u2713\\u2717]*$/;
const colours = /\\x1b\\[[\\d;]*m/g;
export default function stringWidth(input, options) {
    if (typeof input !== 'string' || options !== undefined) return widthInClusters(input, options);
    const shown = input.includes('\\x1b') ? input.replace(colours, '') : input;
    return plain.test(shown) ? shown.length : widthInClusters(input);
}
`,
        loader: 'js',
      }
    })
  },
}

async function copyDrillRepositories() {
  const from = `${root}src/drill/repositories`
  if (!(await stat(from).catch(() => undefined))) return
  await rm(`${root}dist/repositories`, { recursive: true, force: true })
  await cp(from, `${root}dist/repositories`, { recursive: true })
}

export async function build() {
  await mkdir(`${root}dist`, { recursive: true })
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  const outdir = `${root}dist/.next-${process.pid}`
  await esbuild({
    entryPoints: { app: `${root}src/main.ts` },
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: false,
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version) },
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    plugins: [yogaWithoutFetch, inkKeepsItsCaches, widthsOfPlainCharacters, devtoolsStub, validatorStub],
    legalComments: 'none',
    logLevel: 'warning',
  })
  await rm(`${root}dist/app`, { recursive: true, force: true })
  await rename(outdir, `${root}dist/app`)
  await copyDrillRepositories()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
