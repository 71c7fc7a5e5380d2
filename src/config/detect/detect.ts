// Looks around a folder for what a configuration could name: repository, manifests, scripts, logs, what listens here.
// Rule: it reads, and asks this machine's own ports; it writes nothing and runs nothing but git.
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import { type ListeningPort, listeningPorts } from '../../signals/around/listening-ports.ts'
import { newestLogs } from '../../signals/around/newest-logs.ts'
import { git } from '../../signals/git/git.ts'
import { resolveRef } from '../../signals/git/refs.ts'
import type { Findings, FoundLog } from './findings.ts'
import { localHealth } from './local-health.ts'
import { type Manifests, readManifests } from './manifests.ts'
import { readScripts } from './package-scripts.ts'

export interface DetectOptions {
  readonly now: Instant
  /** For tests: what listens, and where the system's logs lie. */
  readonly ports?: () => Promise<readonly ListeningPort[]>
  readonly systemLogs?: string
}

export async function detect(
  root: string,
  { now, ports = listeningPorts, systemLogs }: DetectOptions,
): Promise<Findings> {
  const [repository, manifests, scripts, here, logs, host] = await Promise.all([
    repositoryOf(root),
    readManifests(root),
    readScripts(root),
    ports().then(localHealth),
    logFiles(root, now, systemLogs),
    hostUnits(root),
  ])
  const published = manifests.compose.flatMap(({ service, ports: all, seenIn }) =>
    all
      .slice(0, 1)
      .map(port => ({ name: service, target: { url: `http://localhost:${port}/health` }, seenIn, isSure: false })),
  )
  return {
    service: scripts.name ?? repository?.name ?? cleanText(basename(root)),
    git: repository && { ref: repository.ref, remote: repository.remote },
    health: [...here.health, ...published],
    logs: [...logs, ...manifestLogs(manifests), ...host],
    deploy: scripts.deploy,
    deployments: manifests.deployments.slice(0, 20),
    helm: manifests.helm,
    prometheus: here.prometheus,
    alertmanager: here.alertmanager,
    postmortems: await firstFolder(root, ['docs/postmortems', 'postmortems', 'docs/incidents']),
  }
}

async function repositoryOf(root: string): Promise<{ ref: string | null; remote: string | null; name: string } | null> {
  try {
    const top = (await git(root, ['rev-parse', '--show-toplevel'])).trim()
    const remotes = (await git(root, ['remote', '-v'])).split('\n')
    const [, remote = null] = /^\S+\t(\S+) \(fetch\)$/.exec(remotes[0] ?? '') ?? []
    const ref = await resolveRef(root).catch(() => null)
    const head = await git(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'], { alsoFine: [1] })
    const own = await git(root, ['symbolic-ref', '--quiet', '--short', 'HEAD'], { alsoFine: [1] })
    const usual = ref?.name === 'HEAD' ? own.trim() : ref?.name
    const name = cleanText(basename(remote ?? top).replace(/\.git$/, ''))
    return { ref: cleanText(head.trim() || usual || '') || null, remote: remote && cleanText(remote), name }
  } catch {
    return null
  }
}

function manifestLogs({ compose, deployments, units }: Manifests): FoundLog[] {
  return [
    ...compose.map(({ service, seenIn }): FoundLog => ({ source: { compose: service }, seenIn, isSure: true })),
    ...deployments.flatMap(({ selector, namespace, seenIn }): FoundLog[] => {
      return selector === null
        ? []
        : [{ source: { kubectl: selector, ...(namespace && { namespace }) }, seenIn, isSure: true }]
    }),
    ...units.map(({ unit, seenIn }): FoundLog => ({ source: { journal: unit }, seenIn, isSure: false })),
  ]
}

async function logFiles(root: string, now: Instant, systemLogs?: string): Promise<FoundLog[]> {
  const found = await newestLogs({ cwd: root, now, ...(systemLogs !== undefined && { systemLogs }) })
  return found.map(path => {
    const own = relative(root, path)
    const isOwn = !own.startsWith('..')
    return { source: { file: cleanText(isOwn ? own : path) }, seenIn: 'written within a day', isSure: isOwn }
  })
}

/** Units that somebody made for this machine, not those its distribution brings. */
async function hostUnits(root: string): Promise<FoundLog[]> {
  const entries = await readdir('/etc/systemd/system', { withFileTypes: true }).catch(() => [])
  const own = entries.filter(entry => entry.isFile() && /\.service$/.test(entry.name)).slice(0, 8)
  const name = basename(root).toLowerCase()
  return own.map(({ name: unit }) => {
    const isOurs = unit.toLowerCase().includes(name)
    return { source: { journal: cleanText(unit) }, seenIn: '/etc/systemd/system', isSure: isOurs }
  })
}

async function firstFolder(root: string, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const facts = await stat(join(root, path)).catch(() => null)
    if (facts?.isDirectory()) return path
  }
  return null
}
