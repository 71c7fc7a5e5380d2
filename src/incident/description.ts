// What a person's first sentence says: the kind of failure, where, and since when.
import type { Symptom } from './events.ts'
import type { Instant } from './time.ts'
import { parseTimeInWords } from './times-in-words.ts'

const kinds: readonly (readonly [Symptom['kind'], RegExp])[] = [
  ['login', /log(?:ged|ging)?[ -]?(?:in|out|on)\b|session|sign[ -]?in|auth|token expired|401|403/i],
  ['slow', /slow|latenc|timeout|timing out|time out|hang|stuck|\d+\s?x\b|seconds to/i],
  ['down', /\bdown\b|unavailable|outage|unreachable|not (?:responding|loading|reachable)|refused|503|offline/i],
  ['data', /(?:wrong|missing|lost|duplicate|corrupt|stale) |data loss|inconsisten/i],
  ['errors', /error|fail|exception|crash|5\d\d\b|broken|cannot|can't/i],
]

/** Reads a description such as "500 errors on /api/checkout since 14:30 UTC". */
export function describeSymptom(text: string, now: Instant): Symptom {
  const since = /\b(?:since|from|as of|starting|started|began)\b(.*)$/i.exec(text)?.[1] ?? text
  const start = parseTimeInWords(since.trim(), now)
  const status = /\b([1-5]\d\d)\b(?!\s*(?:ms|s|users|%))/.exec(text.replace(start?.matched ?? '', ''))
  return {
    text: text.trim(),
    endpoint: /(?:^|[\s"'(])((?:\/[\w.{}:*-]+)+)/.exec(text)?.[1] ?? null,
    status: status && Number(status[1]) >= 400 ? Number(status[1]) : null,
    startedAt: start && start.at <= now ? start.at : null,
    kind: kindOf(text),
  }
}

/** The description without its "since …", for titles. */
export function titleOf(text: string, now: Instant): string {
  const match = /^(.*?)[\s,]+\b(?:since|as of|starting)\b(.+)$/i.exec(text.trim())
  if (!match || !parseTimeInWords(match[2] as string, now)) return text.trim()
  return (match[1] as string).trim() || text.trim()
}

function kindOf(text: string): Symptom['kind'] {
  if (/\b5\d\d\b/.test(text) && !/\b503\b/.test(text)) return 'errors'
  return kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}
