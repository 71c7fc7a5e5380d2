// What lies around a cockpit: the configuration, the folder, the repository fixes are made in. A drill brings its own.
import { findFixPlace } from '../actions/fix-place.ts'
import type { FixPlace } from '../actions/git.ts'
import { type Config, emptyConfig } from '../config/schema.ts'
import { minute } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'

export interface Surroundings {
  readonly config: Config
  readonly cwd: string
  readonly place: FixPlace | null
  /** Extra environment for every command. */
  readonly env?: Readonly<Record<string, string>>
  readonly monitorMs: number
  readonly drill: { readonly scenario: string } | null
  /** Already being filled; without it the cockpit begins to observe by itself. */
  readonly telemetry?: Telemetry
}

/** Those of the folder the program was started in. */
export async function surroundingsOf(cwd: string, config: Config = emptyConfig): Promise<Surroundings> {
  const place = await findFixPlace(cwd, config)
  return { config, cwd, place, monitorMs: config.budgets.verify ?? 15 * minute, drill: null }
}
