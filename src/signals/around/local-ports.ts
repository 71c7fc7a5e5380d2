// The services of this machine that nobody configured: what listens is asked whether it takes a connection; nothing is
// sent to it. Rule: well-known services first, and never so many that they hide each other.
import type { Instant } from '../../incident/time.ts'
import type { Telemetry } from '../../telemetry/hub.ts'
import { watchTarget } from '../health.ts'
import { repeat } from '../repeat.ts'
import { type ListeningPort, listeningPorts } from './listening-ports.ts'
import { knownService } from './services.ts'

const lookEveryMs = 30_000
const mostPorts = 8

export interface LocalPortsOptions {
  readonly telemetry: Telemetry
  readonly now: () => Instant
  readonly cwd: string
  readonly stop: AbortSignal
  /** For tests: what listens. */
  readonly find?: () => Promise<readonly ListeningPort[]>
}

/** Asks what listens, and looks for more, until stopped; never rejects. */
export async function watchLocalPorts({ find = listeningPorts, ...around }: LocalPortsOptions): Promise<void> {
  const { telemetry, stop } = around
  const watched = new Map<number, Promise<void>>()
  const names = new Set<string>()
  await repeat(lookEveryMs, stop, async () => {
    for (const found of chosenPorts(await find())) {
      if (watched.has(found.port) || watched.size >= mostPorts) continue
      const name = portName(found, names)
      names.add(name)
      const target = { name, tcp: addressOf(found), every: 10_000, timeout: 5000 }
      telemetry.addTarget({ name, kind: 'tcp', target: target.tcp, everyMs: target.every })
      watched.set(found.port, watchTarget(target, around))
    }
  })
  await Promise.all(watched.values())
}

/** Well-known services first, then by number; what only serves the machine itself (ssh, names, mail) comes last. */
export function chosenPorts(ports: readonly ListeningPort[]): ListeningPort[] {
  const rank = ({ port }: ListeningPort): number => (knownService(port) ? 0 : port < 1024 ? 2 : 1)
  return [...ports].sort((a, b) => rank(a) - rank(b) || a.port - b.port).slice(0, mostPorts)
}

/** A column for names is narrow: the service or the program where that is enough to tell them apart. */
function portName({ port, program }: ListeningPort, taken: ReadonlySet<string>): string {
  const known = knownService(port)?.name
  const name = known === undefined || known === 'app' ? program : known
  return name && name.length <= 13 && !taken.has(name) ? name : `:${port}`
}

function addressOf({ host, port }: ListeningPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
