// What a deploy command printed, as changes: a JSON list, an object that holds one, or one JSON object a line.
// Pure: text in, values out.
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import { fromIso } from '../incident/time.ts'
import type { Change } from '../telemetry/types.ts'

const refKeys = ['ref', 'version', 'sha', 'commit', 'revision', 'tag', 'release', 'id', 'name', 'number']
const timeKeys = [
  'at',
  'time',
  'timestamp',
  'date',
  'deployedAt',
  'deployed_at',
  'createdAt',
  'created_at',
  'finishedAt',
  'updated',
]
const subjectKeys = ['subject', 'message', 'title', 'description', 'summary', 'status']
const authorKeys = ['author', 'by', 'user', 'actor', 'deployer', 'creator']

/** Newest first; `unread` counts entries that name no reference or no time. */
export function readDeploys(text: string): { readonly deploys: readonly Change[]; readonly unread: number } {
  const entries = entriesOf(text)
  const deploys = entries.flatMap((entry): Change[] => {
    const ref = textUnder(entry, refKeys)
    const at = instantUnder(entry)
    if (ref === null || at === null) return []
    const subject = textUnder(entry, subjectKeys) ?? ''
    return [{ kind: 'deploy', ref, subject: subject || ref, author: textUnder(entry, authorKeys) ?? '', at }]
  })
  return { deploys: deploys.sort((a, b) => b.at - a.at).slice(0, 200), unread: entries.length - deploys.length }
}

function entriesOf(text: string): unknown[] {
  const whole = parsed(text)
  if (Array.isArray(whole)) return whole
  if (whole !== null && typeof whole === 'object') return Object.values(whole).find(Array.isArray) ?? [whole]
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(parsed)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function textUnder(entry: unknown, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = valueUnder(entry, key)
    if (typeof value === 'string' && value !== '') return cleanText(value).slice(0, 200)
    if (typeof value === 'number') return String(value)
  }
  return null
}

/** ISO text, or seconds or milliseconds since 1970. */
function instantUnder(entry: unknown): Instant | null {
  for (const key of timeKeys) {
    const value = valueUnder(entry, key)
    if (typeof value === 'number' && value > 1e9) return value < 1e11 ? value * 1000 : value
    const at = typeof value === 'string' ? fromIso(value.replace(/^(\d{4}-\d\d-\d\d) /, '$1T')) : null
    if (at !== null) return at
  }
  return null
}

function valueUnder(entry: unknown, key: string): unknown {
  return entry !== null && typeof entry === 'object' ? (entry as Record<string, unknown>)[key] : undefined
}
