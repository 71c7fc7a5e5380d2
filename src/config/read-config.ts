// One configuration file: read, checked, its mistakes told with their place, and what is left when those are taken out.
// Rule: one mistake costs the entry it stands in and nothing else; in an outage the rest is needed.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { cleanText } from '../incident/redact.ts'
import { explain } from './explain.ts'
import { type ConfigPath, type ParsedText, parseConfigText } from './parse.ts'
import { configSchema } from './schema.ts'
import { mapEnvTexts } from './schema-walk.ts'

export interface ConfigProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Where in the configuration: `health[0].url`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
  readonly suggestion: string | null
}

export interface ReadConfig {
  readonly file: string
  /** Of the bytes that were read: trust is pinned to it. */
  readonly sha256: string
  readonly problems: readonly ConfigProblem[]
  /** What is valid, as it stands in the file: with ${NAME} and without defaults. */
  readonly written: Readonly<Record<string, unknown>>
  /** The same with ${NAME} replaced. */
  readonly filled: Readonly<Record<string, unknown>>
}

type Raw = Record<string, unknown>
interface Found {
  readonly path: ConfigPath
  readonly key: string | null
  readonly message: string
  readonly suggestion: string | null
}

/** Throws what `readFile` throws. */
export async function readConfig(file: string, env: NodeJS.ProcessEnv): Promise<ReadConfig> {
  const bytes = await readFile(file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const parsed = parseConfigText(bytes.toString('utf8'))
  const mistakes = parsed.mistakes.map(({ line, column, message }): ConfigProblem => {
    return { file, line, column, path: '', message: cleanText(message), suggestion: null }
  })
  if (parsed.value === undefined || parsed.value === null)
    return { file, sha256, problems: mistakes, written: {}, filled: {} }
  const objections = objectionsTo(parsed.value)
  const written = isMap(parsed.value) ? without(parsed.value, objections) : {}
  const { value, unset } = fill(written, env)
  const late = [...unset, ...objectionsTo(value)]
  const told = [...objections, ...late].map(found => problemOf(file, found, parsed))
  const filled = without(value, late)
  return {
    file,
    sha256,
    problems: [...mistakes, ...told],
    written,
    filled: objectionsTo(filled).length > 0 ? {} : filled,
  }
}

/** `file:line:column: path: message; did you mean x?` */
export function problemLine({ file, line, column, path, message, suggestion }: ConfigProblem): string {
  const hint = suggestion === null ? '' : `; did you mean ${suggestion}?`
  return cleanText(`${file}:${line}:${column}: ${path && `${path}: `}${message}${hint}`)
}

function objectionsTo(value: unknown): Found[] {
  const checked = configSchema.safeParse(value)
  return checked.success ? [] : explain(checked.error.issues, value)
}

function fill(written: Raw, env: NodeJS.ProcessEnv): { readonly value: Raw; readonly unset: readonly Found[] } {
  const unset: Found[] = []
  const value = mapEnvTexts(written, (text, path) =>
    text.replace(/\$\{([A-Za-z_]\w*)\}/g, (whole, name: string) => {
      const found = env[name]
      if (found !== undefined && found !== '') return found
      unset.push({ path, key: null, message: `the environment variable ${name} is not set`, suggestion: null })
      return whole
    }),
  ) as Raw
  return { value, unset }
}

/** The entries that nothing is objected to: of lists single entries go, of anything else the whole top-level key. */
function without(value: Raw, objections: readonly Found[]): Raw {
  const left: Raw = { ...value }
  for (const { path, key } of objections) {
    const [top = key ?? undefined, second] = path
    if (top === undefined) return {}
    const list = left[top]
    if (typeof second !== 'number' || !Array.isArray(list)) delete left[top]
    else left[top] = list.map((item, i) => (i === second ? gone : item))
  }
  for (const [key, list] of Object.entries(left))
    if (Array.isArray(list)) left[key] = list.filter(item => item !== gone)
  return left
}

const gone = Symbol('gone')

function problemOf(file: string, { path, key, message, suggestion }: Found, parsed: ParsedText): ConfigProblem {
  const place = parsed.placeOf(path, key ?? undefined)
  const words = { message: cleanText(message), suggestion: suggestion === null ? null : cleanText(suggestion) }
  return { file, ...place, path: cleanText(pathInWords(path)), ...words }
}

function pathInWords(path: ConfigPath): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`
    return words === '' ? step : `${words}.${step}`
  }, '')
}

function isMap(value: unknown): value is Raw {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
