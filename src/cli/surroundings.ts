// What lies around a cockpit: the configuration, the folder, the repository fixes are made in. A drill brings its own.
import { basename } from 'node:path'
import { findFixPlace } from '../actions/fix-place.ts'
import type { FixPlace } from '../actions/git.ts'
import { loadConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { minute } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { Cli } from './context.ts'

export interface Surroundings {
  readonly config: Config
  readonly cwd: string
  readonly place: FixPlace | null
  /** Extra environment for every command. */
  readonly env?: Readonly<Record<string, string>>
  readonly monitorMs: number
  readonly drill: { readonly scenario: string } | null
  /** What of the configuration is not used, and why. */
  readonly blind?: readonly (readonly [what: string, why: string])[]
  /** Already being filled; without it the cockpit begins to observe by itself. */
  readonly telemetry?: Telemetry
}

/** Those of a folder: its configuration where that is trusted, the repository around it. */
export async function surroundingsOf(cli: Cli, folder: string, option?: string): Promise<Surroundings> {
  const loaded = await loadConfig({ cwd: folder, env: process.env, home: cli.record.home, option })
  const { config, base: cwd, problems, untrusted } = loaded
  const blind: [string, string][] = problems.map(({ file, line, message }) => [`${basename(file)}:${line}`, message])
  if (untrusted) blind.push([basename(untrusted.file), 'not trusted, not used: incident-tui trust shows it'])
  const place = await findFixPlace(cwd, config)
  return { config, cwd, place, blind, monitorMs: config.budgets.verify ?? 15 * minute, drill: null }
}
