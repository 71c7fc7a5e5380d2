// A drill that is killed outright leaves no service and no load behind.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('all children end with a parent that was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-leaving-'))
  const module = (path: string) => fileURLToPath(new URL(`../../src/drill/${path}`, import.meta.url))
  const script = `import { startWorld } from ${JSON.stringify(module('world.ts'))}
    import { badDeploy } from ${JSON.stringify(module('scenarios/bad-deploy.ts'))}
    const world = await startWorld(badDeploy, { now: Date.now() })
    console.log(JSON.stringify({ url: world.url, root: world.root }))
    setInterval(() => {}, 1000)`
  writeFileSync(join(folder, 'parent.mts'), script)
  const parent = spawn(process.execPath, [join(folder, 'parent.mts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const told = await new Promise<string>(resolve => parent.stdout.once('data', data => resolve(String(data))))
  const { url, root } = JSON.parse(told)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  parent.kill('SIGKILL')
  const answers = async () =>
    fetch(`${url}/health`).then(
      () => true,
      () => false,
    )
  while (await answers()) await new Promise(resolve => setTimeout(resolve, 50))
  rmSync(root, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})
