// What lies around a cockpit: the configuration, the folder, the repository fixes are made in. A drill brings its own.
import { basename } from 'node:path'
import { findFixPlace, whyNoFixPlace } from '../actions/fix-place.ts'
import type { FixPlace } from '../actions/git.ts'
import { readRunbooks } from '../actions/runbook-files.ts'
import { type LoadedConfig, loadConfig, type UntrustedConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import { minute, toIso } from '../incident/time.ts'
import type { Configured } from '../store/desk.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { Cli } from './context.ts'
import { rankerFor } from './rank-changes.ts'

export interface Surroundings {
  readonly config: Config
  readonly cwd: string
  readonly place: FixPlace | null
  /** What was found where there is none. */
  readonly whyNoPlace?: string | null
  /** Extra environment for every command. */
  readonly env?: Readonly<Record<string, string>>
  readonly monitorMs: number
  readonly drill: { readonly scenario: string } | null
  /** What of the configuration is not used, and why. */
  readonly blind?: readonly (readonly [what: string, why: string])[]
  /** A repository's configuration that nobody has allowed, and what it would do. */
  readonly untrusted?: UntrustedConfig | null
  /** Already being filled; without it the cockpit begins to observe by itself. */
  readonly telemetry?: Telemetry
}

/** Those of a folder: its configuration where that is trusted, the repository around it. */
export async function surroundingsOf(cli: Cli, folder: string, option?: string): Promise<Surroundings> {
  const loaded = await loadConfig({ cwd: folder, env: process.env, home: cli.record.home, option })
  const { base: cwd, problems } = loaded
  const { runbooks, troubles } = readRunbooks(loaded.config, cwd)
  const config = { ...loaded.config, runbooks }
  const blind: [string, string][] = problems.map(({ file, line, message }) => [`${basename(file)}:${line}`, message])
  for (const [name, why] of troubles) blind.push([`runbook ${name}`, why])
  const untrusted = loaded.untrusted && (await askedOf(loaded))
  if (untrusted) blind.push([basename(untrusted.file), 'not trusted, not used'])
  const place = await findFixPlace(cwd, config)
  const whyNoPlace = place === null ? await whyNoFixPlace(cwd) : null
  return {
    config,
    cwd,
    place,
    whyNoPlace,
    blind,
    untrusted,
    monitorMs: config.budgets.verify ?? 15 * minute,
    drill: null,
  }
}

/** What a person is shown before the configuration is used. */
async function askedOf({ untrusted, problems }: LoadedConfig): Promise<UntrustedConfig | null> {
  if (!untrusted) return null
  const { problemLine } = await import('../config/read-config.ts')
  const { undertakingsOf } = await import('../config/undertakings.ts')
  const { file, sha256, config } = untrusted
  const wrong = problems.filter(problem => problem.file === file).map(problem => problemLine(problem))
  return { file: cleanText(file), sha256, undertakings: undertakingsOf(config), problems: wrong }
}

/** Allows exactly these bytes, and looks around again: what has changed meanwhile is asked about anew. */
export async function allowedSurroundings(
  cli: Cli,
  { file, sha256 }: UntrustedConfig,
  folder: string,
): Promise<Surroundings> {
  const { trustStore } = await import('../config/trust.ts')
  trustStore(cli.record.home).trust(file, sha256, toIso(cli.now()))
  return surroundingsOf(cli, folder)
}

/** What the desk makes of them. */
export function configuredBy(around: Surroundings): Configured {
  const { config, place, monitorMs, untrusted = null, whyNoPlace: whyNoRepository = null } = around
  const rankChanges = rankerFor({ config, place })
  return { config, repository: place?.repo ?? null, whyNoRepository, monitorMs, rankChanges, untrusted }
}
