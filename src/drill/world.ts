// One practice outage as it runs: folder, repository, service, load. The fault is real and so is its cure.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../incident/time.ts'
import { git, gitEnvironment, makeRepository } from './repository.ts'
import type { Scenario } from './scenarios/bad-deploy.ts'

export interface World {
  readonly root: string
  readonly clone: string
  readonly origin: string
  readonly port: number
  readonly url: string
  readonly logs: readonly string[]
  readonly deploys: string
  /** The commit that broke it. */
  readonly guilty: string
  /** Pushes the late commits: the outage begins. */
  breakIt(): Promise<void>
  /** Ends all processes; the folder goes too unless it is kept. */
  end(options: { readonly keep: boolean }): Promise<void>
}

const requestsPerSecond = 15

/** Builds the world and starts its service at the last good version. */
export async function startWorld(scenario: Scenario, { now }: { readonly now: Instant }): Promise<World> {
  const root = mkdtempSync(join(tmpdir(), 'incident-tui-drill-'))
  mkdirSync(join(root, 'logs'))
  const files = join(materials(), scenario.repository)
  const { clone, origin, shas } = await makeRepository(root, { files, history: scenario.history, now })
  const port = await freePort()
  writeHook(origin, root, port)
  const supervisor = spawn(
    process.execPath,
    [join(materials(), 'platform', 'supervisor.js'), root, String(port), String(requestsPerSecond)],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  )
  const lastGood = shas.at(-1 - scenario.deployedLate) as string
  try {
    await git(clone, ['push', '--quiet', 'origin', `${lastGood}:refs/heads/main`])
  } catch (error) {
    await ended(supervisor)
    rmSync(root, { recursive: true, force: true })
    throw error
  }
  return {
    root,
    clone,
    origin,
    port,
    url: `http://127.0.0.1:${port}`,
    logs: [join(root, 'logs', 'app.log'), join(root, 'logs', 'access.log')],
    deploys: join(root, 'deploys.jsonl'),
    guilty: shas.at(-scenario.deployedLate) as string,
    breakIt: async () => {
      await git(clone, ['push', '--quiet', 'origin', 'main'])
      await git(clone, ['branch', '--quiet', '--set-upstream-to=origin/main', 'main'])
    },
    end: async ({ keep }) => {
      await ended(supervisor)
      if (!keep) rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function writeHook(origin: string, root: string, port: number): void {
  const deploy = join(materials(), 'platform', 'deploy.js')
  const settings = Object.entries(gitEnvironment).map(([name, value]) => `${name}=${value}`)
  const words = ['exec', 'env', ...settings, process.execPath, deploy, root, String(port)].map(quoted).join(' ')
  writeFileSync(join(origin, 'hooks', 'post-receive'), `#!/bin/sh\n${words}\n`, { mode: 0o755 })
}

function quoted(word: string): string {
  return /^[\w=./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** The practice repositories: beside this file in the sources, beside the bundle in a build. */
function materials(): string {
  const places = ['./repositories', '../repositories'].map(place => fileURLToPath(new URL(place, import.meta.url)))
  const found = places.find(place => existsSync(join(place, 'platform')))
  if (!found) throw new Error(`the practice repositories are missing: ${places.join(', ')}`)
  return found
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exit
}
