// Which of this machine's own ports answer a health question, and where. Rule: only ports of this machine are asked,
// only with GET, only the usual paths, and only because a person ran `init`.
import type { ListeningPort } from '../../signals/around/listening-ports.ts'
import { knownService } from '../../signals/around/services.ts'
import { configSchema, type HttpHealthConfig } from '../schema.ts'
import type { FoundHealth } from './findings.ts'

const healthPaths = ['/health', '/healthz', '/api/health', '/-/healthy', '/ready', '/readyz', '/status', '/']
const mostPorts = 24

export interface LocalHealth {
  readonly health: readonly FoundHealth[]
  /** Addresses of servers that answered as these do. */
  readonly prometheus: string | null
  readonly alertmanager: string | null
}

/** Takes at most about two seconds a port, all ports at once. */
export async function localHealth(ports: readonly ListeningPort[]): Promise<LocalHealth> {
  const found = await Promise.all(ports.slice(0, mostPorts).map(askPort))
  const address = (name: string): string | null => {
    const one = found.find(health => health?.name === name)
    return one && 'url' in one.target ? new URL(one.target.url).origin : null
  }
  const health = found.filter(one => one !== null)
  return { health, prometheus: address('prometheus'), alertmanager: address('alertmanager') }
}

async function askPort({ port, host, program }: ListeningPort): Promise<FoundHealth | null> {
  const known = knownService(port)
  const base = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const seenIn = `listens here${program ? `: ${program}` : ''}`
  if (known?.speaks === 'its own') return { name: known.name, target: { tcp: base }, seenIn, isSure: true }
  if (port === 22 || port === 25 || port === 53) return null
  const { probeHttp } = await import('../../signals/http-probe.ts')
  for (const path of healthPaths) {
    const url = `http://${base}${path}`
    const result = await probeHttp(targetOf(url), Date.now)
    if (result.status === null) return known ? { name: known.name, target: { tcp: base }, seenIn, isSure: true } : null
    if (result.status >= 200 && result.status < 300)
      return {
        name: nameOf(port, path, program),
        target: { url },
        seenIn: `${seenIn}, answers ${result.status}`,
        isSure: true,
      }
  }
  return {
    name: nameOf(port, '', program),
    target: { tcp: base },
    seenIn: `${seenIn}, no health path answers`,
    isSure: true,
  }
}

function nameOf(port: number, path: string, program: string | null): string {
  if (path === '/-/healthy') return port === 9093 || /alertmanager/.test(program ?? '') ? 'alertmanager' : 'prometheus'
  const known = knownService(port)?.name
  return known && known !== 'app' ? known : (program ?? `port ${port}`)
}

function targetOf(url: string): HttpHealthConfig {
  const [target] = configSchema.parse({ health: [{ name: 'here', url, timeout: 700 }] }).health
  return target as HttpHealthConfig
}
