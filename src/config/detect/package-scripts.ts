// How this repository is deployed and what it is called, as its own files say: package.json, Makefile, scripts.
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanText } from '../../incident/redact.ts'

export interface Scripts {
  readonly name: string | null
  readonly deploy: { readonly argv: readonly string[]; readonly seenIn: string } | null
}

export async function readScripts(root: string): Promise<Scripts> {
  const { name, scripts } = await packageJson(root)
  const script = ['deploy', 'deploy:production', 'deploy:prod', 'release'].find(one => typeof scripts[one] === 'string')
  if (script) return { name, deploy: { argv: ['npm', 'run', script], seenIn: 'package.json' } }
  const makefile = await readFile(join(root, 'Makefile'), 'utf8').catch(() => '')
  if (/^deploy\s*:(?!=)/m.test(makefile)) return { name, deploy: { argv: ['make', 'deploy'], seenIn: 'Makefile' } }
  for (const path of ['bin/deploy', 'scripts/deploy', 'scripts/deploy.sh', 'deploy.sh'])
    if (await exists(join(root, path))) return { name, deploy: { argv: [`./${path}`], seenIn: path } }
  return { name, deploy: null }
}

async function packageJson(root: string): Promise<{ name: string | null; scripts: Readonly<Record<string, unknown>> }> {
  try {
    const found = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      name?: unknown
      scripts?: unknown
    }
    const name = typeof found.name === 'string' ? cleanText(found.name.replace(/^@[^/]*\//, '')).slice(0, 80) : null
    const scripts = found.scripts !== null && typeof found.scripts === 'object' ? found.scripts : {}
    return { name, scripts: scripts as Readonly<Record<string, unknown>> }
  } catch {
    return { name: null, scripts: {} }
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
