// Requests and failures as the access logs in the ring tell them: the figures of the blast radius.
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { LogRing } from './log-ring.ts'

export interface EndpointFigures {
  readonly endpoint: string
  readonly requests: number
  readonly failed: number
}

export interface RequestFigures {
  readonly requests: number
  /** Answers of 500 and above. */
  readonly failed: number
  /** failed / requests, 0 to 1; null without requests. */
  readonly share: number | null
  /** Endpoints with failures, the worst first. */
  readonly endpoints: readonly EndpointFigures[]
}

// `"POST /api/checkout?x HTTP/1.1" 500`, as the common and the combined log format and their kin have it.
export const accessLine = /"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+) HTTP\/[\d.]+" (\d{3})\b/
const readAtMost = 5000

const requested = /"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+) HTTP\/[\d.]+" (\d{3})\b/

/** What an access line says of its request: `POST /api/checkout 500`, ids in the path masked; null for other lines. */
export function requestTitle(text: string): string | null {
  const match = requested.exec(text)
  if (!match) return null
  const path = (match[2] as string).replace(/[?#].*$/, '')
  const masked = path.replace(/(?<=\/)(?:\d+|[0-9a-f]{7,}|[0-9a-f-]{36})(?=\/|$)/gi, '<n>')
  return `${match[1]} ${masked} ${match[3]}`
}

/** Whether a group's title came from access lines: it names the failure's door and not its cause. */
export function isRequestTitle(title: string): boolean {
  return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+ \d{3}$/.test(title)
}

export interface LoggedRequest {
  /** Without its query. */
  readonly endpoint: string
  readonly status: number
}

/** The request a line tells of, or null: asked of its bytes, since most lines are none and text costs ten times as much. */
export function requestAt(log: LogRing, index: number): LoggedRequest | null {
  const found = accessLine.exec(log.glimpse(index))
  return found && { endpoint: cleanText(found[1] ?? '').replace(/[?#].*$/, ''), status: Number(found[2]) }
}

/** Reads the newest held lines of access logs since an instant. */
export function requestFigures(log: LogRing, since: Instant): RequestFigures {
  const counts = new Map<string, { requests: number; failed: number }>()
  const from = Math.max(log.indexAt(since), log.pushed - readAtMost)
  for (let index = from; index < log.pushed; index += 1) {
    const request = requestAt(log, index)
    if (!request) continue
    const { endpoint, status } = request
    const count = counts.get(endpoint) ?? { requests: 0, failed: 0 }
    count.requests += 1
    if (status >= 500) count.failed += 1
    counts.set(endpoint, count)
  }
  const all = [...counts].map(([endpoint, count]) => ({ endpoint, ...count }))
  const requests = all.reduce((sum, one) => sum + one.requests, 0)
  const failed = all.reduce((sum, one) => sum + one.failed, 0)
  const endpoints = all.filter(one => one.failed > 0).sort((a, b) => b.failed - a.failed)
  return { requests, failed, share: requests === 0 ? null : failed / requests, endpoints }
}

/** A sentence on the impact, to be edited; null while no request failed. */
export function impactDraft({ endpoints }: RequestFigures): string | null {
  const worst = endpoints[0]
  if (!worst) return null
  const share = Math.max(1, Math.round((100 * worst.failed) / worst.requests))
  const others =
    endpoints.length > 1 ? `, and ${endpoints.length - 1} more endpoint${endpoints.length > 2 ? 's' : ''}` : ''
  return `${worst.endpoint} fails for about ${share} % of requests (${worst.failed} of ${worst.requests})${others}`
}

export interface Traffic {
  /** Requests a minute, before and since the onset. */
  readonly before: number
  readonly since: number
}

const shortestMs = 5000
const usualMs = 10 * 60_000

/** The rate of requests around the onset, from the access logs held; null where either side is too short to tell. */
export function trafficAround(log: LogRing, onsetAt: Instant, now: Instant): Traffic | null {
  let [first, before, since] = [Number.POSITIVE_INFINITY, 0, 0]
  for (
    let index = Math.max(log.indexAt(onsetAt - usualMs), log.pushed - 4 * readAtMost);
    index < log.pushed;
    index += 1
  ) {
    const at = log.line(index)?.at
    if (at === undefined || at === null || requestAt(log, index) === null) continue
    first = Math.min(first, at)
    if (at < onsetAt) before += 1
    else since += 1
  }
  const [beforeMs, sinceMs] = [onsetAt - first, now - onsetAt]
  if (!(beforeMs >= shortestMs) || sinceMs < shortestMs) return null
  return { before: (before / beforeMs) * 60_000, since: (since / sinceMs) * 60_000 }
}
