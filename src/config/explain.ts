// What the schema objects to, in words: which place, what was expected, what was probably meant.
import type { z } from 'zod'
import { closest } from './closest.ts'
import type { ConfigPath } from './parse.ts'
import { keysAt } from './schema-walk.ts'

export interface Objection {
  readonly path: ConfigPath
  /** The key at `path` that is meant, where it is a key and not a value. */
  readonly key: string | null
  readonly message: string
  readonly suggestion: string | null
}

type Issue = z.core.$ZodIssue

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
}

/** All objections to a value, in the order of the schema's. */
export function explain(issues: readonly Issue[], value: unknown): Objection[] {
  return issues.flatMap(issue => explainOne(issue, [], value))
}

function explainOne(issue: Issue, base: ConfigPath, root: unknown): Objection[] {
  const path = [...base, ...(issue.path as (string | number)[])]
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(path, key))
  if (issue.code === 'invalid_union') return explainUnion(issue.errors, path, root)
  const found = valueAt(root, path)
  if (found === undefined && path.length > 0 && issue.code !== 'custom') {
    const key = String(path.at(-1))
    return [{ path: path.slice(0, -1), key: null, message: `${key} is missing`, suggestion: null }]
  }
  return [{ path, key: null, message: messageOf(issue, found), suggestion: suggestionOf(issue, path, found) }]
}

/** Of several shapes the one that was most probably meant: the one that the fewest keys speak against. */
function explainUnion(branches: readonly (readonly Issue[])[], path: ConfigPath, root: unknown): Objection[] {
  const found = valueAt(root, path)
  const expected = branches.flatMap(issues =>
    issues.flatMap(issue => (issue.path.length === 0 ? expectedOf(issue) : [])),
  )
  if (found === null || typeof found !== 'object' || Array.isArray(found)) {
    const own = branches.flat().find(issue => issue.path.length === 0 && /^expected /.test(issue.message))
    const words =
      own?.message ?? `expected ${[...new Set(expected)].join(' or ') || 'something else'}, got ${kindOf(found)}`
    return [{ path, key: null, message: words, suggestion: listInstead(path, found) }]
  }
  const scored = branches.map(issues => ({ issues, score: score(issues, found) })).sort((a, b) => a.score - b.score)
  const best = scored.filter(one => one.score === scored[0]?.score)
  if (best.length === 1) return (best[0]?.issues ?? []).flatMap(issue => explainOne(issue, path, root))
  const unknown = best[0]?.issues.find(issue => issue.code === 'unrecognized_keys')
  if (unknown?.code === 'unrecognized_keys') return unknown.keys.map(key => unknownKey(path, key))
  const choices = best.flatMap(({ issues }) => issues.slice(0, 1).map(issue => String(issue.path[0])))
  return [{ path, key: null, message: `expected one of ${[...new Set(choices)].join(', ')}`, suggestion: null }]
}

/** How much speaks against a shape: what is missing or unknown counts more than a value of the wrong kind. */
function score(issues: readonly Issue[], found: unknown): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 2 * issue.keys.length
    if (issue.path.length === 0) return sum + 4
    return sum + (valueAt(found, issue.path as ConfigPath) === undefined ? 2 : 1)
  }, 0)
}

function unknownKey(path: ConfigPath, key: string): Objection {
  const known = keysAt(path)
  const meant = closest(key, known)
  const rest = meant === null && known.length > 0 ? `; known here: ${known.join(', ')}` : ''
  return { path, key, message: `unknown key "${key}"${rest}`, suggestion: meant }
}

function messageOf(issue: Issue, found: unknown): string {
  if (issue.code === 'invalid_type') return `expected ${expectedOf(issue).join(' or ')}, got ${kindOf(found)}`
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(' or ')}, got ${kindOf(found)}`
  return issue.message.replace(/^Invalid input: /, '').replace(/^Too (small|big): /, '')
}

function suggestionOf(issue: Issue, path: ConfigPath, found: unknown): string | null {
  if (issue.code === 'invalid_value' && typeof found === 'string') return closest(found, issue.values.map(String))
  return issue.code === 'invalid_type' && issue.expected === 'array' ? listInstead(path, found) : null
}

/** A command line where a list is wanted, as that list. */
function listInstead(path: ConfigPath, found: unknown): string | null {
  if (typeof found !== 'string' || !/^(run|undo|command)$/.test(String(path.at(-1)))) return null
  return `[${found.trim().split(/\s+/).slice(0, 12).join(', ')}]`
}

function expectedOf(issue: Issue): string[] {
  if (issue.code === 'invalid_type') return [typeWords[issue.expected] ?? issue.expected]
  if (issue.code === 'invalid_value') return issue.values.map(String)
  return []
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeWords[typeof value] ?? 'nothing'
}

function valueAt(root: unknown, path: ConfigPath): unknown {
  let at = root
  for (const step of path)
    at = at !== null && typeof at === 'object' ? (at as Record<string | number, unknown>)[step] : undefined
  return at
}
