// Prints every component and screen in its states. The source is TypeScript with JSX, so it is bundled first.
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const outfile = `${root}dist/gallery.mjs`

await mkdir(`${root}dist`, { recursive: true })
await build({
  entryPoints: [`${root}test/gallery/gallery.tsx`],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  jsx: 'automatic',
  logLevel: 'warning',
})
const { gallery } = await import(outfile)
process.stdout.write(gallery(process.argv.slice(2)))
