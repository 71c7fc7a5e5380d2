// The configuration that is in force: the repository's over the person's own. What is not trusted is left out of it and
// handed over apart, to be shown. Rule: loading never throws and never runs or asks anything.
import { dirname } from 'node:path'
import { cleanText } from '../incident/redact.ts'
import { locateConfig } from './locate.ts'
import type { ConfigProblem, ReadConfig } from './read-config.ts'
import { type Config, configSchema, emptyConfig } from './schema.ts'
import { trustStore } from './trust.ts'
import type { Undertaking } from './undertakings.ts'

export interface LoadOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** The folder of the record: trust is kept there. */
  readonly home: string
  /** What `--config` named. */
  readonly option?: string | undefined
}

export interface Origin {
  readonly file: string
  readonly state: 'used' | 'untrusted'
  /** What it says, valid parts only, ${NAME} not replaced. */
  readonly written: ReadConfig['written']
}

export interface LoadedConfig {
  readonly config: Config
  /** The folder that relative paths in it start from. */
  readonly base: string
  /** The repository's first, then the person's own. */
  readonly origins: readonly Origin[]
  readonly problems: readonly ConfigProblem[]
  /** A repository's configuration that nobody has allowed yet. */
  readonly untrusted: { readonly file: string; readonly sha256: string; readonly config: Config } | null
}

/** What a person is asked about: these bytes of this file, what they would do, and what in them is wrong. */
export interface UntrustedConfig {
  readonly file: string
  readonly sha256: string
  readonly undertakings: readonly Undertaking[]
  readonly problems: readonly string[]
}

export async function loadConfig({ cwd, env, home, option }: LoadOptions): Promise<LoadedConfig> {
  const { main, own } = await locateConfig(cwd, env, option)
  const problems: ConfigProblem[] = []
  const read = async (file: string): Promise<ReadConfig | null> => {
    try {
      // The YAML parser is loaded only where there is something to parse.
      const { readConfig } = await import('./read-config.ts')
      const found = await readConfig(file, env)
      problems.push(...found.problems)
      return found
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      const message =
        code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${code ?? cleanText(String(error))}`
      problems.push({ file, line: 1, column: 1, path: '', message, suggestion: null })
      return null
    }
  }
  const mainRead = main ? await read(main.file) : null
  const ownRead = own && own !== main?.file ? await read(own) : null
  const isNamed = main !== null && main.named !== null
  const isTrusted = mainRead !== null && (isNamed || trustStore(home).isTrusted(mainRead.file, mainRead.sha256))
  const origins: Origin[] = []
  if (mainRead) {
    const state = isTrusted ? 'used' : 'untrusted'
    origins.push({ file: mainRead.file, state, written: mainRead.written })
  }
  if (ownRead) origins.push({ file: ownRead.file, state: 'used', written: ownRead.written })
  const used = merge(isTrusted && mainRead ? mainRead.filled : {}, ownRead?.filled ?? {})
  const untrusted =
    mainRead && !isTrusted ? { file: mainRead.file, sha256: mainRead.sha256, config: valid(mainRead.written) } : null
  const base = mainRead && !isNamed ? dirname(mainRead.file) : cwd
  return { config: valid(used), base, origins, problems, untrusted }
}

type Raw = Readonly<Record<string, unknown>>

/** Lists hold the entries of both, the first's in place of the second's of the same name; of anything else the first counts. */
function merge(over: Raw, under: Raw): Raw {
  const merged: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = under[key]
    if (Array.isArray(value) && Array.isArray(below)) {
      const names = new Set<unknown>(value.map(nameOf).filter(name => name !== undefined))
      merged[key] = [...value, ...below.filter(item => !names.has(nameOf(item)))]
    } else if (isMap(value) && isMap(below)) merged[key] = { ...below, ...value }
    else merged[key] = value
  }
  return merged
}

function valid(value: Raw): Config {
  if (Object.keys(value).length === 0) return emptyConfig
  const checked = configSchema.safeParse(value, { jitless: true })
  return checked.success ? checked.data : emptyConfig
}

function nameOf(item: unknown): unknown {
  return isMap(item) ? item.name : undefined
}

function isMap(value: unknown): value is Raw {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
