// Builds dist/app.js: one minified ESM bundle. Four traps of the libraries are handled here:
// ink's optional react-devtools-core must be a stub, CommonJS parts need `require`, and yoga's loader
// must not see `fetch` (it would load all of undici, 20 ms, to read a data: URL); conf's validator is never used.
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
const validatorStub = {
  name: 'validator-stub',
  setup(api) {
    api.onResolve({ filter: /^ajv(-formats|\/dist\/2020\.js)$/ }, () => ({ path: 'ajv', namespace: 'validator-stub' }))
    api.onLoad({ filter: /.*/, namespace: 'validator-stub' }, () => ({
      contents: "export class Ajv2020 { constructor() { throw new Error('no schema is used') } }\nexport default {}",
      loader: 'js',
    }))
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
    plugins: [yogaWithoutFetch, devtoolsStub, validatorStub],
    legalComments: 'none',
    logLevel: 'warning',
  })
  await rm(`${root}dist/app`, { recursive: true, force: true })
  await rename(outdir, `${root}dist/app`)
  await copyDrillRepositories()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
