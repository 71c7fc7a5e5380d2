// A JSON or logfmt line taken apart: what it says, and its fields in order. Rule: text that is neither stays as it is.

export interface StructuredLine {
  readonly form: 'json' | 'logfmt'
  /** The field that is meant for people; empty where there is none. */
  readonly message: string
  /** Every other field; nested values as their JSON. */
  readonly fields: readonly (readonly [key: string, value: string])[]
}

const messageKeys = ['message', 'msg', 'MESSAGE', '@m', 'error', 'err', 'event', 'body']
const pair = /([\w.@/-]+)=("(?:[^"\\]|\\.)*"|\S*)/g
const fewestPairs = 3
const longestParsed = 64 * 1024

export function structuredLine(text: string): StructuredLine | null {
  const trimmed = text.trim()
  if (trimmed.length > longestParsed) return null
  if (trimmed.startsWith('{') && trimmed.endsWith('}')) return fromJson(trimmed)
  return trimmed.includes('=') ? fromLogfmt(trimmed) : null
}

function fromJson(text: string): StructuredLine | null {
  try {
    const parsed: unknown = JSON.parse(text)
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null
    const all = Object.entries(parsed).map(([key, value]): [string, string] => [key, wordsOf(value)])
    return { form: 'json', ...apart(all) }
  } catch {
    return null
  }
}

/** Three pairs at least, and little beside them: a sentence that holds an `=` is no logfmt. */
function fromLogfmt(text: string): StructuredLine | null {
  const pairs = [...text.matchAll(pair)]
  if (pairs.length < fewestPairs) return null
  const rest = text.replace(pair, '').trim()
  if (rest.length > text.length / 2) return null
  const all = pairs.map(([, key = '', value = '']): [string, string] => [key, unquoted(value)])
  const { message, fields } = apart(all)
  return { form: 'logfmt', message: message || rest.replace(/\s+/g, ' '), fields }
}

function apart(all: readonly [string, string][]): Pick<StructuredLine, 'message' | 'fields'> {
  const key = messageKeys.find(wanted => all.some(([name, value]) => name === wanted && value !== ''))
  return {
    message: all.find(([name]) => name === key)?.[1] ?? '',
    fields: all.filter(([name]) => name !== key),
  }
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, value.endsWith('"') ? -1 : undefined).replace(/\\(.)/g, '$1') : value
}
