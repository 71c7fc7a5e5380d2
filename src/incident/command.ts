// A command as data: exactly what will run, where, and at what risk. Nothing here runs anything.
import type { RiskTier } from './vocabulary.ts'

export interface CommandSpec {
  /** The program and its arguments; never a shell line unless `shell` says so. */
  readonly argv: readonly string[]
  /** Absolute folder; null is the folder the program was started in. */
  readonly cwd: string | null
  readonly tier: RiskTier
  readonly shell: boolean
  readonly timeoutMs: number | null
  /** Names of extra environment variables with values that are safe to show and store. */
  readonly env: Readonly<Record<string, string>>
  /** The word that a danger command asks to be typed. */
  readonly word: string | null
  /** Standard input to be given, e.g. the body of a pull request. */
  readonly input: string | null
}

/** Why a command runs: it decides what its end means. */
export type CommandPurpose =
  | { readonly kind: 'adhoc' }
  /** It brings the post-mortem out, and is no part of it. */
  | { readonly kind: 'publish' }
  | { readonly kind: 'test'; readonly hypothesisId: string; readonly asks: string }
  | { readonly kind: 'fix'; readonly fixId: string; readonly step: string }
  | {
      readonly kind: 'mitigation'
      readonly name: string
      readonly mitigationId: string
      readonly direction: 'do' | 'undo'
      /** How it is taken back, and what should be seen once it works. */
      readonly undo?: CommandSpec | null
      readonly expect?: string | null
    }
  | { readonly kind: 'runbook'; readonly runbook: string; readonly step: number }

/** A spec with the fields that are nearly always the same filled in. */
export function command(argv: readonly string[], rest: Partial<CommandSpec> = {}): CommandSpec {
  return { cwd: null, tier: 'read', shell: false, timeoutMs: null, env: {}, word: null, input: null, ...rest, argv }
}

/** The command as a person would type it: arguments with blanks or shell signs are quoted. */
export function commandLine(spec: Pick<CommandSpec, 'argv'>): string {
  return spec.argv.map(quoted).join(' ')
}

/** Flags that only keep a repository from doing things of its own; they say nothing about what is asked. */
const guards = /^--(?:no-pager|no-ext-diff|no-textconv|no-color|no-decorate|no-renames)$/

/**
 * The command as a person would write it, for titles and histories: git without its guards, commit ids shortened.
 * Never for a command that is about to run: that is shown whole.
 */
export function plainCommandLine({ argv }: Pick<CommandSpec, 'argv'>): string {
  if (argv[0] !== 'git') return commandLine({ argv })
  const words: string[] = []
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string
    if (word === '-c' && at < argv.length - 1) at += 1
    else if (!guards.test(word)) words.push(word.replace(/\b([0-9a-f]{7})[0-9a-f]{33,57}\b/g, '$1'))
  }
  if (words.at(-1) === '--') words.pop()
  return commandLine({ argv: words })
}

function quoted(argument: string): string {
  if (/^[\w@%+=:,./^~{}-]+$/.test(argument)) return argument
  return `'${argument.replaceAll("'", `'\\''`)}'`
}

/**
 * Splits a line as a person types it into a program and its arguments: blanks separate, quotes and backslashes keep
 * together. Nothing is expanded and no shell is asked. Null where a quote is left open.
 */
export function splitCommandLine(line: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let quote: string | null = null
  const letters = [...line]
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] as string
    if (quote !== null) {
      if (letter === quote) quote = null
      else if (letter === '\\' && quote === '"' && /["\\]/.test(letters[at + 1] ?? ''))
        word = (word ?? '') + letters[++at]
      else word = (word ?? '') + letter
    } else if (letter === '"' || letter === "'") {
      quote = letter
      word ??= ''
    } else if (letter === '\\' && at + 1 < letters.length) word = (word ?? '') + letters[++at]
    else if (/\s/.test(letter)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + letter
  }
  if (quote !== null) return null
  return word === null ? words : [...words, word]
}
