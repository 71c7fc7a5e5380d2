// Opens the cockpit on this terminal and gives the terminal back: what is observed, the record, the screen, the way out.
import { hostname } from 'node:os'
import { emptyConfig } from '../config/schema.ts'
import type { IncidentState } from '../incident/state.ts'
import { createDesk } from '../store/desk.ts'
import { Telemetry } from '../telemetry/hub.ts'
import { type Cli, Told } from './context.ts'
import { probeTerminal } from './terminal-probe.ts'

export interface CockpitOptions {
  /** Declares this and opens it. */
  readonly words?: string
  /** Opens this incident. Without both: the only open one, else the start screen. */
  readonly incidentId?: string
  readonly readOnly?: boolean
}

type Leaving = 'quit' | 'interrupt' | 'hangup'
const exitCodes: Record<Leaving, number> = { quit: 0, interrupt: 130, hangup: 129 }

/** Throws Told where there is no terminal. Resolves with the exit code once the person has left. */
export async function openCockpit(cli: Cli, options: CockpitOptions): Promise<number> {
  requireTerminal()
  const look = probeTerminal({ stdin: process.stdin, stdout: process.stdout, env: process.env })
  const drawing = import('./draw.tsx')
  const readOnly = options.readOnly === true
  const states = cli.states()
  const telemetry = new Telemetry({ startedAt: cli.now() })
  const desk = createDesk({
    openSession: incidentId => cli.session(incidentId, { readOnly }),
    incidents: () => states,
    telemetry,
    config: emptyConfig,
    identity: cli.identity,
    pid: process.pid,
    host: hostname(),
    readOnly,
    now: cli.now,
    newId: cli.newId,
    isRunning,
  })
  const incidentId = options.incidentId ?? onlyOpen(states, options.words)
  if (options.words) desk.declare(options.words)
  else if (incidentId !== undefined) desk.open(incidentId)

  const left = Promise.withResolvers<Leaving>()
  const hangUp = () => left.resolve('hangup')
  process.on('SIGHUP', hangUp)
  process.on('SIGTERM', hangUp)
  const { drawApp } = await drawing
  const app = drawApp({ desk, onLeave: left.resolve }, await look)
  const how = await Promise.race([left.promise, app.waitUntilExit().then(() => 'quit' as const)])
  desk.close(how)
  app.unmount()
  await app.waitUntilExit()
  process.off('SIGHUP', hangUp)
  process.off('SIGTERM', hangUp)
  const session = desk.store.getState().session
  if (session && how !== 'hangup') cli.print(`${wayBack(session.store.getState().state)}`)
  return exitCodes[how]
}

/** The only open incident, where there is one and nothing new is declared. */
function onlyOpen(states: readonly IncidentState[], words: string | undefined): string | undefined {
  if (words) return undefined
  const open = states.filter(state => state.status !== 'closed')
  return open.length === 1 ? (open[0]?.id ?? undefined) : undefined
}

function wayBack({ id, status, title }: IncidentState): string {
  if (status === 'closed') return `${title} is closed. Look at it again with: incident-tui resume ${id}`
  return `${title} stays ${status}. Come back with: incident-tui resume ${id}`
}

function requireTerminal(): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return
  const subcommands =
    'declare, list, show, note, severity, phase, hypothesis, action, mitigated, resolve, close, run, postmortem'
  throw new Told(`the cockpit needs a terminal; the subcommands work without it: ${subcommands}`, 2)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
