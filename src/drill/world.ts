// One practice outage as it runs: folder, repository, service, load. The fault is real and so is its cure.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import type { Instant } from '../incident/time.ts'
import { git, gitEnvironment, makeRepository } from './repository.ts'
import type { Scenario } from './scenario.ts'

export interface World {
  readonly root: string
  readonly clone: string
  readonly origin: string
  readonly port: number
  readonly url: string
  readonly logs: readonly string[]
  readonly deploys: string
  /** Sets a control of the platform: `shopctl CONTROL VALUE`. */
  readonly shopctl: string
  /** Where the services of others answer. */
  readonly providerUrl: string
  /** The commit that broke it; null where none did. */
  readonly guilty: string | null
  /** The outage begins. */
  breakIt(): Promise<void>
  /** Ends all processes; the folder goes too unless it is kept. */
  end(options: { readonly keep: boolean }): Promise<void>
}

/** Builds the world and starts its service at the last good version. */
export async function startWorld(scenario: Scenario, { now }: { readonly now: Instant }): Promise<World> {
  const root = mkdtempSync(join(tmpdir(), 'incident-tui-drill-'))
  mkdirSync(join(root, 'logs'))
  mkdirSync(join(root, 'control'))
  const files = ['common', scenario.repository].map(folder => join(materials(), folder))
  const { clone, origin, shas } = await makeRepository(root, { files, history: scenario.history, now })
  const [port, providerPort, databasePort] = [await freePort(), await freePort(), await freePort()]
  const providerUrl = `http://127.0.0.1:${providerPort}`
  const { load, helpers = [] } = scenario
  const env = { PROVIDER_PORT: `${providerPort}`, DATABASE_PORT: `${databasePort}`, PAYHARBOR_URL: providerUrl }
  writeFileSync(join(root, 'platform.json'), JSON.stringify({ port, ...load, helpers, env }))
  writeHook(origin, root, port)
  const shopctl = writeProgram(join(root, 'shopctl'), [program('shopctl.js'), root])
  const supervisor = spawn(process.execPath, [program('supervisor.js'), root], { stdio: ['pipe', 'ignore', 'ignore'] })
  const late = 'deploy' in scenario.begins ? scenario.begins.deploy : 0
  const lastGood = shas.at(-1 - late) as string
  try {
    await git(clone, ['push', '--quiet', 'origin', `${lastGood}:refs/heads/main`])
    await git(clone, ['branch', '--quiet', '--set-upstream-to=origin/main', 'main'])
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
    logs: ['app.log', 'access.log', ...(scenario.logs ?? [])].map(file => join(root, 'logs', file)),
    deploys: join(root, 'deploys.jsonl'),
    shopctl,
    providerUrl,
    guilty: late > 0 ? (shas.at(-late) as string) : null,
    breakIt: async () => {
      if ('control' in scenario.begins) await execa(shopctl, [...scenario.begins.control])
      else await git(clone, ['push', '--quiet', 'origin', 'main'])
    },
    end: async ({ keep }) => {
      await ended(supervisor)
      if (!keep) rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function writeHook(origin: string, root: string, port: number): void {
  const settings = Object.entries(gitEnvironment).map(([name, value]) => `${name}=${value}`)
  writeProgram(join(origin, 'hooks', 'post-receive'), [program('deploy.js'), root, String(port)], settings)
}

/** A program of the platform under a short name, with its first arguments given. */
function writeProgram(path: string, words: readonly string[], settings: readonly string[] = []): string {
  const line = ['exec', 'env', ...settings, process.execPath, ...words].map(quoted).join(' ')
  writeFileSync(path, `#!/bin/sh\n${line} "$@"\n`, { mode: 0o755 })
  return path
}

function program(file: string): string {
  return join(materials(), 'platform', file)
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
