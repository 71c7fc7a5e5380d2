// A practice outage that has begun, watched from before its first failure on: what a person and the script both start from.
import type { Scenario } from '../drill/scenario.ts'
import { drillConfig } from '../drill/settings.ts'
import { startWorld, type World } from '../drill/world.ts'
import { startObservatory } from '../signals/observatory.ts'
import { Telemetry } from '../telemetry/hub.ts'
import type { Cli } from './context.ts'

export interface DrillOptions {
  readonly isFast: boolean
  readonly keep: boolean
}

export interface Outage {
  readonly world: World
  readonly telemetry: Telemetry
  /** Ends every process of it; the folder goes too unless it is kept. */
  end(): Promise<void>
}

/** Milliseconds of healthy service before the outage: what is usual has to be seen first. */
const warmUpMs = 8000

/** Throws the signal's reason where it is interrupted meanwhile; nothing is left behind then. */
export async function beginOutage(
  cli: Cli,
  scenario: Scenario,
  { keep, signal }: { readonly keep: boolean; readonly signal: AbortSignal },
): Promise<Outage> {
  cli.say(`drill ${scenario.name}: building the service and its history`)
  const world = await startWorld(scenario, { now: cli.now() })
  const telemetry = new Telemetry({ startedAt: cli.now() })
  const config = drillConfig(world, scenario)
  const observatory = startObservatory({ config, telemetry, now: cli.now, cwd: world.clone })
  const end = async () => {
    await observatory.stop()
    await world.end({ keep })
    if (keep) cli.say(`kept: ${world.root} (origin.git, clone, logs, deploys.jsonl, shopctl)`)
  }
  try {
    signal.throwIfAborted()
    cli.say(`the service is healthy; that ends in ${warmUpMs / 1000} s`)
    await settle(warmUpMs, signal)
    await world.breakIt()
    return { world, telemetry, end }
  } catch (error) {
    await end()
    throw error
  }
}

function settle(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
