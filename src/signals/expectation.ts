// What an HTTP answer has to be, and the first thing about it that is not so, in words.

import type { HttpHealthConfig } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import type { ReasonKind } from '../telemetry/types.ts'

export interface Disappointment {
  readonly reasonKind: ReasonKind
  readonly reason: string
}

/** Null where everything is as expected. Without an expected status anything below 400 is good. */
export function disappointment(
  expect: HttpHealthConfig['expect'],
  answer: { readonly status: number; readonly body: string },
): Disappointment | null {
  const { status, body } = answer
  if (expect.status === undefined ? status >= 400 : ![expect.status].flat().includes(status)) {
    const wanted = expect.status === undefined ? '' : `expected ${[expect.status].flat().join(' or ')}, got `
    const excerpt = excerptOf(body)
    return { reasonKind: 'status', reason: `${wanted}${status}${excerpt && `: ${excerpt}`}` }
  }
  if (expect.body !== undefined && !body.includes(expect.body))
    return { reasonKind: 'body', reason: `the body does not contain "${cleanText(expect.body)}"` }
  if (expect.json === undefined) return null
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    const excerpt = excerptOf(body)
    return { reasonKind: 'body', reason: `the body is not JSON${excerpt && `: ${excerpt}`}` }
  }
  const difference = firstDifference(expect.json, parsed, '')
  return difference === null ? null : { reasonKind: 'body', reason: difference }
}

/** The first field that is missing or other than wanted; fields nobody asked for are welcome. */
function firstDifference(wanted: unknown, found: unknown, path: string): string | null {
  if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)) {
    for (const [key, value] of Object.entries(wanted)) {
      const inner = found !== null && typeof found === 'object' ? (found as Record<string, unknown>)[key] : undefined
      const difference = firstDifference(value, inner, path ? `${path}.${key}` : key)
      if (difference !== null) return difference
    }
    return null
  }
  if (JSON.stringify(wanted) === JSON.stringify(found)) return null
  const is = found === undefined ? 'missing' : excerptOf(JSON.stringify(found))
  return cleanText(`${path} is ${is}, expected ${JSON.stringify(wanted)}`)
}

/** The beginning of a body on one line, without HTML tags. */
function excerptOf(body: string): string {
  const text = body
    .slice(0, 4000)
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
  return cleanText(text.trim()).slice(0, 120)
}
